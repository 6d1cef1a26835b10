using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.DataTypes;

namespace MemMap.Commands;

/// <summary>Completes a parameter with the names of a list that start with what was typed.</summary>
public abstract class NameCompleter(IReadOnlyList<string> names) : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = (wordToComplete ?? "").Trim('\'', '"');
        return names
            .Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(Quoted(name), name, CompletionResultType.ParameterValue, name));
    }

    // Without quotes, brackets are fine at the end of a word; anything else might mean something to the language.
    private static string Quoted(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '_') ? name : $"'{name}'";
}

/// <summary>Completes dtypes: numpy's, and those that have a name of their own.</summary>
public sealed class DTypeCompleter() : NameCompleter([.. DTypeNames.All, .. NamedTypes.All.Select(type => type.Name)]);

/// <summary>Completes the names of dtypes that have one of their own.</summary>
public sealed class NamedTypeCompleter() : NameCompleter([.. NamedTypes.All.Select(type => type.Name)]);

/// <summary>Completes modes.</summary>
public sealed class MapModeCompleter() : NameCompleter(MapMode.Names);

using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.DataTypes;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Completes a parameter with the names that start with what was typed.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(commandAst);
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        string typed = (wordToComplete ?? "").Trim('\'', '"');
        return Candidates(new TypedCommand(commandAst, fakeBoundParameters) { Word = typed })
            .Where(candidate => candidate.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(candidate
                => new CompletionResult(
                    Quoted(candidate.Name), Printable.Line(candidate.Name), CompletionResultType.ParameterValue,
                    Printable.Lines(candidate.ToolTip)));
    }

    /// <summary>Returns all names, each with a tool tip.</summary>
    private protected abstract IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command);

    // Without quotes, brackets are safe at the end of a word. Any other character might be syntax.
    private static string Quoted(string name)
        => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '_') || int.TryParse(name, out _) ? name
            : Printable.Line(name) == name ? CommandText.Quoted(name)
            : $"\"{string.Concat(name.Select(Escaped))}\"";

    // Double-quoted strings have escapes, so that the completed line is printable and yields the name.
    private static string Escaped(char c)
        => !Printable.IsShown(c) ? $"`u{{{(int)c:x}}}" : c is '"' or '`' or '$' or '\u201c' or '\u201d' or '\u201e' ? $"`{c}" : $"{c}";
}

/// <summary>Completes names from a fixed list.</summary>
public abstract class ListCompleter : NameCompleter
{
    private readonly IEnumerable<string> _names;

    private protected ListCompleter(IEnumerable<string> names) => _names = names;

    private protected sealed override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
        => _names.Select(name => (name, name));
}

/// <summary>Completes the names of named dtypes.</summary>
public sealed class NamedTypeCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
        => NamedTypes.All.Select(Candidate);

    /// <summary>The name of a type, with its description.</summary>
    internal static (string Name, string ToolTip) Candidate(NamedType type)
        => (type.Name, type.Description.Length > 0 ? type.Description : type.Name);
}

/// <summary>Completes the names of dtypes that were registered.</summary>
public sealed class RegisteredTypeCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
        => NamedTypes.Registered.Select(NamedTypeCompleter.Candidate);
}

/// <summary>Completes modes.</summary>
public sealed class MapModeCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
        => MapMode.Names.Select(name => (name, ToolTip(MapMode.Parse(name))));

    private static string ToolTip(MapMode mode) => mode == MapMode.ReadOnly ? "reads a file"
        : mode == MapMode.ReadWrite ? "reads and changes a file that exists"
        : mode == MapMode.Write ? "creates a file of zeros, or replaces one"
        : "reads a file; assignments change the memory, and never the file";
}

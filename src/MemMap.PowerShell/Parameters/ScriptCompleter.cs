using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>
/// Completes a script block before its brace is typed: one for each field that begins as what was typed, to be changed. Behind <c>$_.</c>
/// the engine asks no completer, and knows an array as the object in <c>$_</c>.
/// </summary>
public abstract class ScriptCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(commandAst);
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        TypedCommand command = new(commandAst, fakeBoundParameters) { Word = (wordToComplete ?? "").Trim('\'', '"') };
        return Candidates(command).Select(static candidate
            => new CompletionResult(candidate.Text, candidate.Text, CompletionResultType.ParameterValue, candidate.ToolTip));
    }

    /// <summary>The script blocks, each with a tool tip.</summary>
    private protected abstract IEnumerable<(string Text, string ToolTip)> Candidates(TypedCommand command);

    /// <summary>The fields of the command's array that begin as what was typed, and can be written behind <c>$_.</c>.</summary>
    private protected static IEnumerable<Field> Fields(TypedCommand command)
        => (command.DType?.Fields ?? []).Where(field => Printable.Line(field.Name) == field.Name
            && field.Name.StartsWith(command.Word, StringComparison.OrdinalIgnoreCase));

    /// <summary>A field's name as it is written behind <c>$_.</c>.</summary>
    private protected static string Member(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name
            : CommandText.Quoted(name);

    /// <summary>What a field is.</summary>
    private protected static string ToolTip(Field field) => $"{field.Name}: {field.DType.Called}";
}

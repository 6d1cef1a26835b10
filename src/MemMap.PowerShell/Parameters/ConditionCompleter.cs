using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.DataTypes;

namespace MemMap.Parameters;

/// <summary>
/// Completes a condition before its brace is typed: a script block for each field, to be changed. Behind <c>$_.</c> the engine asks no
/// completer, and knows an array as the object in <c>$_</c>.
/// </summary>
public sealed class ConditionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(commandAst);
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        DType? dtype = string.IsNullOrEmpty(wordToComplete) ? new TypedCommand(commandAst, fakeBoundParameters).DType : null;
        return (dtype?.Fields ?? []).Where(static field => Printable.Line(field.Name) == field.Name).Select(static field =>
        {
            string text = $"{{ $_.{Member(field.Name)}{Test(field.DType)} }}";
            return new CompletionResult(text, text, CompletionResultType.ParameterValue, $"{field.Name}: {field.DType.Called}");
        });
    }

    private static string Member(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";

    private static string Test(DType dtype)
        => dtype.Meaning is EnumMeaning { ClrType: var type } ? $" -eq '{Enum.GetNames(type).FirstOrDefault()}'"
            : dtype.Meaning is DateMeaning || dtype.Kind == ElementKind.DateTime64 ? " -ge '2024-02-29'"
            : dtype.Kind == ElementKind.Bool ? ""
            : dtype is { IsNumeric: true, Meaning: null } ? " -gt 0"
            : " -eq ''";
}

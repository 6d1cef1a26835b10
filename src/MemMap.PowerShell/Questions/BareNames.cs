using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.DataTypes;
using MemMap.Output;

namespace MemMap.Questions;

/// <summary>
/// Finds fields without <c>$_.</c> before them: <c>{ price -gt 20 }</c> is a command of the name price, to PowerShell. It would be an
/// error for every record, or run a program for each. So would any other command that isn't there.
/// </summary>
internal static class BareNames
{
    private static readonly string[] Comparisons =
    [
        "eq", "ne", "gt", "ge", "lt", "le", "like", "notlike", "match", "notmatch", "in", "notin", "contains", "notcontains", "replace",
        "split",
    ];

    private static readonly string[] Others
        = ["and", "or", "xor", "band", "bor", "bxor", "shl", "shr", "is", "isnot", "as", "f", "join"];

    private static readonly string[] Joining = ["and", "or", "xor", "not"];

    // Operators of other languages are words to a command.
    private static readonly Dictionary<string, string> Words = new()
    {
        ["="] = "-eq",
        ["=="] = "-eq",
        ["!="] = "-ne",
        ["+"] = "+",
        ["-"] = "-",
        ["*"] = "*",
        ["/"] = "/",
        ["%"] = "%",
    };

    /// <summary>What is to be written in place of the commands whose names are fields; empty if there are none.</summary>
    /// <param name="cmdlet">The cmdlet, in whose caller's scope commands are.</param>
    /// <param name="script">The script block.</param>
    /// <param name="dtype">The dtype of the records.</param>
    /// <param name="isElsewhere">Whether the script block runs on other hosts, which have commands of their own.</param>
    /// <param name="missing">The error of a command that isn't there, and is no field; null if there is none.</param>
    internal static List<Notation.Operator> Find(
        PSCmdlet cmdlet, ScriptBlock script, DType dtype, bool isElsewhere, out ArgumentException? missing)
    {
        missing = null;
        List<Notation.Operator> found = [];
        foreach (CommandAst command in script.Ast.FindAll(static node => node is CommandAst, false).Cast<CommandAst>())
        {
            if (command.InvocationOperator != TokenKind.Unknown
                || command.CommandElements[0] is not StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } name)
            {
                continue;
            }
            bool isFirst = command.Parent is not PipelineAst pipeline || pipeline.PipelineElements[0] == command;
            bool isCompared = IsOperator(command.CommandElements.ElementAtOrDefault(1));
            if (isFirst && FieldOf(dtype, name.Value) is { } field && (isCompared || !IsCommand(cmdlet, script, name.Value)))
            {
                found.Add(Named(name, field));
                found.AddRange(Arguments(command, dtype));
            }
            else if (!IsCommand(cmdlet, script, name.Value) && (!isElsewhere || (isFirst && isCompared)))
            {
                string? near = dtype.IsRecord ? DTypeNames.Nearest(name.Value, dtype.Fields!.Select(static item => item.Name)) : null;
                missing ??= Errors.NoSuchCommand(name.Value, isFirst && isCompared, dtype, near);
            }
        }
        return found;
    }

    private static Notation.Operator Named(StringConstantExpressionAst name, string field)
        => new(name.Extent.StartOffset, name.Extent.Text.Length, field, $"$_.{field}", "is a field of the record", IsName: true);

    // The other words of the command: operators, fields, and text without quotes.
    private static IEnumerable<Notation.Operator> Arguments(CommandAst command, DType dtype)
    {
        CommandElementAst before = command.CommandElements[0];
        foreach (CommandElementAst element in command.CommandElements.Skip(1))
        {
            if (element is StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord, Value: var word } text)
            {
                bool begins = before is CommandParameterAst { ParameterName: var joining }
                    && Joining.Contains(joining, StringComparer.OrdinalIgnoreCase);
                if (Words.TryGetValue(word, out string? instead))
                {
                    yield return new(text.Extent.StartOffset, word.Length, word, instead, "is no operator of PowerShell");
                }
                else if (FieldOf(dtype, word) is { } field && (begins || before is CommandParameterAst or StringConstantExpressionAst))
                {
                    yield return Named(text, field);
                }
                else if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                {
                    yield return new(text.Extent.StartOffset, text.Extent.Text.Length, word, $"'{word}'", "is text", IsName: true);
                }
            }
            before = element;
        }
    }

    private static bool IsOperator(CommandElementAst? element) => element switch
    {
        CommandParameterAst { ParameterName: var name } => Others.Contains(name, StringComparer.OrdinalIgnoreCase) || IsComparison(name),
        StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord, Value: var word } => Words.ContainsKey(word),
        _ => false,
    };

    private static bool IsComparison(string name)
        => new[] { name, name.Length > 1 && name[0] is 'i' or 'c' or 'I' or 'C' ? name[1..] : name }.Any(
            one => Comparisons.Contains(one, StringComparer.OrdinalIgnoreCase));

    /// <summary>A field, perhaps with what is behind it: position.x, list[0]; null if it is none.</summary>
    private static string? FieldOf(DType dtype, string word)
    {
        int end = word.AsSpan().IndexOfAny('.', '[') is var at and >= 0 ? at : word.Length;
        return dtype.Fields?.FirstOrDefault(field => field.Name.Equals(word[..end], StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.Name + word[end..] : null;
    }

    private static bool IsCommand(PSCmdlet cmdlet, ScriptBlock script, string name)
        // Functions of a script that has called a module's function can't be asked for.
        => script.Module?.Name != cmdlet.SessionState.Module?.Name
            || cmdlet.InvokeCommand.GetCommand(name, CommandTypes.All) is not null
            || script.Ast.Find(
                node => node is FunctionDefinitionAst function && function.Name.Equals(name, StringComparison.OrdinalIgnoreCase), true)
                is not null;
}

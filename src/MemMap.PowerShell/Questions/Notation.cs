using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.Output;

namespace MemMap.Questions;

/// <summary>
/// Finds what is no condition in PowerShell's notation, but in that of other languages: <c>$_.price &gt; 20</c> writes a file named 20,
/// <c>$_.price = 20</c> assigns, <c>&amp;&amp;</c> joins commands. It would run, and select nothing or all. <see cref="BareNames"/> and
/// <see cref="Names"/> find names that stand for nothing.
/// </summary>
internal static class Notation
{
    /// <summary>Checks a script block that is asked of each record, before it is compiled or run.</summary>
    /// <param name="cmdlet">The cmdlet, in whose caller's scope variables are.</param>
    /// <param name="script">The script block.</param>
    /// <param name="dtype">The dtype of the records.</param>
    /// <param name="isElsewhere">Whether it runs on other hosts.</param>
    /// <exception cref="ArgumentException">It has an operator of another language, a field without the record before it, or the name of a
    /// variable or a command that isn't there.</exception>
    internal static void Check(PSCmdlet cmdlet, ScriptBlock script, DType dtype, bool isElsewhere = false)
    {
        List<Operator> names = BareNames.Find(cmdlet, script, dtype, isElsewhere, out ArgumentException? missing);
        List<Operator> found = [.. script.Ast.FindAll(static _ => true, searchNestedScriptBlocks: false)
                .SelectMany(node => Operators(node, names)),
            .. Chains(script.Ast, names), .. Background(script.Ast)];
        if (names.Count > 0)
        {
            throw Errors.BareField(names[0].Symbol, Corrected(script.Ast, [.. names, .. found]));
        }
        if (found.Count > 0)
        {
            throw Errors.OtherNotation(found.MinBy(static other => other.Start)!, Corrected(script.Ast, found));
        }
        if (missing is not null)
        {
            throw missing;
        }
        Names.RequireVariables(cmdlet, script, dtype);
    }

    /// <summary>Checks a script block that gives a value for each record, as <see cref="Check"/> does.</summary>
    /// <exception cref="ArgumentException">It assigns to the record, besides.</exception>
    internal static void CheckValue(PSCmdlet cmdlet, ScriptBlock script, DType dtype)
    {
        if (script.Ast.Find(
            static node => node is AssignmentStatementAst { Operator: TokenKind.Equals } assignment && Assigned(assignment.Left)
                && Assignment(assignment).Symbol == "=", false) is AssignmentStatementAst { Right: var right })
        {
            throw Errors.ValueAssigns($"{{ {Constants.Line(right.Extent.Text)} }}");
        }
        Check(cmdlet, script, dtype);
    }

    private static IEnumerable<Operator> Operators(Ast node, List<Operator> names) => node switch
    {
        // $null > $null throws output away.
        CommandBaseAst { Redirections: { Count: > 0 } redirections } command
            when command is CommandExpressionAst || names.Any(name => name.Start == command.Extent.StartOffset)
            => redirections.OfType<FileRedirectionAst>().Where(
                static file => file is not { Location: VariableExpressionAst { VariablePath.UserPath: "null" } }).Select(Redirection),
        AssignmentStatementAst assignment when Assigned(assignment.Left) => [Assignment(assignment)],
        _ => [],
    };

    private static Operator Redirection(FileRedirectionAst file)
    {
        string text = file.Extent.Text, symbol = file.Append ? ">>" : ">", target = file.Location.Extent.Text;
        int length = file.Location.Extent.StartOffset - file.Extent.StartOffset;
        // >= is a redirection to a file whose name begins with =.
        bool isEqual = target.StartsWith('=');
        return new(
            file.Extent.StartOffset, length + (isEqual ? 1 : 0), isEqual ? symbol + "=" : text[..length].Trim(),
            file.Append ? "-shr" : isEqual ? "-ge" : "-gt", "writes to a file");
    }

    private static Operator Assignment(AssignmentStatementAst assignment)
    {
        int start = assignment.ErrorPosition.StartOffset, length = assignment.ErrorPosition.EndOffset - start;
        if (assignment.Operator != TokenKind.Equals)
        {
            string symbol = assignment.ErrorPosition.Text;
            return new(start, length, symbol, symbol.TrimEnd('='), "assigns to the record");
        }
        // == is an assignment of what a command gives, whose name begins with =.
        CommandAst? command = (assignment.Right as PipelineAst)?.PipelineElements[0] as CommandAst;
        return command?.CommandElements[0] is StringConstantExpressionAst name && name.Value.StartsWith('=')
            ? new(start, name.Extent.StartOffset + 1 - start, "==", "-eq", "is no operator of PowerShell")
            : new(start, length, "=", "-eq", "assigns to the record");
    }

    // The assembly that PowerShell gives to compile against has no type for a chain.
    private static IEnumerable<Operator> Chains(Ast script, List<Operator> names)
    {
        if (script.Find(
            node => node is PipelineAst && node.Parent.GetType().Name == "PipelineChainAst"
                && (IsExpression(node) || names.Any(name => name.Start == node.Extent.StartOffset)),
            false) is null)
        {
            return [];
        }
        _ = Parser.ParseInput(script.Extent.Text, out Token[] tokens, out _);
        return tokens.Where(static token => token.Kind is TokenKind.AndAnd or TokenKind.OrOr).Select(token => new Operator(
            script.Extent.StartOffset + token.Extent.StartOffset, token.Text.Length, token.Text,
            token.Kind == TokenKind.AndAnd ? "-and" : "-or", "joins commands"));
    }

    private static IEnumerable<Operator> Background(Ast script)
    {
        string text = script.Extent.Text;
        foreach (PipelineAst pipeline in script.FindAll(IsExpression, false).Cast<PipelineAst>())
        {
            int end = pipeline.Extent.EndOffset - script.Extent.StartOffset, at = end;
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            if (at < text.Length && text[at] == '&' && !text.AsSpan(at).StartsWith("&&"))
            {
                bool isTruth = ((CommandExpressionAst)pipeline.PipelineElements[0]).Expression is ParenExpressionAst or BinaryExpressionAst;
                yield return new(
                    script.Extent.StartOffset + at, 1, "&", isTruth ? "-and" : "-band", "runs what is before it in the background");
            }
        }
    }

    private static bool Assigned(Ast target)
        => target.Find(static node => node is VariableExpressionAst variable && Constants.IsRecord(variable), false) is not null;

    private static bool IsExpression(Ast node) => node is PipelineAst { PipelineElements: [CommandExpressionAst] };

    private static string Corrected(Ast script, List<Operator> found)
    {
        string text = script.Extent.Text;
        foreach (Operator other in found.OrderByDescending(static other => other.Start))
        {
            int start = other.Start - script.Extent.StartOffset;
            string before = text[..start], behind = text[(start + other.Length)..];
            text = other.IsName ? before + other.Instead + behind : $"{before.TrimEnd()} {other.Instead} {behind.TrimStart()}";
        }
        return Constants.Line(text);
    }

    /// <summary>An operator of another language, and PowerShell's.</summary>
    /// <param name="Start">Where it is in the file or the line.</param>
    /// <param name="Length">The number of its characters.</param>
    /// <param name="Symbol">The operator.</param>
    /// <param name="Instead">What to write instead.</param>
    /// <param name="Meaning">What it means in PowerShell.</param>
    /// <param name="IsName">Whether it is a name rather than an operator, which has blanks around it.</param>
    internal sealed record Operator(int Start, int Length, string Symbol, string Instead, string Meaning, bool IsName = false);
}

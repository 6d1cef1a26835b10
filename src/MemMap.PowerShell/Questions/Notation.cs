using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.Output;

namespace MemMap.Questions;

/// <summary>
/// Finds what is no condition in PowerShell's notation, but in that of other languages: <c>$_.price &gt; 20</c> writes a file named 20,
/// <c>$_.price = 20</c> assigns, <c>&amp;&amp;</c> joins commands. It would run, and select nothing or all.
/// </summary>
internal static class Notation
{
    /// <summary>Checks a script block that is asked of each record, before it is compiled or run.</summary>
    /// <param name="cmdlet">The cmdlet, in whose caller's scope variables are.</param>
    /// <param name="script">The script block.</param>
    /// <param name="dtype">The dtype of the records.</param>
    /// <exception cref="ArgumentException">It has an operator of another language, or a field's name for a variable that isn't
    /// there.</exception>
    internal static void Check(PSCmdlet cmdlet, ScriptBlock script, DType dtype)
    {
        List<Operator> found = [.. script.Ast.FindAll(static _ => true, searchNestedScriptBlocks: false).SelectMany(Operators),
            .. Chains(script.Ast), .. Background(script.Ast)];
        if (found.Count > 0)
        {
            throw Errors.OtherNotation(found.MinBy(static other => other.Start)!, Corrected(script.Ast, found));
        }
        RequireVariables(cmdlet, script.Ast, dtype);
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

    private static IEnumerable<Operator> Operators(Ast node) => node switch
    {
        // $null > $null throws output away.
        CommandExpressionAst { Redirections: { Count: > 0 } redirections } => redirections.OfType<FileRedirectionAst>().Where(
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
    private static IEnumerable<Operator> Chains(Ast script)
    {
        if (script.Find(
            static node => node is PipelineAst && IsExpression(node) && node.Parent.GetType().Name == "PipelineChainAst", false) is null)
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
            text = $"{text[..start].TrimEnd()} {other.Instead} {text[(start + other.Length)..].TrimStart()}";
        }
        return Constants.Line(text);
    }

    // A variable that isn't there is $null, which no record is equal to: of a field's name, $_. is missing.
    private static void RequireVariables(PSCmdlet cmdlet, Ast script, DType dtype)
    {
        if (!dtype.IsRecord)
        {
            return;
        }
        foreach (VariableExpressionAst variable in script.FindAll(
            static node => node is VariableExpressionAst { VariablePath.IsUnqualified: true, Splatted: false }, true)
            .Cast<VariableExpressionAst>())
        {
            string name = variable.VariablePath.UserPath;
            if (dtype.Fields!.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } field
                && variable.Parent is not UsingExpressionAst && !IsSet(script, name) && cmdlet.SessionState.PSVariable.Get(name) is null)
            {
                throw Errors.VariableOfField(name, field.Name);
            }
        }
    }

    private static bool IsSet(Ast script, string name)
        => script.Find(
            node => node is VariableExpressionAst { VariablePath.UserPath: var other, Parent: var parent }
                && other.Equals(name, StringComparison.OrdinalIgnoreCase)
                && (parent is ConvertExpressionAst ? parent.Parent : parent)
                    is AssignmentStatementAst or ForEachStatementAst or ParameterAst,
            true) is not null;

    /// <summary>An operator of another language, and PowerShell's.</summary>
    /// <param name="Start">Where it is in the file or the line.</param>
    /// <param name="Length">The number of its characters.</param>
    /// <param name="Symbol">The operator.</param>
    /// <param name="Instead">What to write instead.</param>
    /// <param name="Meaning">What it means in PowerShell.</param>
    internal sealed record Operator(int Start, int Length, string Symbol, string Instead, string Meaning);
}

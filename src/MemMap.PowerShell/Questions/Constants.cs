using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Questions;

/// <summary>
/// The parts of a condition that don't depend on the record. Each is computed once, in the caller's scope or, of a closure and a script
/// block of a module, in its own.
/// </summary>
/// <param name="cmdlet">The cmdlet, in whose caller's scope variables are.</param>
/// <param name="script">The condition.</param>
internal sealed class Constants(PSCmdlet cmdlet, ScriptBlock script)
{
    private static readonly string[] RecordVariables = ["_", "PSItem"];

    // What depends on the pipeline or the call, which the condition is not part of.
    private static readonly string[] OwnVariables = ["args", "input", "this", "Matches", "PSCmdlet", "MyInvocation", "PSBoundParameters"];

    private static readonly TokenKind[] Steps
        = [TokenKind.PlusPlus, TokenKind.MinusMinus, TokenKind.PostfixPlusPlus, TokenKind.PostfixMinusMinus];

    /// <summary>Whether a variable is the record.</summary>
    internal static bool IsRecord(VariableExpressionAst variable)
        => variable.VariablePath.IsUnqualified && RecordVariables.Contains(
            variable.VariablePath.UserPath, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an operator changes its operand: ++ or --.</summary>
    internal static bool IsStep(UnaryExpressionAst unary) => Steps.Contains(unary.TokenKind);

    /// <summary>Whether a variable of $using was sent with the script block, so that it has a value.</summary>
    internal static bool IsSent(PSCmdlet cmdlet, UsingExpressionAst variable)
    {
        try
        {
            _ = cmdlet.InvokeCommand.InvokeScript(false, cmdlet.InvokeCommand.NewScriptBlock(variable.Extent.Text), null, []);
            return true;
        }
        catch (RuntimeException)
        {
            return false;
        }
    }

    /// <summary>Whether an expression doesn't name the record.</summary>
    internal static bool IsOfNoRecord(ExpressionAst expression)
        => expression.Find(node => node is VariableExpressionAst name && IsRecord(name), searchNestedScriptBlocks: true) is null;

    // The time of the question is meant, and not that of each record: { $_.time -gt (Get-Date).AddDays(-3) }.
    private static bool IsOfAll(CommandAst command)
        => "Get-Date".Equals(command.GetCommandName(), StringComparison.OrdinalIgnoreCase) && command.Redirections.Count == 0;

    /// <summary>Whether an expression is the same for all records.</summary>
    /// <exception cref="NotCompiledException">It is, but may have an effect, or another value each time.</exception>
    internal static bool IsConstant(ExpressionAst expression)
    {
        if (!IsOfNoRecord(expression))
        {
            return false;
        }
        Ast? other = expression.Find(
            node => (node is CommandAst command && !IsOfAll(command)) || node is AssignmentStatementAst or ScriptBlockExpressionAst
                || (node is UnaryExpressionAst unary && IsStep(unary))
                || (node is VariableExpressionAst variable
                    && OwnVariables.Contains(variable.VariablePath.UserPath, StringComparer.OrdinalIgnoreCase)),
            searchNestedScriptBlocks: true);
        return other is CommandAst
            ? throw new NotCompiledException($"'{Line(other)}' is a command; assign its output to a variable before, and use that")
            : other is null ? true : throw new NotCompiledException($"'{Line(other)}' can't be computed beforehand");
    }

    /// <summary>The value of a constant expression.</summary>
    /// <exception cref="NotCompiledException">It has a variable that is seen by the script block alone.</exception>
    internal object? ValueOf(ExpressionAst expression)
    {
        if (expression is ConstantExpressionAst literal)
        {
            return literal.Value;
        }
        if (expression is ParenExpressionAst { Pipeline: PipelineAst { PipelineElements: [CommandExpressionAst inner] } })
        {
            return ValueOf(inner.Expression);
        }
        if (Names.Elsewhere(cmdlet, script, expression) is { } path)
        {
            throw new NotCompiledException($"'${path}' is a variable of the script that has called this module's function");
        }
        bool hasUsing = expression.Find(node => node is UsingExpressionAst, searchNestedScriptBlocks: false) is not null;
        if (hasUsing)
        {
            try
            {
                return Run(expression.Extent.Text);
            }
            catch (RuntimeException)
            {
                // This is no script block that was sent somewhere: the variable is the caller's.
            }
        }
        try
        {
            return Run(hasUsing ? WithoutUsing(expression) : expression.Extent.Text);
        }
        catch (RuntimeException exception) when (Errors.IsOfEngine(exception))
        {
            throw Errors.ScriptFailed(Line(expression), null, exception);
        }
    }

    /// <summary>A script block in which the caller's variables stand for those of $using.</summary>
    internal ScriptBlock WithoutUsing()
        => script.Ast.Find(node => node is UsingExpressionAst, searchNestedScriptBlocks: true) is null ? script
            : InScope(cmdlet.InvokeCommand.NewScriptBlock(Inside(WithoutUsing(script.Ast))));

    /// <summary>An expression in one line, as a message shows it.</summary>
    internal static string Line(Ast node) => Line(node.Extent.Text);

    /// <summary>A text in one line, as a message shows it.</summary>
    internal static string Line(string text)
    {
        const int most = 60;
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : $"{line[..most]}...";
    }

    /// <summary>The text of a script block without its braces.</summary>
    internal static string Inside(string text) => text.StartsWith('{') && text.EndsWith('}') ? text[1..^1] : text;

    private static string WithoutUsing(Ast node)
    {
        string text = node.Extent.Text;
        foreach (Ast part in node.FindAll(static part => part is UsingExpressionAst, searchNestedScriptBlocks: true).Reverse())
        {
            int start = part.Extent.StartOffset - node.Extent.StartOffset;
            text = text[..start] + part.Extent.Text.Replace("using:", "", StringComparison.OrdinalIgnoreCase)
                + text[(start + part.Extent.Text.Length)..];
        }
        return text;
    }

    private ScriptBlock InScope(ScriptBlock block) => script.Module?.NewBoundScriptBlock(block) ?? block;

    private object? Run(string expression)
    {
        // In a table, a list stays the list that it is.
        ScriptBlock block = cmdlet.InvokeCommand.NewScriptBlock($"@{{ Value = ({expression}) }}");
        var output = cmdlet.InvokeCommand.InvokeScript(false, InScope(block), null, []);
        return PipelineElements.Bare(((Hashtable)output[0].BaseObject)["Value"]);
    }
}

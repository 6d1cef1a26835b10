using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.DataTypes;
using MemMap.Output;

namespace MemMap.Questions;

/// <summary>
/// Finds variables of a script block that aren't there. Each would be $null for every record, and the condition would select nothing or
/// all.
/// </summary>
internal static class Names
{
    // What PowerShell sets itself, or reads where it isn't set.
    private static readonly string[] Automatic =
    [
        "_", "PSItem", "args", "input", "this", "Matches", "PSCmdlet", "MyInvocation", "PSBoundParameters", "foreach", "switch",
        "LASTEXITCODE", "PSScriptRoot", "PSCommandPath", "StackTrace", "Event", "EventArgs", "EventSubscriber", "Sender", "OFS", "PROFILE",
        "PSSenderInfo", "PSDebugContext", "PSModuleAutoLoadingPreference",
    ];

    /// <summary>Requires that each variable of a script block is set, to $null perhaps.</summary>
    /// <param name="cmdlet">The cmdlet, in whose caller's scope variables are.</param>
    /// <param name="script">The script block.</param>
    /// <param name="dtype">The dtype of the records.</param>
    /// <exception cref="ArgumentException">There is no such variable.</exception>
    internal static void RequireVariables(PSCmdlet cmdlet, ScriptBlock script, DType dtype)
    {
        // A script that is run in this scope sets what it wants to.
        if (script.Ast.Find(static node => node is CommandAst { InvocationOperator: TokenKind.Dot }, true) is not null)
        {
            return;
        }
        foreach (VariableExpressionAst variable in Variables(script.Ast))
        {
            string path = variable.VariablePath.UserPath, name = path[(path.LastIndexOf(':') + 1)..];
            if (Automatic.Contains(name, StringComparer.OrdinalIgnoreCase) || IsSetIn(script.Ast, name)
                || Find(cmdlet, script, path) is not null || IsElsewhere(cmdlet, script, path)
                || (variable.Parent is UsingExpressionAst sent && Constants.IsSent(cmdlet, sent)))
            {
                continue;
            }
            throw (variable.VariablePath.IsUnqualified && dtype.IsRecord && variable.Parent is not UsingExpressionAst
                ? dtype.Fields!.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) : null) is { } of
                ? Errors.VariableOfField(name, of.Name)
                : Errors.VariableNotSet(variable.Parent is UsingExpressionAst ? $"using:{path}" : path, name, Nearest(cmdlet, name));
        }
    }

    /// <summary>
    /// A variable of an expression that is seen by the script block alone, as it is of another module or script; null if all are seen here.
    /// </summary>
    internal static string? Elsewhere(PSCmdlet cmdlet, ScriptBlock script, Ast expression)
        => Variables(expression).Select(static variable => variable.VariablePath.UserPath).FirstOrDefault(
            path => Find(cmdlet, script, path) is null && IsElsewhere(cmdlet, script, path));

    private static IEnumerable<VariableExpressionAst> Variables(Ast ast)
        => ast.FindAll(static node => node is VariableExpressionAst { VariablePath.IsVariable: true }, true).Cast<VariableExpressionAst>();

    /// <summary>A variable as the script block sees it; null if it isn't there.</summary>
    internal static PSVariable? Find(PSCmdlet cmdlet, ScriptBlock script, string path)
        => (script.Module?.SessionState ?? cmdlet.SessionState).PSVariable.Get(path);

    // The variables of the script that called a module's function are there for its script blocks, and can't be asked for.
    private static bool IsElsewhere(PSCmdlet cmdlet, ScriptBlock script, string path)
        => script.Module is null && cmdlet.SessionState.Module is not null && cmdlet.SessionState.PSVariable.Get(path) is null;

    // What the script block sets itself: by assignment, as a parameter, or by a command that is given the name.
    private static bool IsSetIn(Ast script, string name)
    {
        return script.Find(
            node => node switch
            {
                VariableExpressionAst { VariablePath.UserPath: var other } variable
                    => Same(other[(other.LastIndexOf(':') + 1)..]) && IsTarget(variable),
                StringConstantExpressionAst { Parent: CommandAst or CommandParameterAst, Value: var word } => Same(word.TrimStart('+')),
                _ => false,
            },
            true) is not null;

        bool Same(string other) => other.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsTarget(VariableExpressionAst variable)
    {
        Ast node = variable;
        while (node.Parent is AttributedExpressionAst or ArrayLiteralAst or ParenExpressionAst or CommandExpressionAst or PipelineAst)
        {
            node = node.Parent;
        }
        return node.Parent switch
        {
            AssignmentStatementAst assignment => assignment.Left == node,
            ForEachStatementAst loop => loop.Variable == node,
            ParameterAst => true,
            UnaryExpressionAst unary => Constants.IsStep(unary),
            _ => false,
        };
    }

    private static string? Nearest(PSCmdlet cmdlet, string name)
        => DTypeNames.Nearest(name, cmdlet.InvokeProvider.ChildItem.Get("variable:", false)
            .Select(static item => item.BaseObject).OfType<PSVariable>().Select(static variable => variable.Name));
}

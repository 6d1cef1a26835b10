using System.Management.Automation.Language;
using MemMap.DataTypes;

namespace MemMap.Parameters;

/// <summary>
/// Translates scripts of integers, fields of <c>$_</c> and operators that give integers (<c>+ - * % -band -bor -bxor -shl -shr</c>) to
/// expressions, which are computed without the shell.
/// </summary>
internal static class NextExpression
{
    /// <summary>The expression of a script; <see langword="null"/> if there is more in it.</summary>
    internal static CExpression? TryTranslate(ScriptBlockAst script)
        => script is
        {
            ParamBlock: null, BeginBlock: null, ProcessBlock: null,
            EndBlock.Statements: [PipelineAst { PipelineElements: [var only] }]
        }
            && only is CommandExpressionAst { Redirections.Count: 0 } expression ? Translate(expression.Expression) : null;

    private static CExpression? Translate(ExpressionAst ast) => ast switch
    {
        ConstantExpressionAst { Value: int number } => new CExpression.Number(number),
        ConstantExpressionAst { Value: long number } => new CExpression.Number(number),
        ParenExpressionAst { Pipeline: PipelineAst { PipelineElements: [CommandExpressionAst inner] } } => Translate(inner.Expression),
        MemberExpressionAst and not InvokeMemberExpressionAst => PathOf(ast) is { } path ? new CExpression.Name(path) : null,
        UnaryExpressionAst { TokenKind: TokenKind.Minus } minus => Translate(minus.Child) is { } operand
            ? new CExpression.Unary("-", operand) : null,
        BinaryExpressionAst binary => SymbolOf(binary.Operator) is { } symbol && Translate(binary.Left) is { } left
            && Translate(binary.Right) is { } right ? new CExpression.Binary(symbol, left, right) : null,
        _ => null,
    };

    private static string? PathOf(ExpressionAst ast) => ast is MemberExpressionAst
    {
        Static: false,
        Member: StringConstantExpressionAst name
    } member
        ? member.Expression is VariableExpressionAst { VariablePath.UserPath: "_" or "PSItem" } ? name.Value
            : PathOf(member.Expression) is { } path ? $"{path}.{name.Value}" : null
        : null;

    private static string? SymbolOf(TokenKind kind) => kind switch
    {
        TokenKind.Plus => "+",
        TokenKind.Minus => "-",
        TokenKind.Multiply => "*",
        TokenKind.Rem => "%",
        TokenKind.Band => "&",
        TokenKind.Bor => "|",
        TokenKind.Bxor => "^",
        TokenKind.Shl => "<<",
        TokenKind.Shr => ">>",
        _ => null,
    };
}

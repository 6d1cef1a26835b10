using System.Management.Automation.Language;

namespace MemMap.Questions;

/// <summary>What to write in place of what has no counterpart in operations on arrays.</summary>
internal static class Counterparts
{
    private static readonly TokenKind[] OnNumbers =
    [
        TokenKind.Plus, TokenKind.Minus, TokenKind.Multiply, TokenKind.Divide, TokenKind.Rem, TokenKind.Band, TokenKind.Bor,
        TokenKind.Bxor, TokenKind.Shl, TokenKind.Shr,
    ];

    private static readonly TokenKind[] OnPatterns =
    [
        TokenKind.Ilike, TokenKind.Clike, TokenKind.Inotlike, TokenKind.Cnotlike, TokenKind.Imatch, TokenKind.Cmatch, TokenKind.Inotmatch,
        TokenKind.Cnotmatch,
    ];

    /// <summary>The way out, as the end of a sentence.</summary>
    internal static string Of(Ast node) => node switch
    {
        ConvertExpressionAst => "compare the field itself; casts between numbers, to [bool] and of single values to [string] have one",
        InvokeMemberExpressionAst { Static: true } =>
            "functions of [math] have one, of numbers of the types that about_MemMap_Questions names",
        InvokeMemberExpressionAst => "methods of text, dates and numbers have one, if their arguments are the same for all records and "
            + "their result is a single value",
        IndexExpressionAst => "$_.field[0] with a constant within the list has one, and $table[$_.field] of a hashtable",
        ExpandableStringExpressionAst => "compare the fields themselves, joined by -and",
        MemberExpressionAst => "a property of a single value has one, such as $_.time.Hour and $_.name.Length",
        BinaryExpressionAst binary when OnNumbers.Contains(binary.Operator) =>
            "operators on numbers have one, and the span between two dates; about_MemMap_Questions names the types",
        BinaryExpressionAst binary when OnPatterns.Contains(binary.Operator) =>
            "text beside a pattern that is the same for all records has one",
        BinaryExpressionAst => "compare a field with a constant, or two fields that are both numbers or both text",
        _ => "about_MemMap_Questions says what has one",
    };
}

namespace MemMap.DataTypes;

/// <summary>The kinds of tokens of a C definition.</summary>
internal enum CTokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>An integer or a character, whose value is in <see cref="CToken.Value"/>.</summary>
    Integer,

    /// <summary>A literal of text, whose characters are in <see cref="CToken.Text"/>.</summary>
    Text,

    /// <summary>An operator or a punctuator.</summary>
    Punctuator,

    /// <summary>A preprocessor line; its text is that behind the <c>#</c>.</summary>
    Directive,
}

/// <summary>A token of a C definition.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">The characters; of a literal, those that it stands for.</param>
/// <param name="Start">The position of the first character in the definition.</param>
/// <param name="End">The position behind the last character.</param>
/// <param name="Value">The value of an integer.</param>
/// <param name="Macro">The constant that the token comes from; <see langword="null"/> if it is in the text itself.</param>
internal readonly record struct CToken(CTokenKind Kind, string Text, int Start, int End, long Value = 0, string? Macro = null)
{
    /// <summary>Whether this is a name, keyword, operator or punctuator of that text.</summary>
    internal bool Is(string text) => Kind is CTokenKind.Name or CTokenKind.Punctuator && Text == text;

    /// <summary>How an error names the token.</summary>
    internal string Described => Kind switch
    {
        CTokenKind.End => "the end of the text",
        CTokenKind.Text => $"\"{Text}\"",
        _ => $"'{Text}'",
    };
}

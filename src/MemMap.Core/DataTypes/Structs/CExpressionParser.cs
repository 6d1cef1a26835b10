namespace MemMap.DataTypes;

/// <summary>
/// Parses expressions of C:
/// <code>
/// expression = binary ["?" expression ":" expression]
/// binary     = unary *(operator unary)                      by the precedence of C
/// unary      = ("+" | "-" | "~" | "!") unary | "(" type ")" unary | primary
/// primary    = integer | name *("." name) | "(" expression ")" | "sizeof" (unary | "(" type ")")
/// </code>
/// </summary>
internal class CExpressionParser
{
    private const int MaxNesting = 128, MaxDepth = 512;

    private static readonly Dictionary<string, int> Precedence = new()
    {
        ["*"] = 10,
        ["/"] = 10,
        ["%"] = 10,
        ["+"] = 9,
        ["-"] = 9,
        ["<<"] = 8,
        [">>"] = 8,
        ["<"] = 7,
        [">"] = 7,
        ["<="] = 7,
        [">="] = 7,
        ["=="] = 6,
        ["!="] = 6,
        ["&"] = 5,
        ["^"] = 4,
        ["|"] = 3,
        ["&&"] = 2,
        ["||"] = 1,
    };

    private readonly List<CToken> _tokens;
    private int _depth;

    /// <param name="text">The definition, for errors.</param>
    /// <param name="tokens">The tokens, the end included.</param>
    internal CExpressionParser(string text, List<CToken> tokens) => (Text, _tokens) = (text, tokens);

    /// <summary>The definition.</summary>
    protected string Text { get; }

    /// <summary>The number of the next token.</summary>
    protected int Position { get; set; }

    /// <summary>The next token.</summary>
    protected CToken Token => _tokens[Math.Min(Position, _tokens.Count - 1)];

    /// <summary>The token behind the next one, or one further on.</summary>
    protected CToken Ahead(int count = 1) => _tokens[Math.Min(Position + count, _tokens.Count - 1)];

    /// <summary>The token before the next one.</summary>
    protected CToken Last => _tokens[Math.Clamp(Position - 1, 0, _tokens.Count - 1)];

    /// <summary>The tokens from a number to before another one.</summary>
    protected IEnumerable<CToken> TokensOf(int from, int to) => _tokens.GetRange(from, to - from);

    /// <summary>Parses all of the tokens as one expression.</summary>
    internal CExpression ParseAll()
    {
        CExpression expression = Expression();
        return Token.Kind == CTokenKind.End ? expression : throw Unexpected("an operator");
    }

    /// <summary>Whether a token begins the name of a type.</summary>
    protected virtual bool IsType(CToken token) => false;

    /// <summary>The size in bytes of the type that the next tokens name.</summary>
    protected virtual long SizeOfType() => throw Unexpected("an expression");

    /// <summary>The alignment in bytes of the type that the next tokens name.</summary>
    protected virtual long AlignmentOfType() => throw Unexpected("an expression");

    /// <summary>The constant of a name; <see langword="null"/> if it is none.</summary>
    protected virtual long? ConstantOf(string name) => null;

    /// <summary>The error of a token that stands where another one has to.</summary>
    protected FormatException Unexpected(string expected) => Error.Definition(Text, Token.Start, expected, Token.Described);

    /// <summary>Takes the next token if it is of that text.</summary>
    protected bool TryTake(string text)
    {
        bool isIt = Token.Is(text);
        Position += isIt ? 1 : 0;
        return isIt;
    }

    /// <summary>Takes the next token, which must be of that text.</summary>
    protected void Expect(string text, string? expected = null)
    {
        if (!TryTake(text))
        {
            throw Unexpected(expected ?? $"'{text}'");
        }
    }

    /// <summary>Counts a level of nesting.</summary>
    /// <exception cref="FormatException">There are too many.</exception>
    protected void Enter()
    {
        if (++_depth > MaxNesting)
        {
            throw Error.DefinitionAt(Text, Token.Start, $"the definition nests deeper than {MaxNesting} levels");
        }
    }

    /// <summary>Leaves a level of nesting.</summary>
    protected void Leave() => _depth--;

    /// <summary>Parses an expression.</summary>
    protected CExpression Expression()
    {
        Enter();
        int at = Token.Start;
        CExpression result = Binary(1);
        if (TryTake("?"))
        {
            CExpression then = Expression();
            Expect(":");
            result = new CExpression.Choice(result, then, Expression()) { At = at };
        }
        Leave();
        return result;
    }

    private CExpression Binary(int least)
    {
        int at = Token.Start;
        CExpression left = Unary();
        while (Token.Kind == CTokenKind.Punctuator && Precedence.TryGetValue(Token.Text, out int precedence) && precedence >= least)
        {
            string symbol = Token.Text;
            Position++;
            left = new CExpression.Binary(symbol, left, Binary(precedence + 1)) { At = at };
            if (left.Depth > MaxDepth)
            {
                throw Error.DefinitionAt(Text, at, $"the expression has more than {MaxDepth} operators in a row");
            }
        }
        return left;
    }

    private CExpression Unary()
    {
        Enter();
        CExpression result = UnaryOrPrimary();
        Leave();
        return result;
    }

    private CExpression UnaryOrPrimary()
    {
        CToken token = Token;
        switch (token)
        {
            case { Kind: CTokenKind.Integer }:
                Position++;
                return new CExpression.Number(token.Value) { At = token.Start };
            case { Kind: CTokenKind.Punctuator, Text: "+" or "-" or "~" or "!" }:
                Position++;
                return new CExpression.Unary(token.Text, Unary()) { At = token.Start };
            case { Kind: CTokenKind.Name, Text: "sizeof" or "_Alignof" or "alignof" or "__alignof__" }:
                Position++;
                Expect("(");
                long size = token.Text == "sizeof" ? SizeOfType() : AlignmentOfType();
                Expect(")");
                return new CExpression.Number(size) { At = token.Start };
            case { Kind: CTokenKind.Name } when !IsType(token):
                return Name();
        }
        Expect("(", "an expression");
        if (IsType(Token))
        {
            // A cast: numbers are of 64 bits whatever their types.
            _ = SizeOfType();
            Expect(")");
            return Unary();
        }
        CExpression inner = Expression();
        Expect(")");
        return inner;
    }

    private CExpression Name()
    {
        CToken name = Token;
        Position++;
        if (ConstantOf(name.Text) is { } constant)
        {
            return new CExpression.Number(constant) { At = name.Start };
        }
        if (Token.Is("("))
        {
            throw Error.DefinitionAt(Text, name.Start,
                $"'{name.Text}' has arguments, and neither macros nor functions with arguments are computed: write out what it stands for");
        }
        string path = name.Text;
        while (TryTake("."))
        {
            path += Token.Kind == CTokenKind.Name ? $".{Token.Text}" : throw Unexpected("the name of a field");
            Position++;
        }
        return new CExpression.Name(path) { At = name.Start };
    }
}

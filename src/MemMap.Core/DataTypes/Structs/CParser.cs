namespace MemMap.DataTypes;

/// <summary>
/// Parses definitions in C:
/// <code>
/// text        = *(declaration | function | pragma | ";")
/// declaration = specifiers [declarator *("," declarator)] ";"
/// specifiers  = *("typedef" | "const" | "BE" | "LE" | attribute | word | name | aggregate | enum)
/// aggregate   = ("struct" | "union") [attributes] [tag] ["{" *member "}"] [attributes]
/// member      = specifiers [declarator [":" width] ["=" initial] *("," ...)] ";"
/// declarator  = *"*" (name | "(" declarator ")") *("[" [length] "]" | parameters) [attributes]
/// enum        = "enum" [attributes] [tag] [":" specifiers] ["{" name ["=" expression] *("," ...) [","] "}"]
/// length      = expression | "EOF" | "NUL"
/// </code>
/// Functions and variables of other files are skipped. What can't be laid out, such as a pointer, is an error where it is used.
/// </summary>
internal sealed partial class CParser : CExpressionParser
{
    private readonly CPreprocessor _preprocessor;
    private readonly Dictionary<string, (CType Type, int Declaration)> _typedefs = [], _tags = [];
    private readonly Dictionary<string, (long Value, int Declaration)> _constants = [];
    private readonly List<CDeclaration> _declarations = [];
    private readonly List<(string Name, string Keyword, CType Type, int Declaration)> _defined = [];
    private readonly List<CMember> _variables = [];
    private CState _state;
    private CState? _variableState;
    private readonly Stack<CState> _stack = [];
    private readonly CState _initial;

    private CParser(string text, List<CToken> tokens, CPreprocessor preprocessor, bool align) : base(text, tokens)
    {
        _preprocessor = preprocessor;
        _state = _initial = new(align ? 0 : 1, false, '=');
    }

    /// <summary>Parses a text.</summary>
    /// <param name="text">The definitions.</param>
    /// <param name="align">Whether members are aligned as a compiler aligns them where the text doesn't say how.</param>
    /// <exception cref="FormatException">The text is no C. The message has line, column and what was expected.</exception>
    internal static CDefinitions Parse(string text, bool align)
    {
        (List<CToken> tokens, CPreprocessor preprocessor) = CPreprocessor.Run(text);
        CParser parser = new(text, tokens, preprocessor, align);
        parser.ParseAllDeclarations();
        return parser.Definitions(align);
    }

    private void ParseAllDeclarations()
    {
        while (Token.Kind != CTokenKind.End)
        {
            if (TryPragma() || TryTake(";"))
            {
                continue;
            }
            if (Token.Is("extern") && Ahead().Kind == CTokenKind.Text && Ahead(2).Is("{"))
            {
                Position += 3; // extern "C" {
                continue;
            }
            if (Token.Is("}") && _declarations.Count > 0)
            {
                Position++;
                continue;
            }
            _declarations.Add(new(Position, _state));
            Declaration();
            _declarations[^1].End = Position;
        }
    }

    private CDeclaration Current => _declarations[^1];

    private void Declaration()
    {
        if (TrySkipAssertion())
        {
            return;
        }
        CSpecifiers specifiers = Specifiers();
        CType type = specifiers.Type!;
        if (TryTake(";"))
        {
            if (!specifiers.IsTag && type is { Fields: not null } or { Error: not null })
            {
                _variableState ??= _state;
                _variables.Add(new(null, type, null, false, 0, null, Last.Start));
            }
            return;
        }
        while (true)
        {
            CDeclarator declarator = Declarator(type, specifiers.Attributes);
            if (declarator.IsFunction && Token.Is("{"))
            {
                SkipBalanced();
                return;
            }
            if (specifiers.IsTypedef)
            {
                Define(declarator);
            }
            else if (!specifiers.IsElsewhere && !declarator.IsFunction)
            {
                _variableState ??= _state;
                _variables.Add(Member(declarator, specifiers));
            }
            else
            {
                SkipInitial();
            }
            if (TryTake(";"))
            {
                return;
            }
            Expect(",", "',' or ';'");
        }
    }

    private void Define(CDeclarator declarator)
    {
        CType type = declarator.Attributes.Alignment > 0 ? declarator.Type with { Alignment = declarator.Attributes.Alignment }
            : declarator.Type;
        string name = declarator.Name ?? throw Unexpected("a name");
        _typedefs[name] = (type, _declarations.Count - 1);
        if (type.IsReference)
        {
            return; // typedef struct a { ... } a, *pa;
        }
        _defined.Add((name, "", type, _declarations.Count - 1));
    }

    private bool TrySkipAssertion()
    {
        if (!Token.Is("_Static_assert") && !Token.Is("static_assert") && !Token.Is("asm") && !Token.Is("__asm__"))
        {
            return false;
        }
        while (!Token.Is(";"))
        {
            Position += Token.Kind == CTokenKind.End ? throw Unexpected("';'") : 1;
        }
        Position++;
        return true;
    }

    /// <summary>Skips what is in brackets, which may nest.</summary>
    private void SkipBalanced()
    {
        int depth = 0;
        do
        {
            depth += Token.Kind != CTokenKind.Punctuator ? 0 : Token.Text is "(" or "[" or "{" ? 1 : Token.Text is ")" or "]" or "}" ? -1
                : 0;
            Position += Token.Kind == CTokenKind.End ? throw Unexpected("a closing bracket") : 1;
        }
        while (depth > 0);
    }

    private void SkipInitial()
    {
        if (!Token.Is("="))
        {
            return;
        }
        while (!Token.Is(";") && !Token.Is(","))
        {
            if (Token.Is("{") || Token.Is("("))
            {
                SkipBalanced();
            }
            else
            {
                Position += Token.Kind == CTokenKind.End ? throw Unexpected("';'") : 1;
            }
        }
    }

    private bool TryPragma()
    {
        if (Token.Kind != CTokenKind.Directive)
        {
            return false;
        }
        CPragma.Apply(Text, CLexer.TokensOf(Text, Token), Token, ref _state, _stack, _initial);
        Position++;
        return true;
    }
}

/// <summary>How structs are laid out at a place of a text.</summary>
/// <param name="Pack">The largest alignment of a member; 0 for that of its type.</param>
/// <param name="IsMicrosoft">Whether the layout is that of Microsoft's compiler.</param>
/// <param name="Order">The byte order of numbers: <c>&lt;</c>, <c>&gt;</c>, or <c>=</c>.</param>
internal readonly record struct CState(int Pack, bool IsMicrosoft, char Order);

/// <summary>A declaration of a text: its tokens, the layout at its place, and the declarations that it refers to.</summary>
internal sealed class CDeclaration(int start, CState state)
{
    /// <summary>The number of the first token.</summary>
    internal int Start => start;

    /// <summary>The number of the token behind the last one.</summary>
    internal int End { get; set; }

    /// <summary>How structs are laid out.</summary>
    internal CState State => state;

    /// <summary>The numbers of the declarations whose names it has.</summary>
    internal HashSet<int> Uses { get; } = [];
}

/// <summary>A name that is declared.</summary>
/// <param name="Name">The name; <see langword="null"/> where there is none.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsFunction">Whether it is a function.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="At">The position in the definition.</param>
internal sealed record CDeclarator(string? Name, CType Type, bool IsFunction, CAttributes Attributes, int At);

namespace MemMap.DataTypes;

/// <summary>
/// Parses definitions in C:
/// <code>
/// text        = *(declaration | function | pragma | ";")
/// declaration = specifiers [declarator *("," declarator)] ";"
/// specifiers  = *("typedef" | "const" | "BE" | "LE" | attribute | word | name | aggregate | enum)
/// aggregate   = ("struct" | "union") [attributes] [tag] ["{" *member "}"] [attributes]
/// member      = specifiers [declarator [":" width] ["=" initial] *("," ...)] ";"
/// initial     = value ["..." value] | ["LE"] value "BE" value
/// value       = expression | literal | "{" value *("," value) "}"
/// declarator  = *"*" (name | "(" declarator ")") *("[" [length] "]" | parameters) [attributes]
/// enum        = "enum" [attributes] [tag] [":" specifiers] ["{" name ["=" expression] *("," ...) [","] "}"]
/// length      = expression | "EOF" | "NUL"
/// </code>
/// Functions and variables of other files are skipped. What can't be laid out, such as a pointer, is an error where it is used.
/// </summary>
internal sealed partial class CParser : CExpressionParser
{
    private readonly CPreprocessor _preprocessor;
    private readonly Dictionary<string, (CType Type, CPart Part)> _typedefs = [], _tags = [];
    private readonly Dictionary<string, (long Value, CPart Part)> _constants = [];
    // The parts that are being read, the innermost last.
    private readonly List<CPart> _open = [];
    private readonly List<(string Name, string Keyword, CType Type, CPart Part)> _defined = [];
    private readonly Dictionary<int, (CState Before, CState Behind)> _pragmas = [];
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
        bool hasDeclared = false;
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
            if (Token.Is("}") && hasDeclared)
            {
                Position++;
                continue;
            }
            CPart part = Open(_state);
            Declaration(part);
            Close(part);
            hasDeclared = true;
        }
    }

    /// <summary>Begins a part of the text at the next token.</summary>
    private CPart Open(CState state, CPart? head = null)
    {
        CPart part = new(Position, state, head);
        _open.Add(part);
        return part;
    }

    /// <summary>Ends the innermost part behind the last token.</summary>
    private void Close(CPart part)
    {
        part.End = Position;
        part.EndState = part.State with { Pack = _state.Pack };
        _open.RemoveAt(_open.Count - 1);
    }

    /// <summary>Notes that the open parts refer to another one, which isn't in them.</summary>
    private void Use(CPart used)
    {
        foreach (CPart part in _open.Where(part => used.Start < part.Start))
        {
            part.Uses.Add(used);
        }
    }

    private void Declaration(CPart part)
    {
        if (TrySkipAssertion())
        {
            return;
        }
        CSpecifiers specifiers = Specifiers();
        CType type = specifiers.Type!;
        part.HeadEnd = Position;
        if (TryTakeEnd())
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
            CPart own = Open(part.State, part);
            CDeclarator declarator = Declarator(type, specifiers.Attributes);
            Close(own);
            if (declarator.IsFunction && Token.Is("{"))
            {
                SkipBalanced();
                return;
            }
            if (specifiers.IsTypedef)
            {
                Define(declarator, own);
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
            if (TryTakeEnd())
            {
                return;
            }
            Expect(",", "',' or ';'");
        }
    }

    /// <summary>Takes the end of a declaration. Behind the last one, the semicolon can be left out.</summary>
    private bool TryTakeEnd() => TryTake(";") || Token.Kind == CTokenKind.End;

    private void Define(CDeclarator declarator, CPart part)
    {
        CType type = declarator.Attributes.Alignment > 0 ? declarator.Type with { Alignment = declarator.Attributes.Alignment }
            : declarator.Type;
        string name = declarator.Name ?? throw Unexpected("a name");
        _typedefs[name] = (type, part);
        if (type.IsReference)
        {
            return; // typedef struct a { ... } a, *pa;
        }
        _defined.Add((name, "", type, part));
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
        CState before = _state;
        CPragma.Apply(Text, CLexer.TokensOf(Text, Token), Token, ref _state, _stack, _initial);
        _pragmas[Position] = (before, _state);
        Position++;
        return true;
    }
}

/// <summary>How structs are laid out at a place of a text.</summary>
/// <param name="Pack">The largest alignment of a member; 0 for that of its type.</param>
/// <param name="IsMicrosoft">Whether the layout is that of Microsoft's compiler.</param>
/// <param name="Order">The byte order of numbers: <c>&lt;</c>, <c>&gt;</c>, or <c>=</c>.</param>
internal readonly record struct CState(int Pack, bool IsMicrosoft, char Order);

/// <summary>
/// A part of a text that can be told from the others: a declaration, a declarator in one, a struct or union with a tag, an enum. It stands
/// for itself with the parts that it refers to.
/// </summary>
/// <param name="start">The number of the first token.</param>
/// <param name="state">How structs are laid out at its place.</param>
/// <param name="head">Of a declarator, the declaration that it is in.</param>
internal sealed class CPart(int start, CState state, CPart? head = null)
{
    /// <summary>The number of the first token.</summary>
    internal int Start => start;

    /// <summary>The number of the token behind the last one.</summary>
    internal int End { get; set; }

    /// <summary>Of a declaration, the number of the token behind its specifiers.</summary>
    internal int HeadEnd { get; set; }

    /// <summary>How structs are laid out.</summary>
    internal CState State => state;

    /// <summary>How structs are laid out behind the part.</summary>
    internal CState EndState { get; set; }

    /// <summary>Of a declarator, the declaration that it is in.</summary>
    internal CPart? Head => head;

    /// <summary>The parts whose names it has, and which aren't in it.</summary>
    internal HashSet<CPart> Uses { get; } = [];

    /// <summary>The tokens of the part: those of a declarator, and the specifiers before it.</summary>
    internal IEnumerable<(int Start, int End)> Ranges => head is null ? [(start, End)] : [(head.Start, head.HeadEnd), (start, End)];
}

/// <summary>A name that is declared.</summary>
/// <param name="Name">The name; <see langword="null"/> where there is none.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsFunction">Whether it is a function.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="At">The position in the definition.</param>
internal sealed record CDeclarator(string? Name, CType Type, bool IsFunction, CAttributes Attributes, int At);

namespace MemMap.DataTypes;

// Specifiers, attributes and declarators.
internal sealed partial class CParser
{
    private static readonly HashSet<string> Words =
    [
        "void", "char", "short", "int", "long", "float", "double", "signed", "unsigned", "__signed__", "__signed", "_Bool", "bool",
            "wchar_t",
        "_Complex", "__int128",
    ];

    private static readonly HashSet<string> Ignored =
    [
        "const", "volatile", "restrict", "__restrict", "__restrict__", "__extension__", "register", "_Atomic", "__const", "__volatile__",
        "__inline", "__inline__", "inline", "_Noreturn", "UNALIGNED", "__unaligned", "constexpr",
    ];

    /// <summary>Parses what stands before names. There is a type when it returns.</summary>
    private CSpecifiers Specifiers()
    {
        CSpecifiers specifiers = new();
        int start = Token.Start;
        while (Token.Kind == CTokenKind.Name || Token.Is("["))
        {
            string word = Token.Text;
            bool hasType = specifiers.Type is not null || specifiers.Words.Count > 0;
            if (word is "struct" or "union")
            {
                specifiers.Type = Aggregate(specifiers);
            }
            else if (word == "enum")
            {
                specifiers.Type = Enumeration(specifiers.Attributes);
                specifiers.IsTag = true;
            }
            else if (Ignored.Contains(word))
            {
                Position++;
            }
            else if (word == "typedef")
            {
                Position++;
                specifiers.IsTypedef = true;
            }
            else if (word is "extern" or "static" or "_Thread_local" or "__thread")
            {
                Position++;
                specifiers.IsElsewhere = true;
            }
            else if (word is "BE" or "LE" && (Ahead().Kind == CTokenKind.Name || hasType))
            {
                Position++;
                specifiers.Attributes.Order = word == "BE" ? '>' : '<';
            }
            else if (TryAttributes(specifiers.Attributes))
            {
                // They are taken.
            }
            else if (Words.Contains(word) && specifiers.Type is null)
            {
                Position++;
                specifiers.Words.Add(word);
            }
            else if (!hasType && Token.Kind == CTokenKind.Name)
            {
                specifiers.Type = NamedType();
            }
            else
            {
                break;
            }
        }
        if (specifiers.Words.Count > 0)
        {
            specifiers.Type = OfWords(specifiers.Words, start);
        }
        CType type = specifiers.Type ?? throw Unexpected("a type");
        specifiers.Type = specifiers.Attributes.Order is { } order && type.Error is null
            ? type with { Element = type.Element.InOrder(order), TakesOrder = false } : type;
        return specifiers;
    }

    private CType NamedType()
    {
        CToken token = Token;
        Position++;
        if (_typedefs.TryGetValue(token.Text, out (CType Type, CPart Part) known))
        {
            Use(known.Part);
            return known.Type;
        }
        if (_preprocessor.IsFunction(token.Text) && Token.Is("("))
        {
            SkipBalanced();
            return CType.Failed(Error.DefinitionAt(Text, token.Start,
                $"'{token.Text}' is a macro with arguments, which isn't expanded: write out what it stands for"));
        }
        // In C++, a tag is a name by itself.
        if (CTypeNames.Find(token.Text) is null && TagOf(token.Text) is { } tagged)
        {
            Use(tagged.Part);
            return tagged.Type;
        }
        if (Find(token.Text) is { } type)
        {
            return type;
        }
        string near = CTypeNames.InPlaceOf(token.Text) is { Length: > 0 } hint ? hint
            : DTypeNames.Nearest(
                token.Text, [.. CTypeNames.Names, .. _typedefs.Keys, .. NamedTypes.All.Select(named => named.Name)])
                is { } name ? $"; did you mean {name}?" : "";
        near += _preprocessor.Included is [.., var last] ? $"; what #include {last} names isn't read, gcc -E puts it in" : "";
        return CType.Failed(Error.Definition(Text, token.Start, "a type", $"'{token.Text}'{near}"));
    }

    private (CType Type, CPart Part)? TagOf(string name)
    {
        foreach (string keyword in new[] { "struct", "union", "enum" })
        {
            if (_tags.TryGetValue($"{keyword} {name}", out (CType Type, CPart Part) known))
            {
                return known;
            }
        }
        return null;
    }

    /// <summary>A type that the text doesn't define: one of C's usual ones, a registered one, or a dtype of numpy.</summary>
    private static CType? Find(string name)
    {
        if (CTypeNames.Find(name) is { } known)
        {
            return known;
        }
        if (NamedTypes.Find(name) is { } named)
        {
            return named.Structure?.Type ?? (named.IsScalar ? OfScalar(named.DType)
                : new CType(named.DType, named.DType.IsRecord ? 1 : named.DType.Alignment));
        }
        if (NamedTypes.ScalarOf(name) is { } scalar)
        {
            return OfScalar(scalar);
        }
        try
        {
            return TextTypes.TryParse(name) is { } text ? new CType(text, 1)
                : DTypeParser.TryParseNumpys(name) is { } dtype ? new CType(dtype, dtype.Alignment) { TakesOrder = true } : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // A date, an address and so on: of the byte order of its struct, as every number.
    private static CType OfScalar(DType dtype) => new(dtype.InOrder('='), dtype.Alignment) { TakesOrder = true };

    private CType OfWords(List<string> words, int at)
    {
        bool isUnsigned = words.Contains("unsigned"), isShort = words.Contains("short");
        int longs = words.Count(word => word == "long");
        return words switch
        {
            _ when words.Contains("void") => CType.Failed(Error.Definition(Text, at, "a type with a size", "'void'")),
            _ when words.Contains("_Complex") || words.Contains("__int128") || (words.Contains("double") && longs > 0)
                => CType.Failed(Error.DefinitionAt(Text, at, $"no data type has elements of {string.Join(' ', words)}")),
            _ when words.Contains("char") => words.Count == 1 ? CTypeNames.Character(CText.Bytes)
                : CTypeNames.Number(isUnsigned ? DType.UInt8 : DType.Int8),
            ["wchar_t"] => CTypeNames.Character(_state.IsMicrosoft ? CText.Utf16 : CText.Utf32),
            _ when words.Contains("_Bool") || words.Contains("bool") => CTypeNames.Number(DType.Bool),
            _ when words.Contains("float") => CTypeNames.Number(DType.Float32),
            _ when words.Contains("double") => CTypeNames.Number(DType.Float64),
            _ when isShort => CTypeNames.Number(isUnsigned ? DType.UInt16 : DType.Int16),
            // long has 64 bits on 64-bit Unix, 32 on Windows.
            _ when longs > 1 || (longs == 1 && !_state.IsMicrosoft) => CTypeNames.Number(isUnsigned ? DType.UInt64 : DType.Int64),
            _ => CTypeNames.Number(isUnsigned ? DType.UInt32 : DType.Int32),
        };
    }

    /// <summary>Takes an attribute, if the next tokens are one.</summary>
    private bool TryAttributes(CAttributes attributes)
    {
        switch (Token.Text)
        {
            case "__attribute__" or "__attribute":
                Position++;
                Expect("(");
                Expect("(");
                while (!Token.Is(")"))
                {
                    Attribute(attributes);
                    if (!TryTake(",") && !Token.Is(")"))
                    {
                        throw Unexpected("',' or ')'");
                    }
                }
                Position++;
                Expect(")");
                return true;
            case "__declspec":
                Position++;
                Expect("(");
                while (!TryTake(")"))
                {
                    Attribute(attributes);
                }
                return true;
            case "__packed" or "PACKED":
                Position++;
                attributes.IsPacked = true;
                return true;
            case "_Alignas" or "alignas":
                Attribute(attributes);
                return true;
            case "[" when Ahead().Is("["):
                SkipBalanced();
                return true;
            case "asm" or "__asm__" or "__asm" when Ahead().Is("("):
                Position++;
                SkipBalanced();
                return true;
            default:
                return false;
        }
    }

    private void Attribute(CAttributes attributes)
    {
        CToken name = Token;
        if (name.Kind != CTokenKind.Name)
        {
            throw Unexpected("an attribute");
        }
        Position++;
        switch (name.Text.Trim('_'))
        {
            case "packed":
                attributes.IsPacked = true;
                break;
            case "aligned" or "align" or "Alignas" or "alignas":
                attributes.Alignment = AlignmentArgument();
                return;
            case "ms_struct":
                attributes.IsMicrosoft = true;
                break;
            case "gcc_struct":
                attributes.IsMicrosoft = false;
                break;
            case "flag_enum":
                attributes.IsFlags = true;
                break;
            case "hex":
                attributes.IsHexadecimal = true;
                break;
            case "last":
                Expect("(");
                attributes.Last = Expression().Constant(Text);
                Expect(")");
                return;
            case "scalar_storage_order":
                Expect("(");
                attributes.Order = CPragma.OrderOf(Token.Text) ?? throw Unexpected("\"big-endian\" or \"little-endian\"");
                Position++;
                Expect(")");
                return;
        }
        if (Token.Is("("))
        {
            SkipBalanced();
        }
    }

    private int AlignmentArgument()
    {
        const int largest = 16, most = 1 << 28;
        if (!TryTake("("))
        {
            return largest;
        }
        int at = Token.Start;
        long alignment = IsType(Token) ? AlignmentOfType() : Expression().Constant(Text);
        Expect(")");
        return alignment is > 0 and <= most && (alignment & (alignment - 1)) == 0 ? (int)alignment
            : throw Error.Definition(Text, at, "a power of two", $"{alignment}");
    }

    private CDeclarator Declarator(CType type, CAttributes outer)
    {
        Enter();
        CAttributes attributes = outer with { };
        while (TryTake("*") || TryTake("&"))
        {
            type = CType.Reference(Error.DefinitionAt(Text, Last.Start, "a pointer means nothing in a file; write uint64_t or uint32_t"));
            while (Ignored.Contains(Token.Text) || TryAttributes(new CAttributes()))
            {
                Position += Ignored.Contains(Token.Text) ? 1 : 0;
            }
        }
        TryAllAttributes(attributes);
        string? name = null;
        int at = Token.Start;
        bool isFunction = false;
        if (Token.Is("(") && !IsType(Ahead()))
        {
            Position++;
            CDeclarator inner = Declarator(type, attributes);
            Expect(")");
            (name, type, at) = (inner.Name, inner.Type, inner.At);
        }
        else if (Token.Kind == CTokenKind.Name)
        {
            name = Token.Text;
            Position++;
        }
        List<CLength> lengths = [];
        while (true)
        {
            if (Token.Is("("))
            {
                SkipBalanced();
                isFunction = true;
                type = CType.Reference(Error.DefinitionAt(Text, at, "a function means nothing in a file"));
            }
            else if (Token.Is("[") && !Ahead().Is("["))
            {
                Position++;
                lengths.Add(Length());
            }
            else
            {
                break;
            }
        }
        TryAllAttributes(attributes);
        Leave();
        return new(name, type.HasSize && lengths.Count > 0 ? type.Array(lengths) : type, isFunction, attributes, at);
    }

    private void TryAllAttributes(CAttributes attributes)
    {
        while (TryAttributes(attributes))
        {
            // Each is taken.
        }
    }

    private CLength Length()
    {
        if (TryTake("]"))
        {
            return new(null);
        }
        if (Token.Text is "EOF" or "NUL" or "NULL" && Ahead().Is("]"))
        {
            bool isRest = Token.Is("EOF");
            Position += 2;
            return new(null, IsRest: isRest, IsTerminated: !isRest);
        }
        while (Ignored.Contains(Token.Text) || Token.Is("static"))
        {
            Position++;
        }
        int at = Token.Start;
        CExpression length = Expression();
        Expect("]");
        if (length.Names.Any())
        {
            return new(null, length);
        }
        long count = length.Constant(Text);
        return count >= 0 ? new(count) : throw Error.Definition(Text, at, "a length of 0 or more", $"{count}");
    }
}

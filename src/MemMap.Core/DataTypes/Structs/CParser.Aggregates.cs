namespace MemMap.DataTypes;

// Structs, unions, enums and their members.
internal sealed partial class CParser
{
    private CType Aggregate(CSpecifiers specifiers)
    {
        bool isUnion = Token.Is("union");
        string keyword = Token.Text;
        int at = Token.Start;
        CPart part = Open(_state with { Order = specifiers.Attributes.Order ?? _state.Order });
        Position++;
        CAttributes attributes = new() { Order = specifiers.Attributes.Order };
        TryAllAttributes(attributes);
        string? tag = Token.Kind == CTokenKind.Name && Token.Text is not ("struct" or "union" or "enum" or "typedef") ? Token.Text : null;
        Position += tag is null ? 0 : 1;
        specifiers.IsTag = tag is not null;
        TryAllAttributes(attributes);
        if (!TryTake("{"))
        {
            Close(part);
            return Tagged(keyword, tag ?? throw Unexpected("a name or '{'"), at);
        }
        Enter();
        // Structs within this one have its byte order.
        CState outer = _state;
        _state = _state with { Order = attributes.Order ?? _state.Order, IsMicrosoft = attributes.IsMicrosoft ?? _state.IsMicrosoft };
        List<CMember> members = Members();
        Expect("}");
        CAttributes behind = new();
        TryAllAttributes(behind);
        attributes = attributes.With(behind);
        CState state = _state with { Order = attributes.Order ?? _state.Order, IsMicrosoft = attributes.IsMicrosoft ?? _state.IsMicrosoft };
        _state = outer with { Pack = _state.Pack };
        Leave();
        // The order is that of its members; it isn't applied to the struct as a whole.
        specifiers.Attributes.Order = null;
        CType type = Place(members, isUnion, attributes, state, at);
        Close(part);
        if (tag is not null)
        {
            _tags[$"{keyword} {tag}"] = (type, part);
            _defined.Add((tag, $"{keyword} ", type, part));
        }
        return type;
    }

    private CType Tagged(string keyword, string tag, int at)
    {
        if (_tags.TryGetValue($"{keyword} {tag}", out (CType Type, CPart Part) known))
        {
            Use(known.Part);
            return known.Type;
        }
        return NamedTypes.Find(tag) is not null && Find(tag) is { } type ? type
            : CType.Failed(Error.Definition(Text, at, "a type that is defined",
                $"'{keyword} {tag}'{CTypeNames.InPlaceOf(tag)}"));
    }

    private CType Place(List<CMember> members, bool isUnion, CAttributes attributes, CState state, int at)
    {
        CLayout layout = new(Text, new(isUnion, attributes.IsPacked, state.Pack, state.IsMicrosoft, state.Order, attributes.Alignment));
        members.ForEach(layout.Add);
        return layout.Build(at);
    }

    private List<CMember> Members()
    {
        List<CMember> members = [];
        while (!Token.Is("}") && Token.Kind != CTokenKind.End)
        {
            if (TryPragma() || TryTake(";") || TrySkipAssertion())
            {
                continue;
            }
            CSpecifiers specifiers = Specifiers();
            if (TryTake(";"))
            {
                // A struct or union without a name gives its members to the one that it is in.
                if (specifiers.Type is { Fields: not null } or { Error: not null })
                {
                    members.Add(new(null, specifiers.Type, null, specifiers.Attributes.IsPacked, specifiers.Attributes.Alignment, null,
                        Last.Start));
                }
                continue;
            }
            do
            {
                members.Add(Member(Declarator(specifiers.Type!, specifiers.Attributes), specifiers));
            }
            while (TryTake(","));
            Expect(";", "',' or ';'");
        }
        return members;
    }

    private CMember Member(CDeclarator declarator, CSpecifiers specifiers)
    {
        long? bits = TryTake(":") ? Expression().Constant(Text) : null;
        CAttributes attributes = declarator.Attributes;
        TryAllAttributes(attributes);
        // An array without a name is a gap, as a bit field without one is.
        if (declarator.Name is null && bits is null && declarator.Type is { Error: null, Lengths.Count: 0 })
        {
            throw Unexpected("the name of a member");
        }
        CInitial? initial = null;
        bool isHexadecimal = attributes.IsHexadecimal || specifiers.Attributes.IsHexadecimal;
        if (TryTake("="))
        {
            // A magic is shown as the definition writes it.
            isHexadecimal |= Text.AsSpan(Token.Start).StartsWith("0x", StringComparison.OrdinalIgnoreCase);
            initial = Initial(declarator.Type);
        }
        initial = attributes.Last is { } last ? (initial ?? new([])) with { Last = last } : initial;
        return new(declarator.Name, declarator.Type with { IsHexadecimal = isHexadecimal }, bits,
            attributes.IsPacked || specifiers.Attributes.IsPacked, attributes.Alignment, initial, declarator.At);
    }

    // What the member is in every file: a value, one of several, one for each byte order, or a range.
    private CInitial Initial(CType type)
    {
        TryTake("LE");
        object value = Value();
        if (TryTake("..."))
        {
            return value is long least && Value() is long largest ? new([]) { Range = (least, largest) }
                : throw Unexpected("a range of integers");
        }
        return new(Choices(value)) { BigEndian = TryTake("BE") ? Choices(Value()) : null };

        // Of an array, a list is one value.
        IReadOnlyList<object> Choices(object one)
            => one is List<object> list && type.Fields is null && (type.Lengths.Count == 0 || (type.Text != CText.None
                && type.Lengths.Count == 1)) ? list : [one];
    }

    private object Value()
    {
        if (Token.Kind == CTokenKind.Text)
        {
            string text = Token.Text;
            for (Position++; Token.Kind == CTokenKind.Text; Position++)
            {
                text += Token.Text;
            }
            return text;
        }
        if (!TryTake("{"))
        {
            return Expression().Constant(Text);
        }
        Enter();
        List<object> items = [];
        while (!TryTake("}"))
        {
            items.Add(Value());
            if (!TryTake(",") && !Token.Is("}"))
            {
                throw Unexpected("',' or '}'");
            }
        }
        Leave();
        return items;
    }

    private CType Enumeration(CAttributes attributes)
    {
        int at = Token.Start;
        CPart part = Open(_state);
        Position++;
        attributes = attributes with { };
        TryTake("class");
        TryAllAttributes(attributes);
        string? tag = Token.Kind == CTokenKind.Name ? Token.Text : null;
        Position += tag is null ? 0 : 1;
        CType? underlying = null;
        if (Token.Is(":"))
        {
            Position++;
            underlying = Specifiers().Type;
        }
        if (!TryTake("{"))
        {
            Close(part);
            return Tagged("enum", tag ?? throw Unexpected("a name or '{'"), at);
        }
        List<(string Name, long Value)> members = [];
        HashSet<string> names = [];
        for (long next = 0; !TryTake("}"); next = unchecked(next + 1))
        {
            CToken name = Token;
            Position += name.Kind == CTokenKind.Name ? 1 : throw Unexpected("the name of a value or '}'");
            TryAllAttributes(new CAttributes());
            next = TryTake("=") ? Expression().Constant(Text) : next;
            if (!names.Add(name.Text))
            {
                throw Error.DefinitionAt(Text, name.Start, $"'{name.Text}' has a value already");
            }
            members.Add((name.Text, next));
            _constants[name.Text] = (next, part);
            if (!TryTake(",") && !Token.Is("}"))
            {
                throw Unexpected("',' or '}'");
            }
        }
        TryAllAttributes(attributes);
        CType type = EnumOf(tag, underlying, attributes, members, at);
        Close(part);
        if (tag is not null)
        {
            _tags[$"enum {tag}"] = (type, part);
            _defined.Add((tag, "enum ", type, part));
        }
        return type;
    }

    private CType EnumOf(string? tag, CType? underlying, CAttributes attributes, List<(string Name, long Value)> members, int at)
    {
        if (underlying is { Error: not null })
        {
            return underlying;
        }
        if (underlying is { IsInteger: false } or { Element.Packing: not null } or { Element.Kind: ElementKind.Bool })
        {
            throw Error.DefinitionAt(Text, at, "an enum has a type of integers with 8, 16, 32 or 64 bits");
        }
        CType number = underlying ?? CTypeNames.Number(SmallestOf(members, attributes.IsPacked));
        bool isFlags = attributes.IsFlags;
        string name = tag ?? "Enum";
        return members.Count == 0 ? number : number with
        {
            Meaning = () => new EnumMeaning(CEnums.Of(name, number.Element.Traits.ClrType, isFlags, members)),
        };
    }

    // GCC's choice: an unsigned int if no value is negative.
    private static DType SmallestOf(List<(string Name, long Value)> members, bool isPacked)
    {
        long least = members.Count == 0 ? 0 : members.Min(member => member.Value), most = members.Count == 0 ? 0 : members.Max(member
            => member.Value);
        bool isSigned = least < 0;
        int bits = 1;
        while (bits < 64 && (isSigned ? least < -(1L << (bits - 1)) || most >= 1L << (bits - 1) : most >= 1L << bits))
        {
            bits++;
        }
        return (isSigned, bits) switch
        {
            (true, <= 8) when isPacked => DType.Int8,
            (false, <= 8) when isPacked => DType.UInt8,
            (true, <= 16) when isPacked => DType.Int16,
            (false, <= 16) when isPacked => DType.UInt16,
            (true, <= 32) => DType.Int32,
            (false, <= 32) => DType.UInt32,
            (true, _) => DType.Int64,
            (false, _) => DType.UInt64,
        };
    }

    /// <inheritdoc/>
    protected override bool IsType(CToken token)
        => token.Kind == CTokenKind.Name && (token.Text is "struct" or "union" or "enum" || Words.Contains(token.Text)
        || Ignored.Contains(token.Text)
            || _typedefs.ContainsKey(token.Text) || CTypeNames.Find(token.Text) is not null);

    /// <inheritdoc/>
    protected override long SizeOfType() => AbstractType() is { HasSize: true } type ? type.DTypeOf('=').ItemSize
        : throw Unexpected("a type with a size before it");

    /// <inheritdoc/>
    protected override long? ConstantOf(string name)
    {
        if (!_constants.TryGetValue(name, out (long Value, CPart Part) known))
        {
            return null;
        }
        Use(known.Part);
        return known.Value;
    }

    /// <inheritdoc/>
    protected override long AlignmentOfType() => AbstractType().Alignment;

    private CType AbstractType()
    {
        CSpecifiers specifiers = Specifiers();
        return Declarator(specifiers.Type!, specifiers.Attributes).Type;
    }
}

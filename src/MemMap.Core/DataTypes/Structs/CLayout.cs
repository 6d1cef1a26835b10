namespace MemMap.DataTypes;

/// <summary>A member as a definition has it.</summary>
/// <param name="Name">The name; <see langword="null"/> of a bit field that is padding and of a struct or union without a name.</param>
/// <param name="Type">The type.</param>
/// <param name="Bits">The width of a bit field.</param>
/// <param name="IsPacked">Whether the member has the attribute <c>packed</c>.</param>
/// <param name="UserAlignment">The alignment of an attribute; 0 for none.</param>
/// <param name="Initial">What every file of this type has there; <see langword="null"/> if nothing is said.</param>
/// <param name="At">The position in the definition.</param>
internal sealed record CMember(string? Name, CType Type, long? Bits, bool IsPacked, int UserAlignment, CInitial? Initial, int At);

/// <summary>How the members of a struct or union are placed.</summary>
/// <param name="IsUnion">Whether all members begin at the same place.</param>
/// <param name="IsPacked">Whether the struct has the attribute <c>packed</c>.</param>
/// <param name="Pack">The largest alignment of a member, of <c>#pragma pack</c>; 0 for that of its type.</param>
/// <param name="IsMicrosoft">Whether bit fields are placed as Microsoft's compiler places them, rather than as GCC does.</param>
/// <param name="Order">The byte order of numbers that have none: <c>&lt;</c>, <c>&gt;</c>, or <c>=</c>.</param>
/// <param name="UserAlignment">The alignment of an attribute of the struct; 0 for none.</param>
internal sealed record CLayoutRules(bool IsUnion, bool IsPacked, int Pack, bool IsMicrosoft, char Order, int UserAlignment);

/// <summary>
/// Places the members of a struct or union. GCC fills the bits of a bit field behind those of the one before, as long as none straddles
/// more units of its type than it has; packed ones it fills without a gap. Microsoft's compiler takes a unit of the type for the first bit
/// field and fills it with those that follow, of types of the same size. With the most significant byte first, bits are counted from the
/// most significant one.
/// </summary>
internal sealed partial class CLayout(string text, CLayoutRules rules)
{
    private const int ByteBits = 8;

    private readonly List<CField> _fields = [];
    private readonly List<TailMember> _tail = [];
    private readonly List<CMagic> _magic = [];
    private long _bits, _size;
    private int _alignment = 1;
    private FormatException? _error;
    private bool _isBroken;

    // Of Microsoft's layout: the size of the current unit, and its bits that are left.
    private int _unit;
    private long _left;

    /// <summary>Places the next member.</summary>
    internal void Add(CMember member)
    {
        if (member.Type.Error is { } error)
        {
            _error ??= error;
            _isBroken |= !member.Type.HasSize;
            if (_isBroken)
            {
                return;
            }
        }
        if (rules.IsUnion && member.Type.Lengths is [{ Constant: null, Expression: null, IsRest: false, IsTerminated: false }, ..] lengths)
        {
            // In a union, an array without a length takes no room.
            Place(member with { Type = member.Type with { Lengths = [new(0), .. lengths.Skip(1)] } });
        }
        else if (_tail.Count > 0 || IsVariable(member.Type))
        {
            AddTail(member);
        }
        else if (member.Bits is { } width)
        {
            AddBits(member, width);
        }
        else
        {
            Place(member);
        }
        if (_bits / ByteBits > int.MaxValue)
        {
            throw Error.DefinitionAt(text, member.At, "the struct has more than 2147483647 bytes");
        }
        _size = Math.Max(_size, _bits);
        _bits = rules.IsUnion ? 0 : _bits;
    }

    /// <summary>The type with all members.</summary>
    internal CType Build(int at)
    {
        if (_isBroken)
        {
            return CType.Failed(_error!);
        }
        _alignment = Math.Max(_alignment, rules.UserAlignment);
        long size = Up((_size + ByteBits - 1) / ByteBits, _alignment);
        if (size > int.MaxValue)
        {
            throw Error.DefinitionAt(text, at, "the struct has more than 2147483647 bytes");
        }
        RecordBuilder record = new(isAligned: false);
        foreach (CField field in _fields)
        {
            try
            {
                record.Add(field.Name, field.DType, offset: field.Offset);
            }
            catch (FormatException e)
            {
                throw Error.DefinitionAt(text, field.At, e.Message);
            }
        }
        try
        {
            return new CType(record.Build(size), _alignment)
            {
                Fields = _fields,
                Tail = _tail,
                TailOffset = (_size + ByteBits - 1) / ByteBits,
                Magic = _magic,
                Error = _error,
            };
        }
        catch (FormatException e)
        {
            throw Error.DefinitionAt(text, at, e.Message);
        }
    }

    private static bool IsVariable(CType type) => type.Lengths.Any(length => length.Constant is null);

    // Other parts without a length are none where the struct is a member.
    private static TailMember? HasOwnLength(CType type)
        => type.Tail.FirstOrDefault(part => part.Length is TailLength.Counted or TailLength.Rest);

    private void Place(CMember member)
    {
        CType type = member.Type;
        if (HasOwnLength(type) is { } part)
        {
            throw Error.DefinitionAt(text, member.At, $"'{part.Name}' of the member's type has a length of its own in each record: "
                + "only the struct that is walked can have such a part");
        }
        _unit = 0;
        bool isPacked = rules.IsPacked || member.IsPacked;
        int alignment = Math.Max(isPacked ? 1 : type.Alignment, member.UserAlignment);
        alignment = rules.Pack > 0 ? Math.Min(alignment, rules.Pack) : alignment;
        _alignment = Math.Max(_alignment, alignment);
        _bits = Up(_bits, (long)alignment * ByteBits);
        long offset = _bits / ByteBits;
        DType dtype = Checked(member, () => type.DTypeOf(rules.Order));
        if (member.Name is not null)
        {
            _fields.Add(new(member.Name, dtype, offset, member.At));
            AddMagic(member, dtype);
            // A struct within has the magic of its type.
            _magic.AddRange(type.Lengths.Count > 0 ? [] : type.Magic.Select(magic => magic with
            {
                Field = $"{member.Name}.{magic.Field}",
            }));
        }
        else if (type.Lengths.Count == 0)
        {
            // Members of a struct or union without a name belong to the one that it is in.
            IReadOnlyList<CField> fields = type.Fields
                ?? throw type.Error ?? Error.DefinitionAt(text, member.At, "a member of this type needs a name");
            _fields.AddRange(fields.Select(field => field with { Offset = field.Offset + offset }));
            _magic.AddRange(type.Magic);
        }
        _bits += (long)dtype.ItemSize * ByteBits;
    }

    private void AddBits(CMember member, long width)
    {
        CType type = member.Type is { Text: CText.Bytes, Lengths.Count: 0 } ? CTypeNames.Number(DType.Int8) : member.Type;
        member = member with { Type = type };
        long most = type.Element.Kind == ElementKind.Bool ? 1 : (long)type.Element.ItemSize * ByteBits;
        if (!type.IsInteger)
        {
            throw Error.DefinitionAt(text, member.At, "a bit field has a type of integers");
        }
        if (width < 0 || width > most || (width == 0 && member.Name is not null))
        {
            throw Error.Definition(text, member.At, $"a width from {(member.Name is null ? 0 : 1)} to {most} bits", $"{width}");
        }
        long at = rules.IsMicrosoft ? PlaceMicrosofts(type, width) : PlaceGccs(member, width);
        if (member.Name is not null)
        {
            DType dtype = BitsOf(type, at, (int)width);
            _fields.Add(new(member.Name, dtype, at / ByteBits, member.At, IsBits: true));
            AddMagic(member, dtype);
        }
    }

    private long PlaceGccs(CMember member, long width)
    {
        int alignment = member.Type.Alignment;
        bool isPacked = rules.IsPacked || member.IsPacked;
        if (width == 0)
        {
            // It aligns what follows, packed or not.
            _bits = Up(_bits, (long)alignment * ByteBits);
            return _bits;
        }
        long unit = (long)alignment * ByteBits;
        if (!isPacked && rules.Pack == 0 && ((_bits % unit) + width + unit - 1) / unit > (long)member.Type.Element.ItemSize / alignment)
        {
            _bits = Up(_bits, unit);
        }
        if (member.Name is not null)
        {
            _alignment = Math.Max(_alignment, rules.Pack > 0 ? Math.Min(alignment, rules.Pack) : isPacked ? 1 : alignment);
        }
        long at = _bits;
        _bits += width;
        return at;
    }

    private long PlaceMicrosofts(CType type, long width)
    {
        int size = type.Element.ItemSize;
        if (width == 0)
        {
            if (_unit > 0)
            {
                Align();
            }
            _unit = 0;
            return _bits;
        }
        if (_unit != size || _left < width || rules.IsUnion)
        {
            Align();
            (_unit, _left) = (size, (long)size * ByteBits);
            _bits += _left;
        }
        long at = _bits - _left;
        _left -= width;
        return at;

        void Align()
        {
            int alignment = rules.IsPacked ? 1 : rules.Pack > 0 ? Math.Min(type.Alignment, rules.Pack) : type.Alignment;
            _alignment = Math.Max(_alignment, alignment);
            _bits = Up(_bits, (long)alignment * ByteBits);
        }
    }

    // The bits as those of an integer of the bytes that they are in.
    private DType BitsOf(CType type, long at, int width)
    {
        DType declared = type.TakesOrder ? type.Element.NewByteOrder(rules.Order) : type.Element;
        bool isBigEndian = declared.ItemSize > 1 ? declared.IsBigEndian
            : rules.Order == '>' || (rules.Order == '=' && !BitConverter.IsLittleEndian);
        int first = (int)(at % ByteBits), size = (first + width + ByteBits - 1) / ByteBits,
            shift = isBigEndian ? (size * ByteBits) - first - width : first;
        char order = isBigEndian ? '>' : '<';
        DType dtype = declared.Kind == ElementKind.Bool ? BitPacking.Bool(size, shift).DType.NewByteOrder(order)
            : shift == 0 && width == size * ByteBits && size is 1 or 2 or 4 or 8
                ? DType.Parse($"{order}{(declared.IsSigned ? 'i' : 'u')}{size}")
            : new BitPacking(declared.IsSigned, size, shift, width).DType.NewByteOrder(order);
        return type.Meaning is { } meaning ? dtype.WithMeaning(meaning()) : dtype;
    }

    private void AddMagic(CMember member, DType dtype)
    {
        if (member.Initial is not { } initial)
        {
            return;
        }
        if ((initial.Range is not null || initial.Last is not null) && !dtype.IsInteger)
        {
            throw Error.DefinitionAt(
                text, member.At, initial.Range is not null ? "only integers have a range" : "only integers have a last value");
        }
        _magic.Add(new(member.Name!, initial with
        {
            Values = [.. initial.Values.Select(Fitting)],
            BigEndian = initial.BigEndian is { } big ? [.. big.Select(Fitting)] : null,
        }));

        // The value of an array is the array.
        object Fitting(object value)
        {
            byte[] bytes = new byte[dtype.ItemSize];
            try
            {
                dtype.Codec.Write(bytes, value is List<object> list ? list.ToArray() : value);
            }
            catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException or ArgumentException)
            {
                throw Error.DefinitionAt(text, member.At, e.Message);
            }
            return value is List<object> || dtype.Meaning is EnumMeaning ? dtype.Codec.Read(bytes)! : value;
        }
    }

    private DType Checked(CMember member, Func<DType> make)
    {
        try
        {
            return make();
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw Error.DefinitionAt(text, member.At, e is OverflowException ? Error.DTypeTooLarge().Message : e.Message);
        }
    }

    private static long Up(long value, long unit) => (value + unit - 1) / unit * unit;
}

using System.Collections;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using MemMap.DataTypes;

namespace MemMap;

/// <summary>
/// The type of one element of an array: its kind, size and byte order; numpy's <c>dtype</c>. Immutable; equality is by value.
/// </summary>
public sealed partial class DType : IEquatable<DType>
{
    // PowerShell indexes a list only if its class has an indexer that is public. An array's elements could be exchanged.
    private readonly ReadOnlyCollection<Field>? _fields;
    private readonly long[]? _subShape;
    private ElementCodec? _codec;

    private DType(ElementKind kind, int itemSize, bool isSwapped, TimeUnit? unit = null)
    {
        Kind = kind;
        ItemSize = itemSize;
        IsSwapped = isSwapped;
        Unit = unit;
    }

    private DType(IReadOnlyList<Field> fields, int itemSize, bool isAligned)
        : this(ElementKind.Void, itemSize, false)
    {
        _fields = Array.AsReadOnly([.. fields]);
        IsAligned = isAligned;
        (Depth, FieldCount) = (1 + _fields.Aggregate(0, (max, f) => Math.Max(max, f.DType.Depth)),
            _fields.Sum(f => 1 + f.DType.FieldCount));
    }

    private DType(DType subType, long[] subShape, int itemSize)
        : this(ElementKind.Void, itemSize, false)
    {
        SubType = subType;
        _subShape = subShape;
        (Depth, FieldCount) = (1 + subType.Depth, subType.FieldCount);
    }

    /// <summary>The kind of the element.</summary>
    public ElementKind Kind { get; }

    /// <summary>The size of one element in bytes; 0 for empty strings and records.</summary>
    public int ItemSize { get; }

    /// <summary>
    /// Whether elements are stored in the opposite of this machine's byte order. Always false for records, whose fields have byte orders.
    /// </summary>
    public bool IsSwapped { get; }

    /// <summary>The unit of a <c>datetime64</c> or <c>timedelta64</c>; <see langword="null"/> for other kinds.</summary>
    public TimeUnit? Unit { get; }

    /// <summary>The fields of a record in numpy's order; <see langword="null"/> if this is no record.</summary>
    public IReadOnlyList<Field>? Fields => _fields;

    /// <summary>The element's dtype of a sub-array such as <c>(2,3)f8</c>; <see langword="null"/> if this is no sub-array.</summary>
    public DType? SubType { get; }

    /// <summary>The shape of a sub-array; <see langword="null"/> if this is no sub-array.</summary>
    public long[]? SubShape => (long[]?)_subShape?.Clone();

    /// <summary>Whether a record has the layout of a C compiler, numpy's <c>align=True</c>.</summary>
    public bool IsAligned { get; }

    /// <summary>Whether elements are records.</summary>
    public bool IsRecord => _fields is not null;

    /// <summary>Whether elements are bools, integers, floats or complex numbers.</summary>
    public bool IsNumeric => Traits.IsNumeric;

    /// <summary>Whether elements are integers. bool is not one.</summary>
    public bool IsInteger => Traits.Letter is 'i' or 'u';

    /// <summary>Whether elements are signed integers or floats.</summary>
    public bool IsSigned => Traits.Letter is 'i' or 'f';

    /// <summary>Whether elements are real floating-point numbers.</summary>
    public bool IsFloating => Traits.Letter is 'f';

    /// <summary>Whether elements are complex numbers.</summary>
    public bool IsComplex => Traits.Letter is 'c';

    /// <summary>
    /// numpy's one-letter code of the type, such as <c>f</c> for float32. <c>l</c> and <c>L</c> are the 64-bit integers on every platform.
    /// </summary>
    public char Char => Traits.Char;

    /// <summary>numpy's letter of the kind, such as <c>f</c> for floats of every size.</summary>
    public char KindLetter => Traits.Letter;

    /// <summary>
    /// The alignment of an element in C, in bytes: the size of a number, 1 for bytes, that of the widest field for an aligned record.
    /// </summary>
    public int Alignment
        => SubType?.Alignment
            ?? (_fields is null ? Packing?.Alignment ?? Traits.UnitSize
                : IsAligned ? _fields.Aggregate(1, (max, f) => Math.Max(max, f.DType.Alignment)) : 1);

    /// <summary>The row of the table of kinds.</summary>
    internal ElementTraits Traits => ElementTraits.Of(Kind);

    /// <summary>Converts elements from and to .NET objects. It is created on first use.</summary>
    internal ElementCodec Codec => _codec ??= Meaning is null ? ElementCodec.Create(this) : new MeaningCodec(StoredCodec, Meaning, this);

    /// <summary>
    /// The field with a name or title; of nested records, the one that a path such as <c>position.x</c> leads to, whose offset is then from
    /// the start of this record. <see langword="null"/> if there is none.
    /// </summary>
    internal Field? FindField(string name)
        => _fields is null ? null
            : _fields.FirstOrDefault(f => f.Name == name) ?? _fields.FirstOrDefault(f => f.Title == name) ?? FindNested(name);

    private Field? FindNested(string path)
    {
        for (int dot = path.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = path.IndexOf('.', dot + 1))
        {
            string head = path[..dot];
            if (_fields!.FirstOrDefault(f => f.Name == head || f.Title == head) is { } outer
                && outer.DType.FindField(path[(dot + 1)..]) is { } inner)
            {
                return inner with { Name = path, Offset = outer.Offset + inner.Offset, Title = null };
            }
        }
        return null;
    }

    /// <summary>
    /// Parses numpy's notation, such as <c>f4</c>, <c>&gt;i2</c>, <c>float32</c>, <c>M8[s]</c>, <c>i4,(2,3)f8</c>, <c>[('a',
    /// '&lt;i4')]</c>.
    /// </summary>
    /// <exception cref="FormatException">The text is no dtype, or one that is not supported (<c>O</c>, <c>float128</c>).</exception>
    public static DType Parse(string text) => Parse(text, align: false);

    /// <summary>Parses numpy's notation. With <paramref name="align"/>, records are padded as a C compiler pads them.</summary>
    /// <exception cref="FormatException">The text is no dtype, or one that is not supported.</exception>
    public static DType Parse(string text, bool align)
    {
        ArgumentNullException.ThrowIfNull(text);
        return DTypeParser.Parse(text, align);
    }

    /// <summary>Parses numpy's notation. Returns false instead of throwing.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DType? dtype)
    {
        try
        {
            dtype = text is null ? null : Parse(text);
        }
        catch (FormatException)
        {
            dtype = null;
        }
        return dtype is not null;
    }

    /// <summary>
    /// The dtype whose elements are of a .NET type: <see cref="double"/> is float64, <see cref="string"/> is <c>U</c>. An enum gives the
    /// dtype of its underlying integers, which PowerShell sees as the enum. <see cref="Guid"/> is <c>V16</c>. A struct with a layout gives
    /// a record with its fields where the marshaller puts them.
    /// </summary>
    /// <exception cref="ArgumentException">No dtype has elements of that type.</exception>
    /// <exception cref="FormatException">A field of a struct has no fixed size.</exception>
    public static DType FromType(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return TryFromType(type) ?? ClrStructs.TryOf(type) ?? throw Error.TypeHasNoDType(type);
    }

    internal static DType? TryFromType(Type type) => type.IsEnum ? OfEnum(type) : ByType.GetValueOrDefault(type);

    /// <summary>
    /// Creates a record dtype from ordered pairs of name and dtype (a string, a type, a dtype or a further dictionary), or from numpy's
    /// dictionary form with <c>names</c>, <c>formats</c> and optionally <c>offsets</c>, <c>itemsize</c>, <c>titles</c>, <c>aligned</c>.
    /// </summary>
    /// <exception cref="FormatException">A field's dtype can't be parsed, a name occurs twice, or offsets and sizes don't fit.</exception>
    public static DType FromFields(IDictionary fields, bool align = false)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return DTypeSpec.FromDictionary(fields, align);
    }

    /// <inheritdoc cref="FromType"/>
    public static implicit operator DType(Type type) => FromType(type);

    /// <inheritdoc cref="Parse(string)"/>
    public static implicit operator DType(string text) => Parse(text);

    /// <inheritdoc cref="FromFields"/>
    public static implicit operator DType(OrderedDictionary fields) => FromFields(fields);

    /// <inheritdoc cref="FromFields"/>
    public static implicit operator DType(Hashtable fields) => FromFields(fields);

    /// <summary>
    /// Converts the lists that PowerShell passes: <c>-DType i4,f8</c> without quotes is a record of unnamed fields, a list of (name, dtype)
    /// pairs is a record, and <c>('f8', 3)</c> is a sub-array.
    /// </summary>
    /// <exception cref="FormatException">The items are none of these.</exception>
    public static implicit operator DType(object[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return DTypeSpec.FromList(items);
    }

    /// <inheritdoc/>
    public bool Equals(DType? other)
        => ReferenceEquals(this, other)
            || (other is not null && Kind == other.Kind && ItemSize == other.ItemSize && IsSwapped == other.IsSwapped && Unit == other.Unit
                && Equals(Packing, other.Packing)
                && (_fields, other._fields) switch
                {
                    (null, null) => true,
                    ({ } a, { } b) => a.SequenceEqual(b),
                    _ => false,
                }
                && Equals(SubType, other.SubType) && _subShape.AsSpan().SequenceEqual(other._subShape));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DType);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Kind);
        hash.Add(ItemSize);
        hash.Add(IsSwapped);
        hash.Add(Unit);
        hash.Add(SubType);
        hash.Add(Packing);
        foreach (Field field in _fields ?? ReadOnlyCollection<Field>.Empty)
        {
            hash.Add(field);
        }
        return hash.ToHashCode();
    }

    /// <summary>Equality by value.</summary>
    public static bool operator ==(DType? left, DType? right) => Equals(left, right);

    /// <summary>Inequality by value.</summary>
    public static bool operator !=(DType? left, DType? right) => !Equals(left, right);
}

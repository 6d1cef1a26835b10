using MemMap.DataTypes;

namespace MemMap;

/// <summary>A dtype with a name, such as <c>utmp</c>, that can be used wherever a dtype can.</summary>
/// <remarks>
/// With <c>&lt;</c> or <c>&gt;</c> before the name, all fields are little-endian or big-endian: <c>&gt;wav</c>.
/// </remarks>
public sealed record NamedType
{
    // The definition of a type that comes with the module is read when it is first asked for. Two threads may read it at a time.
    private readonly Lazy<Content> _content;
    private readonly int? _itemSize;
    private DType? _littleEndian, _bigEndian;

    /// <summary>Creates a named dtype.</summary>
    /// <param name="name">The name, in any letter case.</param>
    /// <param name="dtype">The dtype of that name.</param>
    /// <param name="description">A description, including where in a file the type occurs.</param>
    /// <param name="magic">What fields of the first element hold in every file of the format; null for nothing.</param>
    /// <exception cref="ArgumentException">A field of the magic is none of the dtype, or its values don't fit it.</exception>
    public NamedType(string name, DType dtype, string description = "", IReadOnlyList<FieldMagic>? magic = null)
    {
        ArgumentNullException.ThrowIfNull(dtype);
        (Name, Description) = (name, description);
        _content = new(new Content(dtype.WithSource(new(this, '|')), magic ?? [], [], null));
        MagicCheck.RequireFit(dtype, Magic);
    }

    /// <summary>A type that a definition in C has.</summary>
    /// <exception cref="FormatException">The type can't be laid out.</exception>
    internal NamedType(string name, TypeDefinition definition) : this(name, "", null, () => definition) => _ = _content.Value;

    /// <summary>A type whose definition is read when it is needed.</summary>
    /// <param name="name">The name.</param>
    /// <param name="description">The description.</param>
    /// <param name="itemSize">The size of an element, which the definition must have.</param>
    /// <param name="read">Reads the definition.</param>
    internal NamedType(string name, string description, int? itemSize, Func<TypeDefinition> read)
    {
        (Name, Description, _itemSize) = (name, description, itemSize);
        _content = new(() => Read(read()), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The name, in any letter case.</summary>
    public string Name { get; }

    /// <summary>The dtype of that name.</summary>
    public DType DType => _content.Value.DType;

    /// <summary>A description, including where in a file the type occurs.</summary>
    public string Description { get; internal init; }

    /// <summary>
    /// What fields of the first element hold in every file of the format, such as <c>RIFF</c>: a file with other values is not opened as
    /// this type.
    /// </summary>
    public IReadOnlyList<FieldMagic> Magic => _content.Value.Magic;

    /// <summary>Whether it is part of the module.</summary>
    public bool IsBuiltIn { get; internal init; }

    /// <summary>The size of one element in bytes.</summary>
    public int ItemSize => _itemSize ?? DType.ItemSize;

    /// <summary>The definition of the type: the C text, or the notation that it was registered with.</summary>
    public string Definition => Structure?.Source() ?? ShortNotation.Of(DType);

    /// <summary>The type as a definition in C has it; <see langword="null"/> of other types.</summary>
    internal TypeDefinition? Structure => _content.Value.Structure;

    /// <summary>Whether a record is longer than an element, by a part whose length it tells itself.</summary>
    internal bool HasOwnLengths => Structure?.Type.Tail.Count > 0;

    /// <summary>What tells the types that were defined together, as those of a format are; null for one that stands alone.</summary>
    internal string? Family { get; init; }

    /// <summary>Whether it is what a single field stands for, such as a date.</summary>
    internal bool IsScalar { get; init; }

    /// <summary>The fields of a record; <see langword="null"/> of other types.</summary>
    public IReadOnlyList<Field>? Fields => DType.Fields;

    /// <summary>
    /// The ranges of integer fields in elements of the format: a weaker sign than a magic, and one of each element.
    /// </summary>
    internal IReadOnlyList<(string Field, long Least, long Largest)> Limits => _content.Value.Limits;

    /// <summary>The dtype with all fields in one byte order, <c>&lt;</c> or <c>&gt;</c>.</summary>
    internal DType InOrder(char order)
        => order == '>' ? _bigEndian ??= Turn(order).WithSource(new(this, order))
            : _littleEndian ??= Turn(order).WithSource(new(this, order));

    // A type that has the order already stays as it is: bytes in another order are so by definition.
    private DType Turn(char order) => DType.InOrder(order) is var turned && turned.Equals(DType) ? DType : turned;

    private Content Read(TypeDefinition definition)
    {
        DType dtype = definition.DType;
        if (_itemSize is { } size && size != dtype.ItemSize)
        {
            throw Error.TypeSize(Name, dtype.ItemSize, size);
        }
        IReadOnlyList<CMagic> magic = definition.Type.Magic;
        return new(dtype.WithSource(new(this, '|')),
            [.. magic.Where(one => one.Initial is { Range: null } and not { Last: not null, Values.Count: 0 })
                .Select(one => new FieldMagic(one.Field, [.. one.Initial.Values]) { BigEndian = one.Initial.BigEndian })],
            [.. magic.Where(one => one.Initial.Range is not null)
                .Select(one => (one.Field, one.Initial.Range!.Value.Least, one.Initial.Range.Value.Largest))],
            definition);
    }

    private sealed record Content(
        DType DType, IReadOnlyList<FieldMagic> Magic, IReadOnlyList<(string Field, long Least, long Largest)> Limits,
        TypeDefinition? Structure);
}

/// <summary>What a field holds in every file of a format: its magic number, or text.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Values">The values that it can have, one or more.</param>
public sealed record FieldMagic(string Field, params object[] Values)
{
    /// <summary>The name of the field.</summary>
    public string Field { get; internal init; } = Field;

    /// <summary>The values that it can have, one or more.</summary>
    public object[] Values { get; internal init; } = Values;

    /// <summary>
    /// The values where the type's fields are turned to big-endian, if the field itself has no byte order: RIFX for RIFF.
    /// </summary>
    public IReadOnlyList<object>? BigEndian { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Field} = {string.Join(" or ", Values.Select(MagicCheck.Shown))}";
}

/// <summary>Which named type a dtype was written as.</summary>
/// <param name="Type">The named type.</param>
/// <param name="Order">The byte order before its name: <c>&lt;</c>, <c>&gt;</c>, or <c>|</c> for none.</param>
internal sealed record NamedSource(NamedType Type, char Order)
{
    /// <summary>The name as it was written; of a definition that has no name, empty.</summary>
    public string Name => Order == '|' ? Type.Name : Order + Type.Name;
}

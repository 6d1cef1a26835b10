using MemMap.DataTypes;

namespace MemMap;

/// <summary>A dtype with a name, such as <c>utmp</c>, that can be used wherever a dtype can.</summary>
/// <remarks>
/// With <c>&lt;</c> or <c>&gt;</c> before the name, all fields are little-endian or big-endian: <c>&gt;wav</c>.
/// </remarks>
public sealed record NamedType
{
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
        (Name, Description, Magic) = (name, description, magic ?? []);
        DType = dtype.WithSource(new(this, '|'));
        MagicCheck.RequireFit(dtype, Magic);
    }

    /// <summary>The name, in any letter case.</summary>
    public string Name { get; }

    /// <summary>The dtype of that name.</summary>
    public DType DType { get; }

    /// <summary>A description, including where in a file the type occurs.</summary>
    public string Description { get; init; }

    /// <summary>
    /// What fields of the first element hold in every file of the format, such as <c>RIFF</c>: a file with other values is not opened as
    /// this type.
    /// </summary>
    public IReadOnlyList<FieldMagic> Magic { get; }

    /// <summary>Whether it is part of the module.</summary>
    public bool IsBuiltIn { get; internal init; }

    /// <summary>The size of one element in bytes.</summary>
    public int ItemSize => DType.ItemSize;

    /// <summary>The definition of the type: the C text, or the notation that it was registered with.</summary>
    public string Definition => Structure?.Source() ?? ShortNotation.Of(DType);

    /// <summary>The type as a definition in C has it; <see langword="null"/> of other types.</summary>
    internal TypeDefinition? Structure
    {
        get => _structure ?? (IsBuiltIn ? NamedTypes.StructureOf(Name) : null);
        init => _structure = value;
    }

    private readonly TypeDefinition? _structure;

    /// <summary>The fields of a record; <see langword="null"/> of other types.</summary>
    public IReadOnlyList<Field>? Fields => DType.Fields;

    /// <summary>
    /// The largest values of integer fields in elements of the format: a weaker sign than a magic, and one of each element.
    /// </summary>
    internal IReadOnlyList<(string Field, long Largest)> Limits { get; init; } = [];

    /// <summary>The dtype with all fields in one byte order, <c>&lt;</c> or <c>&gt;</c>.</summary>
    internal DType InOrder(char order)
        => order == '>' ? _bigEndian ??= Turn(DType, order).WithSource(new(this, order))
            : _littleEndian ??= Turn(DType, order).WithSource(new(this, order));

    // The codecs of GUIDs and of UTF-16 know their byte order; their dtype has none.
    private static DType Turn(DType dtype, char order)
        => dtype.Fields is { } fields
                ? DType.Record(
                    [.. fields.Select(field => field with { DType = Turn(field.DType, order) })], dtype.ItemSize, dtype.IsAligned)
            : dtype.SubType is { } element ? DType.SubArray(Turn(element, order), dtype.SubShape)
            : dtype.Meaning is { } meaning && !dtype.HasByteOrder ? dtype.WithMeaning(meaning.InOrder(order))
            : dtype.NewByteOrder(order);
}

/// <summary>What a field holds in every file of a format: its magic number, or text.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Values">The values that it can have, one or more.</param>
public sealed record FieldMagic(string Field, params object[] Values)
{
    /// <summary>
    /// The values where the type's fields are turned to big-endian, if the field itself has no byte order: RIFX for RIFF.
    /// </summary>
    public IReadOnlyList<object>? BigEndian { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Field} = {string.Join(" or ", Values.Select(MagicCheck.Shown))}";
}

/// <summary>Which named type a dtype was written as.</summary>
/// <param name="Type">The named type.</param>
/// <param name="Order">The byte order before its name: <c>&lt;</c>, <c>&gt;</c>, or <c>|</c> for none.</param>
internal sealed record NamedSource(NamedType Type, char Order)
{
    /// <summary>The name as it was written.</summary>
    public string Name => Order == '|' ? Type.Name : Order + Type.Name;
}

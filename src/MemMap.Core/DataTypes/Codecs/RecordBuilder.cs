namespace MemMap.DataTypes;

/// <summary>Collects fields and creates the record dtype, by numpy's rules for names, offsets, alignment and size.</summary>
internal sealed class RecordBuilder(bool isAligned)
{
    private readonly RecordLayout _layout = new(isAligned);
    private readonly List<Field> _fields = [];
    private readonly HashSet<string> _taken = [];

    /// <summary>
    /// Adds a field. An empty name becomes <c>f0</c>, <c>f1</c> ... by position. Offsets must be given for all fields or for none.
    /// </summary>
    public RecordBuilder Add(string name, DType dtype, string? title = null, long? offset = null)
    {
        if (offset < 0)
        {
            throw Error.FieldOffsetNegative(offset.Value);
        }
        if (name.Length == 0)
        {
            // A title without a name would also become the name.
            name = title is { Length: > 0 } ? throw Error.FieldTwice(title) : FormattableString.Invariant($"f{_fields.Count}");
        }
        if (!_taken.Add(name))
        {
            throw Error.FieldTwice(name);
        }
        // A title selects the field as its name does, so it can't be another field's name.
        if (title is not null && title != name && !_taken.Add(title))
        {
            throw Error.FieldTwice(title);
        }
        _fields.Add(new Field(name, dtype, (int)_layout.Place(dtype, offset), title));
        return this;
    }

    /// <summary>Creates the record, with the size that its fields need or a larger one.</summary>
    public DType Build(long? itemSize = null)
    {
        long size = itemSize ?? _layout.Size;
        if (size < _layout.Size)
        {
            throw Error.ItemSizeTooSmall(_layout.Size, size);
        }
        if (size % _layout.Alignment != 0)
        {
            throw Error.ItemSizeUnaligned(_layout.Alignment, size);
        }
        return size <= int.MaxValue ? DType.Record(_fields.AsReadOnly(), (int)size, isAligned) : throw Error.DTypeTooLarge();
    }
}

namespace MemMap.DataTypes;

/// <summary>Assigns offsets to the fields of a record that has none: consecutive, or aligned as in C.</summary>
internal sealed class RecordLayout(bool isAligned)
{
    private long _end;
    private int _alignment = 1;

    /// <summary>The size of a record with the fields placed so far, trailing padding included.</summary>
    public long Size => AlignUp(_end, _alignment);

    /// <summary>The alignment that the fields require of the size; 1 if not aligned.</summary>
    public int Alignment => _alignment;

    /// <summary>Returns the offset of a field: the given one, or the next free one.</summary>
    public long Place(DType field, long? given = null)
    {
        int alignment = isAligned ? field.Alignment : 1;
        _alignment = Math.Max(_alignment, alignment);
        long offset = given ?? AlignUp(_end, alignment);
        if (offset % alignment != 0)
        {
            throw Error.FieldOffsetUnaligned(offset, alignment);
        }
        _end = Math.Max(_end, offset + field.ItemSize);
        return _end <= int.MaxValue ? offset : throw Error.DTypeTooLarge();
    }

    private static long AlignUp(long offset, int alignment) => (offset + alignment - 1) / alignment * alignment;
}

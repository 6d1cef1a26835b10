namespace MemMap.DataTypes;

/// <summary>Where the fields of a record go that has no offsets of its own: one after the other, or as C aligns them.</summary>
internal sealed class RecordLayout(bool isAligned)
{
    private long _end;
    private int _alignment = 1;

    /// <summary>The size of a record with the fields placed so far, trailing padding included.</summary>
    public long Size => AlignUp(_end, _alignment);

    /// <summary>What the fields' alignment asks of the size; 1 if not aligned.</summary>
    public int Alignment => _alignment;

    /// <summary>Gives a field its offset: the given one, or else the next that is free.</summary>
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

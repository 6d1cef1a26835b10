namespace MemMap.Compute;

/// <summary>The bytes of two arrays in units of one size, such as elements or rows, compared with one another.</summary>
internal sealed class UnitPair(RecordBytes x, RecordBytes y, int size)
{
    /// <summary>The bytes that are compared at a time.</summary>
    private const int Piece = 1 << 16;

    /// <summary>The first array.</summary>
    internal RecordBytes X => x;

    /// <summary>The second array.</summary>
    internal RecordBytes Y => y;

    /// <summary>The size of a unit, in bytes.</summary>
    internal int Size => size;

    /// <summary>Returns the number of equal units from two positions on.</summary>
    /// <param name="i">The position in the first array.</param>
    /// <param name="j">The position in the second array.</param>
    /// <param name="most">The largest number.</param>
    internal long Same(long i, long j, long most)
    {
        long total = most * size, done = 0;
        while (done < total)
        {
            int count = (int)Math.Min(Piece, total - done);
            int same = x.At((i * size) + done, count).CommonPrefixLength(y.At((j * size) + done, count));
            done += same;
            if (same < count)
            {
                break;
            }
        }
        return done / size;
    }

    /// <summary>Returns the number of equal units before two positions.</summary>
    /// <inheritdoc cref="Same"/>
    internal long SameBefore(long i, long j, long most)
    {
        long total = most * size, done = 0;
        while (done < total)
        {
            int count = (int)Math.Min(Piece, total - done);
            ReadOnlySpan<byte> a = x.At((i * size) - done - count, count), b = y.At((j * size) - done - count, count);
            int same = 0;
            while (same < count && a[count - 1 - same] == b[count - 1 - same])
            {
                same++;
            }
            done += same;
            if (same < count)
            {
                break;
            }
        }
        return done / size;
    }
}

namespace MemMap.Compute;

/// <summary>
/// Divides a length into bins of equal size (sizes differ by one where the count does not divide the length). Position p is in bin
/// <c>floor(p * Count / Length)</c>.
/// </summary>
internal sealed class Bins
{
    /// <summary>The largest number of bins, and of cells in a two-dimensional grid.</summary>
    internal const int Limit = 1_000_000;

    private readonly long[] _starts;

    /// <summary>Creates <paramref name="count"/> bins, or one per position if there are fewer positions.</summary>
    internal Bins(long length, long count)
    {
        if (count is < 1 or > Limit)
        {
            throw Error.BinCount(count, Limit);
        }
        Count = (int)Math.Min(length, count);
        _starts = new long[Count + 1];
        for (int bin = 1; bin <= Count; bin++)
        {
            _starts[bin] = (long)((((UInt128)bin * (ulong)length) + (ulong)Count - 1) / (ulong)Count);
        }
    }

    /// <summary>Creates the bins of a whole, and checks that a part of it lies within.</summary>
    /// <exception cref="ArgumentException">The part does not lie within the whole, or the number of bins is not allowed.</exception>
    internal static Bins OfWhole(long whole, long count, long first, long length)
        => first >= 0 && whole >= 0 && length <= whole - first ? new(whole, count) : throw Error.NoPart(first, length, whole);

    /// <summary>The number of bins.</summary>
    internal int Count { get; }

    /// <summary>The first position of a bin; for <see cref="Count"/>, the length.</summary>
    internal long Start(int bin) => _starts[bin];

    /// <summary>The bin of a position. <paramref name="guess"/> is tried first, then the bin after it.</summary>
    internal int Of(long position, int guess)
    {
        if (IsIn(position, guess))
        {
            return guess;
        }
        if (guess + 1 < Count && IsIn(position, guess + 1))
        {
            return guess + 1;
        }
        int found = Array.BinarySearch(_starts, position);
        return found >= 0 ? found : ~found - 1;
    }

    private bool IsIn(long position, int bin) => position >= _starts[bin] && position < _starts[bin + 1];
}

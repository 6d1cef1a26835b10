namespace MemMap.Compute;

/// <summary>
/// Cuts a length into parts of equal size, which differ by one where it doesn't divide: position p is in bin
/// <c>floor(p * Count / Length)</c>.
/// </summary>
internal sealed class Bins
{
    /// <summary>The most bins, and the most blocks of bins in two directions.</summary>
    internal const int Limit = 1_000_000;

    private readonly long[] _starts;

    /// <summary>So many bins, and no more than there is to cut.</summary>
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

    /// <summary>Bins of a whole, of which something is to be a part.</summary>
    /// <exception cref="ArgumentException">It is none, or there can't be so many bins.</exception>
    internal static Bins OfWhole(long whole, long count, long first, long length)
        => first >= 0 && whole >= 0 && length <= whole - first ? new(whole, count) : throw Error.NoPart(first, length, whole);

    /// <summary>The number of bins.</summary>
    internal int Count { get; }

    /// <summary>The first position of a bin; that of the bin behind the last is the length.</summary>
    internal long Start(int bin) => _starts[bin];

    /// <summary>The bin of a position, which often is <paramref name="guess"/> or the next one.</summary>
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

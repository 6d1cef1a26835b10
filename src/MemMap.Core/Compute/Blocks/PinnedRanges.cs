using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Ranges of memory of a <see cref="ByteSource"/> that elements in any order are in. A few stay pinned, so that elements that alternate
/// between ranges need no new lease each.
/// </summary>
/// <param name="file">The source.</param>
/// <param name="forWrite">Whether the elements are written.</param>
internal sealed unsafe class PinnedRanges(ByteSource file, bool forWrite) : IDisposable
{
    private const int MaxRanges = 16;

    private readonly List<PinnedBytes> _ranges = [];
    private int _last;

    /// <summary>Returns the address of some bytes; null if they are not together in memory.</summary>
    internal byte* Find(long at, int count)
    {
        for (int i = 0; i < _ranges.Count; i++)
        {
            int range = (_last + i) % _ranges.Count;
            if (_ranges[range].Has(at, count))
            {
                _last = range;
                return Address(at, count);
            }
        }
        PinnedBytes pinned = file.Pin(at, count, forWrite);
        if (!pinned.IsThere)
        {
            return null;
        }
        if (_ranges.Count < MaxRanges)
        {
            _last = _ranges.Count;
            _ranges.Add(pinned);
        }
        else
        {
            _last = (_last + 1) % MaxRanges;
            PinnedBytes old = _ranges[_last];
            _ranges[_last] = pinned;
            old.Dispose();
        }
        return Address(at, count);
    }

    private byte* Address(long at, int count)
    {
        if (forWrite)
        {
            _ranges[_last].Occupy(at, count);
        }
        return _ranges[_last].Origin + at;
    }

    /// <summary>Ends all leases.</summary>
    /// <exception cref="IOException">The system could not supply some of the bytes.</exception>
    public void Dispose()
    {
        IOException? failure = null;
        foreach (PinnedBytes range in _ranges)
        {
            try
            {
                range.Dispose();
            }
            catch (IOException e)
            {
                failure ??= e;
            }
        }
        _ranges.Clear();
        if (failure is not null)
        {
            throw failure;
        }
    }
}

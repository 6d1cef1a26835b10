namespace MemMap.Compute;

/// <summary>
/// Finds a pattern in the bytes of an array in C order: in the memory itself where elements are contiguous, otherwise in a copy of a
/// window. A window is extended by the length of the pattern, so that a match across its end is found.
/// </summary>
internal sealed unsafe class PatternSearch(ArrayRef array, BytePattern pattern) : WindowSearch
{
    private const long LeastWindow = 4 << 20;

    // Never less than what it is read further.
    private readonly long _windowBytes = Math.Max(LeastWindow, pattern.Length);

    internal override IEnumerable<SearchWindow> Windows
    {
        get
        {
            for (long start = 0; start < array.NBytes; start += _windowBytes)
            {
                yield return new(array.Layout, start, Math.Min(_windowBytes, array.NBytes - start));
            }
        }
    }

    internal override long BytesOf(SearchWindow window) => window.Length;

    internal override long[] Find(SearchWindow window)
    {
        Interruption.Token.ThrowIfCancellationRequested();
        int itemSize = array.ItemSize;
        long end = Math.Min(array.NBytes, window.First + window.Length + pattern.Length - 1);
        long first = window.First / itemSize, last = (end + itemSize - 1) / itemSize;
        return RawElements.Use(array, first, checked((int)(last - first)), (bytes, length) =>
        {
            int skip = (int)(window.First - (first * itemSize));
            return Find(new ReadOnlySpan<byte>((byte*)bytes + skip, (int)Math.Min(length - skip, end - window.First)), window);
        });
    }

    /// <summary>The offset in the buffer of the byte at a position in C order.</summary>
    internal static long OffsetOf(ArrayRef array, long position)
    {
        (long element, long within) = Math.DivRem(position, array.ItemSize);
        return array.Layout.OffsetOfFlat(element) + within;
    }

    private long[] Find(ReadOnlySpan<byte> bytes, SearchWindow window)
        => [.. pattern.Find(bytes, (int)window.Length).Select(position => window.First + position)];
}

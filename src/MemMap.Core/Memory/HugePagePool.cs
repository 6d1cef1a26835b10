namespace MemMap.Memory;

/// <summary>
/// Memory of large blocks, in huge pages where the system has them, and kept for the next block of about the same size: most of the time
/// that a result of some hundred megabytes takes goes into pages that are touched for the first time.
/// </summary>
internal static unsafe class HugePagePool
{
    /// <summary>Blocks from this size on come from here.</summary>
    internal const long MinSize = 1 << 20;

    private const long HugePage = 2 << 20;

    /// <summary>New memory of this many bytes is a reason to look for arrays that were dropped.</summary>
    private const long CollectAfter = 96 << 20;

    private static readonly List<(nint Address, long Size)> Idle = [];
    private static long _idleBytes, _newBytes;

    /// <summary>The bytes that are kept at most: a small part of the machine's memory.</summary>
    internal static long MaxIdleBytes { get; } = Math.Min(1L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16);

    /// <summary>The size of the block that a request gets.</summary>
    internal static long RoundUp(long bytes)
    {
        long unit = bytes >= 4 * HugePage ? HugePage : 64 << 10;
        return bytes <= long.MaxValue - unit ? (bytes + unit - 1) / unit * unit : long.MaxValue;
    }

    /// <summary>
    /// A block of a size that <see cref="RoundUp"/> gave; null where the system has none. <paramref name="isClean"/> tells whether it is
    /// all zeros.
    /// </summary>
    internal static byte* Take(long size, out bool isClean)
    {
        isClean = false;
        byte* block = TakeIdle(size);
        if (block == null && Interlocked.Add(ref _newBytes, size) >= CollectAfter)
        {
            // `$x = $m + 1` in a loop drops a block each time, which nobody has noticed yet. A young collection takes about a
            // millisecond, and touching so much new memory many times that.
            Interlocked.Exchange(ref _newBytes, 0);
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
            block = TakeIdle(size);
        }
        if (block == null)
        {
            isClean = true;
            block = Platform.Current.AllocatePages(size);
        }
        return block;
    }

    /// <summary>Gives a block back.</summary>
    internal static void Return(byte* block, long size)
    {
        lock (Idle)
        {
            if (_idleBytes + size <= MaxIdleBytes)
            {
                Idle.Add(((nint)block, size));
                _idleBytes += size;
                return;
            }
        }
        Platform.Current.FreePages(block, size);
    }

    /// <summary>Gives everything that is kept back to the system.</summary>
    internal static void Trim()
    {
        lock (Idle)
        {
            foreach ((nint address, long size) in Idle)
            {
                Platform.Current.FreePages((byte*)address, size);
            }
            Idle.Clear();
            _idleBytes = 0;
        }
    }

    private static byte* TakeIdle(long size)
    {
        lock (Idle)
        {
            // The last one given back is the likeliest to be in a cache.
            for (int i = Idle.Count - 1; i >= 0; i--)
            {
                (nint address, long idle) = Idle[i];
                if (idle == size)
                {
                    Idle.RemoveAt(i);
                    _idleBytes -= size;
                    return (byte*)address;
                }
            }
            return null;
        }
    }
}

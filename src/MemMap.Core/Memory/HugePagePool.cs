namespace MemMap.Memory;

/// <summary>
/// Memory of large blocks, in huge pages if the system has them. Freed blocks are kept for the next request of about the same size: most of
/// the time for a result of some hundred megabytes is spent on pages that are accessed for the first time.
/// </summary>
internal static unsafe class HugePagePool
{
    /// <summary>The smallest block that comes from this pool.</summary>
    internal const long MinSize = 1 << 20;

    private const long HugePage = 2 << 20;

    /// <summary>The bytes of new memory after which dropped arrays are collected.</summary>
    private const long CollectAfter = 96 << 20;

    private static readonly List<(nint Address, long Size)> Idle = [];
    private static long _idleBytes, _newBytes;

    /// <summary>The largest number of bytes that are kept: a small part of the machine's memory.</summary>
    internal static long MaxIdleBytes { get; } = Math.Min(1L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16);

    /// <summary>The size of the block for a request.</summary>
    internal static long RoundUp(long bytes)
    {
        long unit = bytes >= 4 * HugePage ? HugePage : 64 << 10;
        return bytes <= long.MaxValue - unit ? (bytes + unit - 1) / unit * unit : long.MaxValue;
    }

    /// <summary>
    /// Takes a block of a size returned by <see cref="RoundUp"/>; null if the system has no memory. <paramref name="isClean"/> says
    /// whether it is all zeros.
    /// </summary>
    internal static byte* Take(long size, out bool isClean)
    {
        isClean = false;
        byte* block = TakeIdle(size);
        if (block == null && Interlocked.Add(ref _newBytes, size) >= CollectAfter)
        {
            // `$x = $m + 1` in a loop drops a block in each iteration, which the collector has not noticed yet. A young collection takes
            // about a millisecond; accessing so much new memory takes many times that.
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

    /// <summary>Returns a block.</summary>
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

    /// <summary>Frees all blocks that are kept.</summary>
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
            // The block that was returned last is the likeliest to be in a cache.
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

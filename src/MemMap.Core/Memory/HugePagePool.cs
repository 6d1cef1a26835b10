namespace MemMap.Memory;

/// <summary>
/// Memory of large blocks, in huge pages if the system has them. Freed blocks are kept for a few seconds, for the next request of about the
/// same size: most of the time for a result of some hundred megabytes is spent on pages that are accessed for the first time.
/// </summary>
internal static unsafe class HugePagePool
{
    /// <summary>The smallest block that comes from this pool.</summary>
    internal const long MinSize = 1 << 20;

    private const long HugePage = 2 << 20;

    /// <summary>The bytes of new memory after which dropped arrays are collected.</summary>
    private const long CollectAfter = 96 << 20;

    /// <summary>The time for which a block is kept that nobody takes.</summary>
    private const int KeepMilliseconds = 5000;

    /// <summary>The blocks that are kept, in the order in which they were returned.</summary>
    private static readonly List<IdleBlock> Idle = [];

    private static readonly Timer Ageing = new(static _ => TrimOld(), null, Timeout.Infinite, Timeout.Infinite);
    private static long _idleBytes, _newBytes;
    private static bool _isAgeing;

    /// <summary>The largest number of bytes that are kept. They are freed when this process can't get memory otherwise.</summary>
    internal static long MaxIdleBytes { get; } = Math.Min(4L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8);

    /// <summary>The bytes of the blocks that are kept.</summary>
    internal static long IdleBytes => Volatile.Read(ref _idleBytes);

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
            AvailableMemory.Require(size);
            block = Platform.Current.AllocatePages(size);
        }
        return block;
    }

    /// <summary>Returns a block.</summary>
    internal static void Return(byte* block, long size)
    {
        lock (Idle)
        {
            if (!_isAgeing)
            {
                _isAgeing = Ageing.Change(KeepMilliseconds, KeepMilliseconds);
            }
            Idle.Add(new((nint)block, size, Environment.TickCount64));
            _idleBytes += size;
            Free(long.MinValue, MaxIdleBytes);
        }
    }

    /// <summary>Frees all blocks that are kept.</summary>
    internal static void Trim()
    {
        lock (Idle)
        {
            Free(long.MaxValue, 0);
        }
    }

    private static void TrimOld()
    {
        lock (Idle)
        {
            Free(Environment.TickCount64 - KeepMilliseconds, MaxIdleBytes);
            if (Idle.Count == 0)
            {
                _isAgeing = !Ageing.Change(Timeout.Infinite, Timeout.Infinite);
            }
        }
    }

    /// <summary>Frees the oldest blocks: those that were returned up to a time, and as many as are kept beyond a number of bytes.</summary>
    private static void Free(long returned, long maxBytes)
    {
        int count = 0;
        for (; count < Idle.Count && (Idle[count].Returned <= returned || _idleBytes > maxBytes); count++)
        {
            (nint address, long size, _) = Idle[count];
            Platform.Current.FreePages((byte*)address, size);
            _idleBytes -= size;
        }
        Idle.RemoveRange(0, count);
    }

    private static byte* TakeIdle(long size)
    {
        lock (Idle)
        {
            // The block that was returned last is the likeliest to be in a cache.
            for (int i = Idle.Count - 1; i >= 0; i--)
            {
                (nint address, long idle, _) = Idle[i];
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

    /// <summary>A block that is kept. A class: .NET has native code for lists of classes, and none for lists of structures.</summary>
    private sealed record IdleBlock(nint Address, long Size, long Returned);
}

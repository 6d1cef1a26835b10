using System.Runtime.Intrinsics.X86;

namespace MemMap.Compute;

/// <summary>
/// Asks the processor for memory that a loop reads in its next step, in as many shares as the step has kernels. All at once, the requests
/// would wait for one another, and the kernels for them; in between, memory is read while kernels compute.
/// </summary>
internal sealed unsafe class PrefetchShares
{
    /// <summary>The ranges that are asked for at a time. Further ones are left to the processor.</summary>
    private const int Most = 8;

    /// <summary>The bytes from one line of the cache to the next.</summary>
    internal const int LineBytes = Prefetch.LineBytes;

    private readonly Range[] _ranges = new Range[Most];
    private int _count;

    /// <summary>How many shares were asked for so far.</summary>
    internal long Count { get; private set; }

    /// <summary>Adds a range. There need not be memory.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="shares">The number of calls of <see cref="Next"/> in a step.</param>
    /// <param name="step">The bytes from one line that is wanted to the next.</param>
    internal void Add(byte* start, long bytes, int shares, long step = LineBytes)
    {
        if (Sse.IsSupported && _count < Most)
        {
            _ranges[_count++] = new(start, start + bytes, ((bytes / shares) + step - 1) / step * step, step);
        }
    }

    /// <summary>Asks for a share of each range. It goes to the L2 cache: the kernels have the L1 cache for their blocks.</summary>
    internal void Next()
    {
        Count++;
        for (int i = _count - 1; i >= 0; i--)
        {
            ref Range range = ref _ranges[i];
            byte* place = range.Start, end = place + Math.Min(range.Share, range.End - place);
            for (; place < end; place += range.Step)
            {
                Sse.Prefetch1(place);
            }
            range.Start = place;
            if (place >= range.End)
            {
                range = _ranges[--_count];
            }
        }
    }

    private struct Range(byte* start, byte* end, long share, long step)
    {
        internal byte* Start = start;
        internal readonly byte* End = end;
        internal readonly long Share = share;
        internal readonly long Step = step;
    }
}

using System.Runtime.Intrinsics.X86;

namespace MemMap.Compute;

/// <summary>A scan of records, of which ports read fields: they read the same lines of the cache.</summary>
/// <param name="place">Where the first element is of the port that was made first.</param>
/// <param name="stride">The bytes from one record to the next.</param>
internal sealed unsafe class RecordScan(nint place, long stride)
{
    /// <summary>Records of at most so many bytes, the processor asks for by itself if they are read one after the other.</summary>
    private const long MostDense = PrefetchShares.LineBytes;

    /// <summary>The fewest kernels beside the first one that ask for memory.</summary>
    private const int FewestOthers = 2;

    /// <inheritdoc cref="PortSet.Expect" path="/param[@name='last']"/>
    internal long Asked;

    private long _step = -1, _stepInPlace = -1;
    private int _readers, _lastReaders;

    internal nint Place => place;

    internal long Stride => stride;

    /// <summary>Whether a port gathers blocks from the records. It asks for the next ones, then.</summary>
    internal bool IsGathered { get; set; }

    /// <summary>Whether no port has begun a step yet: the first one asks for the records of the next step.</summary>
    /// <param name="start">The position of the step's first element.</param>
    internal bool Begins(long start)
    {
        bool begins = start != _step;
        _step = start;
        return begins;
    }

    /// <summary>
    /// What a kernel asks for that reads a field where it is: a share of the next step's records. The first kernel of a step waits for
    /// memory, and the others, who find the records in a cache, leave it idle; so these share them. A single other one would ask for too
    /// many at a time: the processor does better by itself, then.
    /// </summary>
    /// <param name="start">The position of the step's first element.</param>
    /// <param name="count">The number of elements.</param>
    internal LinesAhead Share(long start, int count)
    {
        if (start != _stepInPlace)
        {
            (_stepInPlace, _lastReaders, _readers) = (start, _readers, 0);
        }
        bool isDense = stride <= MostDense;
        int reader = _readers++ - (isDense ? 1 : 0), sharers = _lastReaders - (isDense ? 1 : 0);
        if (reader < 0 || sharers < (isDense ? FewestOthers : 1) || IsGathered || !Sse.IsSupported)
        {
            return default;
        }
        // A line of each record, or each line of the records.
        nint step = (nint)Math.Max(stride, PrefetchShares.LineBytes);
        int lines = (int)(((LinesAhead.Items * stride) + step - 1) / step), most = (lines + sharers - 1) / sharers,
            before = reader * most;
        byte* first = (byte*)place + ((start + count) * stride) + (before * (count / LinesAhead.Items) * step);
        return new(first, step, Math.Clamp(lines - before, 0, most));
    }
}

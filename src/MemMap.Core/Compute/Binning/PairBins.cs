namespace MemMap.Compute;

/// <summary>Summarises pairs of elements of two arrays of one shape, as points of a plane, in passes over blocks.</summary>
internal static class PairBins
{
    private delegate void PairBody(ReadOnlySpan<double> x, ReadOnlySpan<double> y, long start);

    /// <summary>Returns the ranges of both coordinates, and whether the points go from left to right.</summary>
    internal static PairRanges Ranges(ArrayRef x, ArrayRef y)
    {
        // The points of a chunk come in order and on one thread, so a chunk needs no lock. They are joined in order at the end.
        var chunks = new PairRanges[((x.Size - 1) / BlockLoop.ChunkItems) + 1];
        Array.Fill(chunks, new());
        Run(x, y, (xs, ys, start) =>
        {
            ref PairRanges chunk = ref chunks[start / BlockLoop.ChunkItems];
            for (int i = 0; i < xs.Length; i++)
            {
                if (double.IsFinite(xs[i]) && double.IsFinite(ys[i]))
                {
                    chunk = chunk.Then(new(1, xs[i], xs[i], ys[i], ys[i], xs[i], xs[i], IsSorted: true));
                }
            }
        });
        return chunks.Aggregate(new PairRanges(), static (sum, chunk) => sum.Then(chunk));
    }

    /// <summary>Summarises the second coordinates in bins of equal width along the first one.</summary>
    internal static BinSummary[] Columns(ArrayRef x, ArrayRef y, int bins, double low, double high)
    {
        var summaries = new BinSummary[bins];
        Array.Fill(summaries, new());
        Run(x, y, (xs, ys, start) =>
        {
            for (int i = 0; i < xs.Length;)
            {
                int bin = BinOf(xs[i], low, high, bins), end = i + 1;
                while (end < xs.Length && BinOf(xs[end], low, high, bins) == bin)
                {
                    end++;
                }
                if (bin >= 0)
                {
                    BinSummary summary = new();
                    summary.Add(ys[i..end], start + i);
                    lock (summaries)
                    {
                        summaries[bin].Add(summary);
                    }
                }
                i = end;
            }
        });
        return summaries;
    }

    /// <summary>Counts the points in each cell of a grid. The cells are in C order; row 0 has the smallest second coordinates.</summary>
    internal static long[] Cells(ArrayRef x, ArrayRef y, int columns, int rows, PairRanges ranges)
    {
        var counts = new long[columns * rows];
        Run(x, y, (xs, ys, _) =>
        {
            for (int i = 0; i < xs.Length; i++)
            {
                int column = BinOf(xs[i], ranges.XLow, ranges.XHigh, columns), row = BinOf(ys[i], ranges.YLow, ranges.YHigh, rows);
                if (column >= 0 && row >= 0)
                {
                    Interlocked.Increment(ref counts[(row * columns) + column]);
                }
            }
        });
        return counts;
    }

    /// <summary>The bin of a value between two ends, which belong to the range; -1 for a value that is not finite.</summary>
    // Halve the values: the span of the largest numbers would be infinite.
    private static int BinOf(double value, double low, double high, int bins)
        => !double.IsFinite(value) ? -1 : (int)Math.Clamp(((value / 2) - (low / 2)) / ((high / 2) - (low / 2)) * bins, 0, bins - 1);

    private static unsafe void Run(ArrayRef x, ArrayRef y, PairBody body)
    {
        BinnedElements first = new(x.DType, "line"), second = new(y.DType, "line");
        using var leases = new LeaseSet();
        Operand[] operands = BlockLoop.Normalize([first.Operand(x, leases), second.Operand(y, leases)], mayReorder: false);
        BlockLoop.Run(
            operands,
            (blocks, count, start) => body(first.Values(blocks[0], count), second.Values(blocks[1], count), start),
            leases.Verify);
    }
}

/// <summary>The ranges of the points of which both coordinates are finite.</summary>
/// <param name="Count">The number of points.</param>
/// <param name="XLow">The smallest first coordinate.</param>
/// <param name="XHigh">The largest.</param>
/// <param name="YLow">The smallest second coordinate.</param>
/// <param name="YHigh">The largest.</param>
/// <param name="FirstX">The first coordinate of the first point.</param>
/// <param name="LastX">The first coordinate of the last point.</param>
/// <param name="IsSorted">Whether no point is left of the one before it.</param>
internal readonly record struct PairRanges(
    long Count, double XLow, double XHigh, double YLow, double YHigh, double FirstX, double LastX, bool IsSorted)
{
    /// <summary>The ranges of no points.</summary>
    public PairRanges() : this(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, IsSorted: true)
    {
    }

    /// <summary>The ranges of these points and later ones.</summary>
    internal PairRanges Then(in PairRanges later) => Count == 0 ? later : later.Count == 0 ? this : new(
        Count + later.Count,
        Math.Min(XLow, later.XLow),
        Math.Max(XHigh, later.XHigh),
        Math.Min(YLow, later.YLow),
        Math.Max(YHigh, later.YHigh),
        FirstX,
        later.LastX,
        IsSorted && later.IsSorted && LastX <= later.FirstX);
}

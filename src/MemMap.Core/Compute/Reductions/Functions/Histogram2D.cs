namespace MemMap.Compute;

/// <summary>Counts pairs of elements in a table of bins, in one pass over blocks.</summary>
internal static unsafe class Histogram2D
{
    /// <summary>The largest number of bins. Each takes a counter per thread.</summary>
    private const long MaxBins = 1 << 28;

    /// <summary>The counts, or the sums of weights, in float64: an axis for the bins of each array.</summary>
    /// <param name="x">The first elements.</param>
    /// <param name="y">The second ones, of the same shape.</param>
    /// <param name="bins">The bins of the two.</param>
    /// <param name="weights">A weight for each pair; null for 1.</param>
    internal static ArrayRef Run(ArrayRef x, ArrayRef y, (HistogramBins X, HistogramBins Y) bins, ArrayRef? weights)
    {
        if (!x.Layout.Shape.SequenceEqual(y.Layout.Shape))
        {
            throw Error.HistogramShapes("the second elements", y.Layout.Shape, x.Layout.Shape);
        }
        long rows = bins.X.Edges.Length - 1, columns = bins.Y.Edges.Length - 1, size = rows * columns;
        if (size > MaxBins)
        {
            throw Error.BinCount(size, MaxBins);
        }
        ArrayRef counts = weights is { } given
            ? WeightedHistogram.Run([x, y], given, size, values => Place(values[0], values[1])) : ArrayLiteral.Create(Count(), null);
        return counts.AsType(DType.Float64).Reshape([rows, columns]);

        long Place(double first, double second)
            => bins.X.BinOf(first) is >= 0 and var row && bins.Y.BinOf(second) is >= 0 and var column ? (row * columns) + column : -1;

        long[] Count()
        {
            using var tables = new ThreadLocal<long[]>(() => new long[size], trackAllValues: true);
            using var leases = new LeaseSet();
            BlockLoop.Run(
                BlockLoop.Normalize(
                    [leases.Input(x, Histogram.BlockType(x)), leases.Input(y, Histogram.BlockType(y))], mayReorder: true),
                (blocks, items, _) =>
                {
                    long[] table = tables.Value!;
                    for (int i = 0; i < items; i++)
                    {
                        long place = Place(((double*)blocks[0])[i], ((double*)blocks[1])[i]);
                        if (place >= 0)
                        {
                            table[place]++;
                        }
                    }
                },
                leases.Verify);
            return Histogram.Added(tables.Values, size);
        }
    }
}

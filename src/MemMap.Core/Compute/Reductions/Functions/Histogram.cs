namespace MemMap.Compute;

/// <summary>Counts the elements in each bin, in one pass over blocks.</summary>
internal static unsafe class Histogram
{
    /// <summary>The largest number of bins. Each takes a counter per thread.</summary>
    private const long MaxBins = 1 << 28;

    /// <summary>Counts in bins of equal width over a range. A null range is that of the elements.</summary>
    internal static HistogramCounts Run(ArrayRef array, long bins, double[]? range) => Count(array, BinsOf(array, bins, range));

    /// <summary>Counts in bins between the given edges.</summary>
    internal static HistogramCounts Run(ArrayRef array, double[] edges) => Count(array, BinsOf(edges));

    /// <summary>Bins of equal width over a range. A null range is that of the elements.</summary>
    internal static HistogramBins BinsOf(ArrayRef array, long bins, double[]? range)
    {
        _ = BlockType(array);
        Require(bins, range);
        (double low, double high) = range is null ? RangeOf(array) : (range[0], range[1]);
        double[] edges = Edges(array.DType, low, high, bins);
        (double first, double last) = (edges[0], edges[^1]);
        double scale = bins / (last - first);
        // The range may be wider than a float64, or so narrow that its inverse is.
        return scale == 0 || !double.IsNormal(scale) ? new(edges, value => BinOf(edges, value)) : new(edges, value =>
        {
            if (!(value >= first && value <= last))
            {
                return -1;
            }
            // The product is off by rounding, and the edges are rounded to the array's dtype: they decide.
            long bin = Math.Min((long)((value - first) * scale), bins - 1);
            while (value < edges[bin])
            {
                bin--;
            }
            while (bin < bins - 1 && value >= edges[bin + 1])
            {
                bin++;
            }
            return bin;
        });
    }

    /// <summary>Throws if the number of bins or the range is not valid.</summary>
    internal static void Require(long bins, IReadOnlyList<double>? range)
    {
        if (bins < 1)
        {
            throw Error.NoBins(bins);
        }
        if (bins > MaxBins)
        {
            throw Error.BinCount(bins, MaxBins);
        }
        if (range is not null)
        {
            _ = range.Count == 2 ? Checked("supplied", range[0], range[1]) : throw Error.RangeLength(range.Count);
        }
    }

    /// <summary>Bins between the given edges.</summary>
    internal static HistogramBins BinsOf(double[] edges)
    {
        for (int i = 1; i < edges.Length; i++)
        {
            if (!(edges[i - 1] <= edges[i]))
            {
                throw Error.BinsDecrease();
            }
        }
        if (edges.Length < 2)
        {
            throw Error.BinsDecrease();
        }
        double[] copy = [.. edges];
        return new(copy, value => BinOf(copy, value));
    }

    /// <summary>Counts the elements in each bin.</summary>
    internal static HistogramCounts Count(ArrayRef array, HistogramBins bins)
    {
        DType block = BlockType(array);
        int count = bins.Edges.Length - 1;
        using var tables = new ThreadLocal<long[]>(() => new long[count], trackAllValues: true);
        using (var leases = new LeaseSet())
        {
            var operand = leases.Input(array, block);
            BlockLoop.Run(
                [operand],
                (blocks, items) =>
                {
                    long[] table = tables.Value!;
                    foreach (double value in new ReadOnlySpan<double>(blocks[0], items))
                    {
                        long bin = bins.BinOf(value);
                        if (bin >= 0)
                        {
                            table[bin]++;
                        }
                    }
                },
                leases.Verify);
        }
        return new(Added(tables.Values, count), bins.Edges);
    }

    /// <summary>The sums of tables of counts.</summary>
    internal static long[] Added(IEnumerable<long[]> tables, long count)
    {
        var counts = new long[count];
        foreach (long[] table in tables)
        {
            for (int i = 0; i < counts.Length; i++)
            {
                counts[i] += table[i];
            }
        }
        return counts;
    }

    private static long BinOf(double[] edges, double value)
    {
        if (!(value >= edges[0] && value <= edges[^1]))
        {
            return -1;
        }
        // Find the last edge that is not above the value. Elements equal to the last edge belong to the last bin.
        int low = 0, high = edges.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = edges[middle] <= value ? (middle, high) : (low, middle);
        }
        return low;
    }

    /// <summary>
    /// The edges of bins of equal width. As in numpy, the ends and edges are rounded to the array's dtype if it is a float dtype, as a
    /// number beside an array is: an element that was written as the upper end is in the last bin. Where that leaves a bin without
    /// width, the edges stay as they are in float64.
    /// </summary>
    private static double[] Edges(DType dtype, double low, double high, long bins)
    {
        if (low == high)
        {
            // As wide as numpy's, or as it takes to tell the edges apart.
            double room = Math.Max(0.5, (Math.BitIncrement(Math.Abs(low)) - Math.Abs(low)) * bins);
            (low, high) = (Math.Max(low - room, -double.MaxValue), Math.Min(high + room, double.MaxValue));
        }
        double[] edges = Spaced(low, high, bins);
        if (dtype.IsFloating && dtype.ItemSize < sizeof(double))
        {
            ArrayRef narrow = ArrayLiteral.Create(edges, null).AsType(dtype.AsNative());
            var rounded = (double[])narrow.AsType(DType.Float64).ToArray();
            edges = Ascend(rounded) ? rounded : edges;
        }
        return Ascend(edges) ? edges : throw Error.TooManyBins(bins, low, high);
    }

    private static double[] Spaced(double low, double high, long bins)
    {
        var edges = new double[bins + 1];
        double width = high - low, step = width / bins;
        for (long i = 0; i < bins; i++)
        {
            double part = i / (double)bins;
            edges[i] = double.IsInfinity(width) ? (low * (1 - part)) + (high * part)
                : double.IsNormal(step) ? low + (i * step)
                : low + (part * width);
        }
        edges[bins] = high;
        return edges;
    }

    private static bool Ascend(double[] edges)
    {
        for (int i = 1; i < edges.Length; i++)
        {
            if (!(edges[i - 1] < edges[i]))
            {
                return false;
            }
        }
        return double.IsFinite(edges[0]) && double.IsFinite(edges[^1]);
    }

    /// <summary>The smallest and the largest element; 0 and 1 for none.</summary>
    internal static (double Low, double High) RangeOf(ArrayRef array)
    {
        if (array.Size == 0)
        {
            return (0, 1);
        }
        ArrayRef low = Reductions.Run(Operations.Min, array, null, keepDims: true);
        ArrayRef high = Reductions.Run(Operations.Max, array, null, keepDims: true);
        return Checked("autodetected", First(low), First(high));
    }

    private static double First(ArrayRef array) => (double)array.AsType(DType.Float64).Item()!;

    private static (double Low, double High) Checked(string origin, double low, double high)
    {
        if (low > high)
        {
            throw Error.HistogramRange(low, high);
        }
        return double.IsFinite(low) && double.IsFinite(high) ? (low, high) : throw Error.HistogramNotFinite(origin, low, high);
    }

    /// <summary>The dtype that elements are counted in; an error if they are not real numbers.</summary>
    internal static DType BlockType(ArrayRef array)
        => array.DType.IsNumeric && !array.DType.IsComplex ? DType.Float64 : throw Error.NoLoop("histogram", array.DType);
}

/// <summary>The counts of a histogram.</summary>
/// <param name="Counts">The number of elements in each bin.</param>
/// <param name="Edges">The edges of the bins, one more than there are bins.</param>
internal readonly record struct HistogramCounts(long[] Counts, double[] Edges);

/// <summary>The bins of a histogram.</summary>
/// <param name="Edges">The edges of the bins, one more than there are bins.</param>
/// <param name="BinOf">The bin of a value; -1 for a value in none.</param>
internal readonly record struct HistogramBins(double[] Edges, Func<double, long> BinOf);

using System.Collections.Frozen;

namespace MemMap.Compute;

/// <summary>numpy's rules for the number of bins: each estimates their width from the elements.</summary>
internal static class BinRule
{
    private static readonly FrozenDictionary<string, Func<Sample, double>> Rules = new Dictionary<string, Func<Sample, double>>
    {
        ["auto"] = static sample => FreedmanDiaconis(sample) is not 0 and var width ? Math.Min(width, Sturges(sample)) : Sturges(sample),
        ["doane"] = Doane,
        ["fd"] = FreedmanDiaconis,
        ["rice"] = static sample => sample.Range / (2 * Math.Pow(sample.Size, 1.0 / 3)),
        ["scott"] = static sample => Math.Pow(24 * Math.Sqrt(Math.PI) / sample.Size, 1.0 / 3) * sample.Deviation,
        ["sqrt"] = static sample => sample.Range / Math.Sqrt(sample.Size),
        ["stone"] = Stone,
        ["sturges"] = Sturges,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The number of bins for the elements within a range; a null range is that of the elements.</summary>
    /// <exception cref="ArgumentException">There is no such rule; the message lists those that exist.</exception>
    internal static long Bins(string rule, ArrayRef array, double[]? range)
    {
        if (!Rules.TryGetValue(rule, out Func<Sample, double>? widthOf))
        {
            throw Error.UnknownBinRule(rule, Rules.Keys.Order(StringComparer.Ordinal));
        }
        (double low, double high) = range is null ? Histogram.RangeOf(array) : (range[0], range[1]);
        array = range is null ? array : Within(array, low, high);
        if (array.Size == 0)
        {
            return 1;
        }
        double width = widthOf(new(array, low, high));
        // As in numpy 2, bins of integers hold at least one.
        width = array.DType.IsInteger && width > 0 ? Math.Max(1, width) : width;
        // A range without width gets one of 1.
        return width > 0 ? (long)Math.Clamp(Math.Ceiling((high > low ? high - low : 1) / width), 1, long.MaxValue >> 1) : 1;
    }

    private static ArrayRef Within(ArrayRef array, double low, double high)
    {
        ArrayRef lazy = array with { IsLazy = true };
        return new MaskSelection(Elementwise.Binary(
            Operations.LogicalAnd, Elementwise.Binary(Operations.GreaterEqual, lazy, (object)low),
            Elementwise.Binary(Operations.LessEqual, lazy, (object)high))).Take(array);
    }

    private static double Sturges(Sample sample) => sample.Range / (Math.Log2(sample.Size) + 1);

    private static double FreedmanDiaconis(Sample sample) => 2 * sample.Quartiles * Math.Pow(sample.Size, -1.0 / 3);

    private static double Doane(Sample sample)
    {
        double n = sample.Size;
        if (n <= 2 || !(sample.Deviation > 0))
        {
            return 0;
        }
        double spread = Math.Sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
        return sample.Range / (1 + Math.Log2(n) + Math.Log2(1 + (Math.Abs(sample.Skewness()) / spread)));
    }

    private static double Stone(Sample sample)
    {
        double n = sample.Size;
        if (n <= 1 || sample.Range == 0)
        {
            return 0;
        }
        long most = Math.Max(100, (long)Math.Sqrt(n));
        (long best, double least) = (1, double.PositiveInfinity);
        for (long bins = 1; bins <= most; bins++)
        {
            double width = sample.Range / bins, squares = 0;
            foreach (long count in Histogram.Run(sample.Array, bins, [sample.Low, sample.High]).Counts)
            {
                squares += count / n * (count / n);
            }
            double error = (2 - ((n + 1) * squares)) / width;
            (best, least) = error < least ? (bins, error) : (best, least);
        }
        return sample.Range / best;
    }

    /// <summary>What rules ask of the elements, each computed in float64 when it is asked.</summary>
    private sealed class Sample(ArrayRef array, double low, double high)
    {
        internal ArrayRef Array => array;

        internal double Low => low;

        internal double High => high;

        internal double Size => array.Size;

        /// <summary>The distance from the smallest to the largest element.</summary>
        internal double Range { get; } = Extent(array);

        internal double Deviation => field = field == 0 ? Of(Operations.Std(0), array) : field;

        /// <summary>The distance between the quartiles.</summary>
        internal double Quartiles
        {
            get
            {
                ArrayRef found = Quantile.Run(array, [0.75, 0.25], null, keepDims: false, ignoreNaN: false, null);
                return (double)found.At([0]).Item()! - (double)found.At([1]).Item()!;
            }
        }

        internal double Skewness()
        {
            ArrayRef distance = Elementwise.Binary(
                Operations.Subtract, (array with { IsLazy = true }).Cast(DType.Float64), (object)Of(Operations.Mean, array));
            distance = Elementwise.Binary(Operations.Divide, distance, (object)Deviation);
            return Of(Operations.Mean, Elementwise.Binary(Operations.Power, distance, (object)3.0));
        }

        private static double Extent(ArrayRef array)
        {
            (double low, double high) = Histogram.RangeOf(array);
            return high - low;
        }

        private static double Of(Reduction reduction, ArrayRef array)
            => (double)Reductions.Run(reduction, array, null, keepDims: false).AsType(DType.Float64).Item()!;
    }
}

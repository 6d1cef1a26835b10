using System.Collections;
using MemMap.Compute;

namespace MemMap;

// Histograms with options, and of two dimensions.
public partial class NDArray
{
    /// <summary>The number of elements between edges, with options: a rule for the number of bins, weights, a density.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The counts and edges. The counts are int64, sums of weights in their dtype, densities float64.</returns>
    /// <exception cref="ArgumentException">Edges decrease, ends are exchanged or not finite, there is no such rule, or weights have another
    /// shape.</exception>
    /// <exception cref="NotSupportedException">The elements or weights are not real numbers.</exception>
    public HistogramResult Histogram(HistogramOptions options)
    {
        if (options.Weights is not null && HostObjects.Unwrap(options.Bins) is string)
        {
            throw Error.BinsOfWeights();
        }
        HistogramBins bins = BinsFrom(HostObjects.Unwrap(options.Bins), HostObjects.Unwrap(options.Range));
        ArrayRef counts = options.Weights is { } weights ? WeightedHistogram.Run(_ref, weights._ref, bins)
            : ArrayLiteral.Create(MemMap.Compute.Histogram.Count(_ref, bins).Counts, null);
        return new(new(options.Density ? WeightedHistogram.Density(counts, bins.Edges) : counts), Array(bins.Edges));
    }

    /// <summary>The number of pairs of elements in a table of so many bins for each array.</summary>
    /// <param name="other">The second elements, of this shape.</param>
    /// <param name="bins">The number of bins along each axis.</param>
    /// <inheritdoc cref="Histogram2D(NDArray, HistogramOptions)"/>
    public Histogram2DResult Histogram2D(NDArray other, long bins) => Histogram2D(other, new HistogramOptions { Bins = bins });

    /// <summary>The number of pairs of elements in a table of bins; numpy's <c>histogram2d</c>.</summary>
    /// <param name="other">The second elements, of this shape.</param>
    /// <param name="options">The options. One number of bins, or one list of edges that isn't of length 2, is for both arrays.</param>
    /// <returns>The counts in float64, with an axis for the bins of this array and one for those of the other, and the edges.</returns>
    /// <exception cref="ArgumentException">The shapes differ, edges decrease, ends are exchanged or not finite, or there is no such
    /// rule.</exception>
    /// <exception cref="NotSupportedException">The elements or weights are not real numbers.</exception>
    public Histogram2DResult Histogram2D(NDArray other, HistogramOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(other);
        (object? forX, object? forY) = Both(options.Bins, "Bins");
        (object? rangeX, object? rangeY) = options.Range is null ? (null, null) : Both(options.Range, "Range");
        HistogramBins x = BinsFrom(forX, rangeX), y = other.BinsFrom(forY, rangeY);
        ArrayRef counts = MemMap.Compute.Histogram2D.Run(_ref, other._ref, (x, y), options.Weights?._ref);
        return new(new(options.Density ? WeightedHistogram.Density(counts, x.Edges, y.Edges) : counts), Array(x.Edges), Array(y.Edges));
    }

    private HistogramBins BinsFrom(object? bins, object? range)
    {
        double[]? ends = range is null ? null : NumbersOf(range);
        if (ArrayLiteral.IsList(bins))
        {
            return MemMap.Compute.Histogram.BinsOf(NumbersOf(bins!));
        }
        if (bins is string rule)
        {
            MemMap.Compute.Histogram.Require(1, ends);
            _ = MemMap.Compute.Histogram.BlockType(_ref);
            return MemMap.Compute.Histogram.BinsOf(_ref, BinRule.Bins(rule, _ref, ends), ends);
        }
        return MemMap.Compute.Histogram.BinsOf(_ref, bins is null ? 10 : (long)ArrayLiteral.Create(bins, DType.Int64).Item()!, ends);
    }

    /// <summary>An option for each of two arrays: a list of two, or one for both.</summary>
    private static (object? X, object? Y) Both(object? option, string name)
    {
        option = HostObjects.Unwrap(option);
        if (!ArrayLiteral.IsList(option))
        {
            return name == "Range" ? throw Error.TableOptions(name) : (option, option);
        }
        object?[] items = option is NDArray array ? [.. Enumerable.Range(0, (int)array.Shape[0]).Select(i => array.GetItem([i]))]
            : [.. ((IEnumerable)option!).Cast<object?>().Select(HostObjects.Unwrap.Invoke)];
        return items.Length == 2 ? (items[0], items[1]) : name == "Range" ? throw Error.TableOptions(name) : (option, option);
    }

    private static double[] NumbersOf(object list) => (double[])ArrayLiteral.Create(list, null).AsType(DType.Float64).Ravel().ToArray();
}

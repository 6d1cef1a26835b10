using MemMap.Compute;

namespace MemMap;

/// <summary>The number of elements between edges: the result of <see cref="NDArray.Histogram(long, double[])"/>.</summary>
/// <param name="Counts">The number of elements in each bin, as int64. A bin includes its lower edge; the last bin also includes its upper
/// edge.</param>
/// <param name="Edges">The edges, one more than the number of bins, as float64. Those of equal bins are rounded to the array's dtype if it
/// is a float dtype.</param>
public sealed record HistogramResult(NDArray Counts, NDArray Edges)
{
    internal static HistogramResult Of(HistogramCounts histogram) => new(NDArray.Array(histogram.Counts), NDArray.Array(histogram.Edges));
}

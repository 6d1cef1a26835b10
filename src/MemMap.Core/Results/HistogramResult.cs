using MemMap.Compute;

namespace MemMap;

/// <summary>How many elements fall between edges: what <see cref="NDArray.Histogram(long, double[])"/> gives.</summary>
/// <param name="Counts">The number of elements in each bin, as int64: from its edge to before the next one; the last bin has its
/// upper edge too.</param>
/// <param name="Edges">The edges, one more than there are bins.</param>
public sealed record HistogramResult(NDArray Counts, NDArray Edges)
{
    internal static HistogramResult Of(HistogramCounts histogram) => new(NDArray.Array(histogram.Counts), new NDArray(histogram.Edges));
}

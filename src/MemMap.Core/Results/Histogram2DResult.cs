namespace MemMap;

/// <summary>The number of pairs of elements between edges: the result of an array's <c>Histogram2D</c>.</summary>
/// <param name="Counts">The number of pairs, the sum of their weights or the density, in float64: an axis for the bins of the first
/// elements and one for those of the second. A bin includes its lower edges; the last ones also include their upper edges.</param>
/// <param name="XEdges">The edges of the first elements, one more than the number of bins, as float64.</param>
/// <param name="YEdges">The edges of the second elements.</param>
public sealed record Histogram2DResult(NDArray Counts, NDArray XEdges, NDArray YEdges);

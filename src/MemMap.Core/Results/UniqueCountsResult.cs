using MemMap.Compute;

namespace MemMap;

/// <summary>The distinct elements of an array and how often each occurs: what <see cref="NDArray.UniqueCounts"/> gives.</summary>
/// <param name="Values">The distinct elements, sorted; one dimension.</param>
/// <param name="Counts">For each of them, how often it occurs, as int64.</param>
public sealed record UniqueCountsResult(NDArray Values, NDArray Counts)
{
    internal static UniqueCountsResult Of(DistinctCounts found) => new(new NDArray(found.Values), NDArray.Array(found.Counts));
}

using MemMap.Compute;

namespace MemMap;

/// <summary>The distinct elements of an array and their counts: the result of <see cref="NDArray.UniqueCounts()"/>.</summary>
/// <param name="Values">The distinct elements, sorted; one dimension.</param>
/// <param name="Counts">The count of each distinct element, as int64.</param>
public sealed record UniqueCountsResult(NDArray Values, NDArray Counts)
{
    internal static UniqueCountsResult Of(DistinctCounts found) => new(new NDArray(found.Values), NDArray.Array(found.Counts));
}

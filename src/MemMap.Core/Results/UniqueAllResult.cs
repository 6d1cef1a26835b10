using MemMap.Compute;

namespace MemMap;

/// <summary>
/// The distinct elements of an array, and where and how often each occurs: the result of <see cref="NDArray.UniqueAll()"/>, as of numpy 2's
/// <c>unique_all</c>.
/// </summary>
/// <param name="Values">The distinct elements, sorted.</param>
/// <param name="Indices">The position of the first occurrence of each, in C order, as int64.</param>
/// <param name="InverseIndices">For each element of the array, its number among the distinct ones, as int64:
/// <c>Values.Take(InverseIndices)</c> is the array.</param>
/// <param name="Counts">How often each occurs, as int64.</param>
public sealed record UniqueAllResult(NDArray Values, NDArray Indices, NDArray InverseIndices, NDArray Counts)
{
    internal static UniqueAllResult Of(DistinctPositions found)
        => new(new NDArray(found.Values), new NDArray(found.Indices), new NDArray(found.Inverse), new NDArray(found.Counts));
}

namespace MemMap;

// Numbers in bins.
public partial class NDArray
{
    /// <summary>The number of the bin that each element is in: 0 before the first edge, the number of edges behind the last one.</summary>
    /// <param name="bins">The edges, a list or an array of one dimension, ascending or descending.</param>
    /// <param name="right">Whether an element on an edge belongs to the bin that ends there, and not to the one that begins.</param>
    /// <returns>A new int64 array of this shape, or a lazy one of a lazy array. NaN comes after all edges.</returns>
    /// <exception cref="ArgumentException">The edges don't ascend or descend.</exception>
    /// <exception cref="NotSupportedException">Elements or edges are complex, or records.</exception>
    public NDArray Digitize(object bins, bool right = false) => new(MemMap.Compute.Digitize.Run(_ref, Array(bins)._ref, right));

    /// <summary>How often each of the integers 0, 1, 2 ... occurs.</summary>
    /// <param name="weights">A number for each element, of which then the sum is given for each integer; null to count.</param>
    /// <param name="minLength">The length that the result has at least.</param>
    /// <returns>A new array of one dimension, as long as the largest element plus 1: int64, or float64 with weights.</returns>
    /// <exception cref="ArgumentException">The array is not of one dimension, an element is negative, or there are not as many
    /// weights.</exception>
    /// <exception cref="InvalidCastException">The elements are no integers that int64 holds, or the weights no real numbers.</exception>
    public NDArray BinCount(object? weights = null, long minLength = 0)
        => new(MemMap.Compute.BinCount.Run(_ref, weights is null ? null : Array(weights)._ref, minLength));
}

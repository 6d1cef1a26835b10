using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap;

// Distinct elements and where they are; arrays as sets.
public partial class NDArray
{
    /// <summary>
    /// The distinct elements, the position of the first occurrence of each, the number of each element among them, and how often each
    /// occurs: numpy's <c>unique</c> with all that it can return.
    /// </summary>
    /// <returns>Values, Indices, InverseIndices (of this shape) and Counts. All NaN count as one.</returns>
    /// <exception cref="InsufficientMemoryException">A copy of the array, and 24 bytes for each element, don't fit in memory.</exception>
    public UniqueAllResult UniqueAll() => UniqueAllResult.Of(DistinctPositions.Of(_ref));

    /// <summary>The distinct parts of the array at the indices of an axis, such as rows for axis 0, and where they are.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>
    /// Values, sorted by their elements in C order, and for the indices of the axis Indices, InverseIndices (of one dimension) and Counts.
    /// Parts are equal if all elements are; NaN equals NaN there.
    /// </returns>
    /// <exception cref="ArgumentException">The axis is out of bounds.</exception>
    /// <exception cref="InsufficientMemoryException">A copy of the array doesn't fit in memory.</exception>
    public UniqueAllResult UniqueAll(int axis)
        => UniqueAllResult.Of(DistinctPositions.Of(_ref, Layout.NormalizeAxis(axis, NDim)));

    /// <summary>The distinct parts of the array at the indices of an axis, sorted: distinct rows for axis 0.</summary>
    /// <inheritdoc cref="UniqueAll(int)"/>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A new array, which is shorter along the axis.</returns>
    public NDArray Unique(int axis) => UniqueAll(axis).Values;

    /// <summary>The distinct parts of the array at the indices of an axis, and how often each occurs.</summary>
    /// <inheritdoc cref="UniqueAll(int)"/>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>Values and Counts.</returns>
    public UniqueCountsResult UniqueCounts(int axis)
    {
        UniqueAllResult all = UniqueAll(axis);
        return new(all.Values, all.Counts);
    }

    /// <summary>Whether each element is one of others: numpy's <c>isin</c>.</summary>
    /// <param name="testElements">The others: an array, a list or one value.</param>
    /// <param name="invert">Whether to tell instead which elements are none of them.</param>
    /// <returns>A new bool array of this shape, or a lazy one of a lazy array. NaN and NaT are none of them.</returns>
    /// <exception cref="InvalidCastException">The two have no common dtype.</exception>
    public NDArray IsIn(object testElements, bool invert = false) => new(Sets.IsIn(_ref, Array(testElements)._ref, invert));

    /// <summary>The distinct elements that both arrays have.</summary>
    /// <param name="other">The other array, or a list.</param>
    /// <returns>A new array of one dimension, sorted, in the dtype that holds both.</returns>
    /// <exception cref="InvalidCastException">The two have no common dtype.</exception>
    public NDArray Intersect1d(object other) => new(Sets.Intersect(_ref, Array(other)._ref));

    /// <summary>The distinct elements of both arrays.</summary>
    /// <inheritdoc cref="Intersect1d"/>
    public NDArray Union1d(object other) => new(Sets.Union(_ref, Array(other)._ref));

    /// <summary>The distinct elements of this array that the other one hasn't.</summary>
    /// <inheritdoc cref="Intersect1d"/>
    /// <returns>A new array of one dimension, sorted, in the dtype of this one.</returns>
    public NDArray SetDiff1d(object other) => new(Sets.Difference(_ref, Array(other)._ref));

    /// <summary>The distinct elements that one of the two arrays has, and the other one hasn't.</summary>
    /// <inheritdoc cref="Intersect1d"/>
    public NDArray SetXor1d(object other) => new(Sets.SymmetricDifference(_ref, Array(other)._ref));
}

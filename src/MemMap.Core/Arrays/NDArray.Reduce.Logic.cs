using MemMap.Compute;

namespace MemMap;

// Logical reductions, counts, and cumulative sums and products.
public partial class NDArray
{
    /// <summary>Whether any element is true (nonzero); false for no elements.</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <returns>A bool; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    public object? Any(int[]? axis = null, bool keepDims = false) => Reduce(Operations.Any, axis, keepDims);

    /// <inheritdoc cref="Any(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? Any(int axis, bool keepDims = false) => Reduce(Operations.Any, [axis], keepDims);

    /// <summary>Whether all elements are true (nonzero); true for no elements.</summary>
    /// <inheritdoc cref="Any(int[], bool)"/>
    public object? All(int[]? axis = null, bool keepDims = false) => Reduce(Operations.All, axis, keepDims);

    /// <inheritdoc cref="All(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? All(int axis, bool keepDims = false) => Reduce(Operations.All, [axis], keepDims);

    /// <summary>The number of nonzero elements; for strings, of nonempty ones.</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <returns>An int64; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    public object? CountNonZero(int[]? axis = null, bool keepDims = false) => Reduce(Operations.CountNonZero, axis, keepDims);

    /// <inheritdoc cref="CountNonZero(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? CountNonZero(int axis, bool keepDims = false) => Reduce(Operations.CountNonZero, [axis], keepDims);

    /// <summary>
    /// The number of elements that compare so with those of another array: the <see cref="CountNonZero(int[], bool)"/> of the comparison,
    /// in one pass and without an array of bools.
    /// </summary>
    /// <param name="relation">How they are to compare: Lt, Le, Eq, Ne, Ge or Gt, by the rules of <see cref="Lt(object)"/> and its
    /// kin.</param>
    /// <param name="other">An array, a number or a list; it broadcasts with this array.</param>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The comparison isn't defined for the two dtypes.</exception>
    public long CountWhere(Relation relation, object other) => Elementwise.Count(Operations.Of(relation), _ref, other);

    /// <summary>
    /// Cumulative sums along an axis: element i is the sum of elements 0 .. i. The types are those of <see cref="Sum(int[], bool)"/>.
    /// </summary>
    /// <param name="axis">The axis to go along, negative counted from the end; null for the array as one line in C order.</param>
    /// <returns>A new array of this shape; of one dimension without an axis.</returns>
    /// <exception cref="NotSupportedException">The elements are strings, dates or records.</exception>
    public NDArray CumSum(int? axis = null) => new(Scanner.Run(Operations.CumSum, _ref, axis));

    /// <summary>
    /// Cumulative products along an axis: element i is the product of elements 0 .. i. The types are those of
    /// <see cref="Sum(int[], bool)"/>.
    /// </summary>
    /// <inheritdoc cref="CumSum(int?)"/>
    public NDArray CumProd(int? axis = null) => new(Scanner.Run(Operations.CumProd, _ref, axis));
}

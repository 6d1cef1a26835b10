using MemMap.Compute;

namespace MemMap;

// Logical reductions, counts, and cumulative sums and products.
public partial class NDArray
{
    /// <summary>Whether any element is true (nonzero); false for no elements.</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>A bool; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    public object? Any(int[]? axis = null, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.Any, axis, keepDims, @out);

    /// <inheritdoc cref="Any(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Any(int axis, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.Any, [axis], keepDims, @out);

    /// <summary>Whether all elements are true (nonzero); true for no elements.</summary>
    /// <inheritdoc cref="Any(int[], bool, NDArray)"/>
    public object? All(int[]? axis = null, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.All, axis, keepDims, @out);

    /// <inheritdoc cref="All(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? All(int axis, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.All, [axis], keepDims, @out);

    /// <summary>The number of nonzero elements; for strings, of nonempty ones.</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>An int64; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    public object? CountNonZero(int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.CountNonZero, axis, keepDims, @out);

    /// <inheritdoc cref="CountNonZero(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? CountNonZero(int axis, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.CountNonZero, [axis], keepDims, @out);

    /// <summary>
    /// The number of elements that compare so with those of another array: the <see cref="CountNonZero(int[], bool, NDArray)"/> of the
    /// comparison, in one pass and without an array of bools.
    /// </summary>
    /// <param name="relation">How they are to compare: Lt, Le, Eq, Ne, Ge or Gt, by the rules of <see cref="Lt(object, NDArray)"/> and its
    /// kin.</param>
    /// <param name="other">An array, a number or a list; it broadcasts with this array.</param>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The comparison isn't defined for the two dtypes.</exception>
    public long CountWhere(Relation relation, object other) => Elementwise.Count(Operations.Of(relation), _ref, other);

    /// <summary>
    /// Cumulative sums along an axis: element i is the sum of elements 0 .. i. The types are those of
    /// <see cref="Sum(int[], bool, NDArray)"/>.
    /// </summary>
    /// <param name="axis">The axis to go along, negative counted from the end; null for the array as one line in C order.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>A new array of this shape; of one dimension without an axis.</returns>
    /// <exception cref="NotSupportedException">The elements are strings, dates or records.</exception>
    public NDArray CumSum(int? axis = null, NDArray? @out = null) => Running(Operations.CumSum, axis, @out);

    /// <summary>
    /// Cumulative products along an axis: element i is the product of elements 0 .. i. The types are those of
    /// <see cref="Sum(int[], bool, NDArray)"/>.
    /// </summary>
    /// <inheritdoc cref="CumSum(int?, NDArray)"/>
    public NDArray CumProd(int? axis = null, NDArray? @out = null) => Running(Operations.CumProd, axis, @out);

    private NDArray Running(Scan scan, int? axis, NDArray? @out) => Running(Scanner.Run(scan, _ref, axis, @out?._ref), @out);
}

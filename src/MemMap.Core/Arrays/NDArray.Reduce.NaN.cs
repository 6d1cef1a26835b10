using MemMap.Compute;

namespace MemMap;

// The reductions of all elements but NaN; the same as the plain ones where there can be none.
public partial class NDArray
{
    /// <summary><see cref="Sum(int[], bool, NDArray)"/> of the elements that are not NaN; 0 where all are.</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>A .NET number; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    public object? NanSum(int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.NanSum, axis, keepDims, @out);

    /// <inheritdoc cref="NanSum(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? NanSum(int axis, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.NanSum, [axis], keepDims, @out);

    /// <summary><see cref="Prod(int[], bool, NDArray)"/> of the elements that are not NaN; 1 where all are.</summary>
    /// <inheritdoc cref="NanSum(int[], bool, NDArray)"/>
    public object? NanProd(int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.NanProd, axis, keepDims, @out);

    /// <inheritdoc cref="NanProd(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? NanProd(int axis, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.NanProd, [axis], keepDims, @out);

    /// <summary><see cref="Mean(int[], bool, NDArray)"/> of the elements that are not NaN; NaN where all are, with a warning.</summary>
    /// <inheritdoc cref="NanSum(int[], bool, NDArray)"/>
    public object? NanMean(int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.NanMean, axis, keepDims, @out);

    /// <inheritdoc cref="NanMean(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? NanMean(int axis, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.NanMean, [axis], keepDims, @out);

    /// <summary><see cref="Std(int[], double, bool, NDArray)"/> of the elements that are not NaN.</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="ddof">The delta degrees of freedom: the divisor is the number of elements minus this.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>A .NET number; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    public object? NanStd(int[]? axis = null, double ddof = 0, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.NanStd(ddof), axis, keepDims, @out);

    /// <inheritdoc cref="NanStd(int[], double, bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="ddof">The delta degrees of freedom: the divisor is the number of elements minus this.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? NanStd(int axis, double ddof = 0, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.NanStd(ddof), [axis], keepDims, @out);

    /// <summary><see cref="Var(int[], double, bool, NDArray)"/> of the elements that are not NaN.</summary>
    /// <inheritdoc cref="NanStd(int[], double, bool, NDArray)"/>
    public object? NanVar(int[]? axis = null, double ddof = 0, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.NanVar(ddof), axis, keepDims, @out);

    /// <inheritdoc cref="NanVar(int[], double, bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="ddof">The delta degrees of freedom: the divisor is the number of elements minus this.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? NanVar(int axis, double ddof = 0, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.NanVar(ddof), [axis], keepDims, @out);

    /// <summary>
    /// <see cref="Min(int[], bool, NDArray)"/> of the elements that are not NaN (or NaT); NaN where all are, with a warning.
    /// </summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>An element; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public object? NanMin(int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.NanMin, axis, keepDims, @out);

    /// <inheritdoc cref="NanMin(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? NanMin(int axis, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.NanMin, [axis], keepDims, @out);

    /// <summary>
    /// <see cref="Max(int[], bool, NDArray)"/> of the elements that are not NaN (or NaT); NaN where all are, with a warning.
    /// </summary>
    /// <inheritdoc cref="NanMin(int[], bool, NDArray)"/>
    public object? NanMax(int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.NanMax, axis, keepDims, @out);

    /// <inheritdoc cref="NanMax(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? NanMax(int axis, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.NanMax, [axis], keepDims, @out);

    /// <summary><see cref="ArgMin"/> of the elements that are not NaN.</summary>
    /// <param name="axis">The axis to search along, negative counted from the end; null for the array as one line in C order.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>An int64; an array of them where an axis is left.</returns>
    /// <exception cref="InvalidOperationException">There are no elements, or all of a line are NaN.</exception>
    public object? NanArgMin(int? axis = null, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.NanArgMin, AxisList(axis), keepDims, @out);

    /// <summary><see cref="ArgMax"/> of the elements that are not NaN.</summary>
    /// <inheritdoc cref="NanArgMin(int?, bool, NDArray)"/>
    public object? NanArgMax(int? axis = null, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.NanArgMax, AxisList(axis), keepDims, @out);
}

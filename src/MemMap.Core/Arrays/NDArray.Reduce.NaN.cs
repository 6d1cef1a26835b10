using MemMap.Compute;

namespace MemMap;

// The reductions of all elements but NaN; the same as the plain ones where there can be none.
public partial class NDArray
{
    /// <summary><see cref="Sum(int[], bool)"/> of the elements that are not NaN; 0 where all are.</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <returns>A .NET number; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    public object? NanSum(int[]? axis = null, bool keepDims = false) => Reduce(Operations.NanSum, axis, keepDims);

    /// <inheritdoc cref="NanSum(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? NanSum(int axis, bool keepDims = false) => Reduce(Operations.NanSum, [axis], keepDims);

    /// <summary><see cref="Prod(int[], bool)"/> of the elements that are not NaN; 1 where all are.</summary>
    /// <inheritdoc cref="NanSum(int[], bool)"/>
    public object? NanProd(int[]? axis = null, bool keepDims = false) => Reduce(Operations.NanProd, axis, keepDims);

    /// <inheritdoc cref="NanProd(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? NanProd(int axis, bool keepDims = false) => Reduce(Operations.NanProd, [axis], keepDims);

    /// <summary><see cref="Mean(int[], bool)"/> of the elements that are not NaN; NaN where all are, with a warning.</summary>
    /// <inheritdoc cref="NanSum(int[], bool)"/>
    public object? NanMean(int[]? axis = null, bool keepDims = false) => Reduce(Operations.NanMean, axis, keepDims);

    /// <inheritdoc cref="NanMean(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? NanMean(int axis, bool keepDims = false) => Reduce(Operations.NanMean, [axis], keepDims);

    /// <summary><see cref="Std(int[], double, bool)"/> of the elements that are not NaN.</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="ddof">The delta degrees of freedom: the divisor is the number of elements minus this.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <returns>A .NET number; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    public object? NanStd(int[]? axis = null, double ddof = 0, bool keepDims = false) => Reduce(Operations.NanStd(ddof), axis, keepDims);

    /// <inheritdoc cref="NanStd(int[], double, bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="ddof">The delta degrees of freedom: the divisor is the number of elements minus this.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? NanStd(int axis, double ddof = 0, bool keepDims = false) => Reduce(Operations.NanStd(ddof), [axis], keepDims);

    /// <summary><see cref="Var(int[], double, bool)"/> of the elements that are not NaN.</summary>
    /// <inheritdoc cref="NanStd(int[], double, bool)"/>
    public object? NanVar(int[]? axis = null, double ddof = 0, bool keepDims = false) => Reduce(Operations.NanVar(ddof), axis, keepDims);

    /// <inheritdoc cref="NanVar(int[], double, bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="ddof">The delta degrees of freedom: the divisor is the number of elements minus this.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? NanVar(int axis, double ddof = 0, bool keepDims = false) => Reduce(Operations.NanVar(ddof), [axis], keepDims);

    /// <summary><see cref="Min(int[], bool)"/> of the elements that are not NaN (or NaT); NaN where all are, with a warning.</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <returns>An element; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public object? NanMin(int[]? axis = null, bool keepDims = false) => Reduce(Operations.NanMin, axis, keepDims);

    /// <inheritdoc cref="NanMin(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? NanMin(int axis, bool keepDims = false) => Reduce(Operations.NanMin, [axis], keepDims);

    /// <summary><see cref="Max(int[], bool)"/> of the elements that are not NaN (or NaT); NaN where all are, with a warning.</summary>
    /// <inheritdoc cref="NanMin(int[], bool)"/>
    public object? NanMax(int[]? axis = null, bool keepDims = false) => Reduce(Operations.NanMax, axis, keepDims);

    /// <inheritdoc cref="NanMax(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? NanMax(int axis, bool keepDims = false) => Reduce(Operations.NanMax, [axis], keepDims);

    /// <summary><see cref="ArgMin"/> of the elements that are not NaN.</summary>
    /// <param name="axis">The axis to search along, negative counted from the end; null for the array as one line in C order.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <returns>An int64; an array of them where an axis is left.</returns>
    /// <exception cref="InvalidOperationException">There are no elements, or all of a line are NaN.</exception>
    public object? NanArgMin(int? axis = null, bool keepDims = false) => Reduce(Operations.NanArgMin, AxisList(axis), keepDims);

    /// <summary><see cref="ArgMax"/> of the elements that are not NaN.</summary>
    /// <inheritdoc cref="NanArgMin(int?, bool)"/>
    public object? NanArgMax(int? axis = null, bool keepDims = false) => Reduce(Operations.NanArgMax, AxisList(axis), keepDims);
}

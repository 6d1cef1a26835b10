using MemMap.Compute;

namespace MemMap;

// Reductions take no axis (all of them), one, or a list; PowerShell picks the overload by what it is given: Sum(), Sum(0), Sum(@(0, 1)).
public partial class NDArray
{
    /// <summary>
    /// Sum of elements: bool and signed integers in int64, unsigned ones in uint64 (wrapping), others in their own type; 0 for
    /// none.
    /// </summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <returns>A .NET number; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    /// <exception cref="NotSupportedException">The elements are strings, dates or records.</exception>
    public object? Sum(int[]? axis = null, bool keepDims = false) => Reduce(Operations.Sum, axis, keepDims);

    /// <inheritdoc cref="Sum(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? Sum(int axis, bool keepDims = false) => Reduce(Operations.Sum, [axis], keepDims);

    /// <summary>Product of elements, with the result types of <see cref="Sum(int[], bool)"/>; 1 for none.</summary>
    /// <inheritdoc cref="Sum(int[], bool)"/>
    public object? Prod(int[]? axis = null, bool keepDims = false) => Reduce(Operations.Prod, axis, keepDims);

    /// <inheritdoc cref="Prod(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? Prod(int axis, bool keepDims = false) => Reduce(Operations.Prod, [axis], keepDims);

    /// <summary>Arithmetic mean: integers in float64, others in their own type; NaN for no elements, with a warning.</summary>
    /// <inheritdoc cref="Sum(int[], bool)"/>
    public object? Mean(int[]? axis = null, bool keepDims = false) => Reduce(Operations.Mean, axis, keepDims);

    /// <inheritdoc cref="Mean(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? Mean(int axis, bool keepDims = false) => Reduce(Operations.Mean, [axis], keepDims);

    /// <summary>Standard deviation, the square root of <see cref="Var(int[], double, bool)"/>.</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="ddof">The delta degrees of freedom: the divisor is the number of elements minus this.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <returns>A .NET number; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    /// <exception cref="NotSupportedException">The elements are strings, dates or records.</exception>
    public object? Std(int[]? axis = null, double ddof = 0, bool keepDims = false) => Reduce(Operations.Std(ddof), axis, keepDims);

    /// <inheritdoc cref="Std(int[], double, bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="ddof">The delta degrees of freedom: the divisor is the number of elements minus this.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? Std(int axis, double ddof = 0, bool keepDims = false) => Reduce(Operations.Std(ddof), [axis], keepDims);

    /// <summary>
    /// Variance, the mean squared distance from the mean: integers in float64, complex numbers in the type of their parts. Where
    /// <paramref name="ddof"/> leaves nothing to divide by it is infinite, or NaN if no element deviates, with a warning.
    /// </summary>
    /// <inheritdoc cref="Std(int[], double, bool)"/>
    public object? Var(int[]? axis = null, double ddof = 0, bool keepDims = false) => Reduce(Operations.Var(ddof), axis, keepDims);

    /// <inheritdoc cref="Var(int[], double, bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="ddof">The delta degrees of freedom: the divisor is the number of elements minus this.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? Var(int axis, double ddof = 0, bool keepDims = false) => Reduce(Operations.Var(ddof), [axis], keepDims);

    /// <summary>
    /// The smallest element; NaN (or NaT) if any element is. Complex numbers compare by the real, then the imaginary part.
    /// </summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <returns>An element; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public object? Min(int[]? axis = null, bool keepDims = false) => Reduce(Operations.Min, axis, keepDims);

    /// <inheritdoc cref="Min(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? Min(int axis, bool keepDims = false) => Reduce(Operations.Min, [axis], keepDims);

    /// <summary>
    /// The largest element; NaN (or NaT) if any element is. Complex numbers compare by the real, then the imaginary part.
    /// </summary>
    /// <inheritdoc cref="Min(int[], bool)"/>
    public object? Max(int[]? axis = null, bool keepDims = false) => Reduce(Operations.Max, axis, keepDims);

    /// <inheritdoc cref="Max(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? Max(int axis, bool keepDims = false) => Reduce(Operations.Max, [axis], keepDims);

    /// <summary>The distance from the smallest to the largest element, in the elements' type (integers wrap).</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <returns>A .NET value; an array of them where an axis is left.</returns>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public object? Ptp(int[]? axis = null, bool keepDims = false)
        => FaceOf(MemMap.Compute.Ptp.Run(_ref, axis, keepDims).ItemOrSelf());

    /// <inheritdoc cref="Ptp(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? Ptp(int axis, bool keepDims = false) => Ptp([axis], keepDims);

    /// <summary>Index of the first smallest element; of the first NaN (or NaT) where there is one.</summary>
    /// <param name="axis">The axis to search along, negative counted from the end; null for the array as one line in C order.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <returns>An int64; an array of them where an axis is left.</returns>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public object? ArgMin(int? axis = null, bool keepDims = false) => Reduce(Operations.ArgMin, AxisList(axis), keepDims);

    /// <summary>Index of the first largest element; of the first NaN (or NaT) where there is one.</summary>
    /// <inheritdoc cref="ArgMin(int?, bool)"/>
    public object? ArgMax(int? axis = null, bool keepDims = false) => Reduce(Operations.ArgMax, AxisList(axis), keepDims);

    private object? Reduce(Reduction reduction, int[]? axes, bool keepDims)
        => FaceOf(Reductions.Run(reduction, _ref, axes, keepDims).ItemOrSelf());

    private static int[]? AxisList(int? axis) => axis is { } one ? [one] : null;
}

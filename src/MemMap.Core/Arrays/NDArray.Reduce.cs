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
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>A .NET number; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    /// <exception cref="NotSupportedException">The elements are strings, dates or records.</exception>
    public object? Sum(int[]? axis = null, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.Sum, axis, keepDims, @out);

    /// <inheritdoc cref="Sum(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Sum(int axis, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.Sum, [axis], keepDims, @out);

    /// <summary>Product of elements, with the result types of <see cref="Sum(int[], bool, NDArray)"/>; 1 for none.</summary>
    /// <inheritdoc cref="Sum(int[], bool, NDArray)"/>
    public object? Prod(int[]? axis = null, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.Prod, axis, keepDims, @out);

    /// <inheritdoc cref="Prod(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Prod(int axis, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.Prod, [axis], keepDims, @out);

    /// <summary>Arithmetic mean: integers in float64, others in their own type; NaN for no elements, with a warning.</summary>
    /// <inheritdoc cref="Sum(int[], bool, NDArray)"/>
    public object? Mean(int[]? axis = null, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.Mean, axis, keepDims, @out);

    /// <inheritdoc cref="Mean(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Mean(int axis, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.Mean, [axis], keepDims, @out);

    /// <summary>Standard deviation, the square root of <see cref="Var(int[], double, bool, NDArray)"/>.</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="ddof">The delta degrees of freedom: the divisor is the number of elements minus this.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>A .NET number; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    /// <exception cref="NotSupportedException">The elements are strings, dates or records.</exception>
    public object? Std(int[]? axis = null, double ddof = 0, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.Std(ddof), axis, keepDims, @out);

    /// <inheritdoc cref="Std(int[], double, bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="ddof">The delta degrees of freedom: the divisor is the number of elements minus this.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Std(int axis, double ddof = 0, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.Std(ddof), [axis], keepDims, @out);

    /// <summary>
    /// Variance, the mean squared distance from the mean: integers in float64, complex numbers in the type of their parts. Where
    /// <paramref name="ddof"/> leaves nothing to divide by it is infinite, or NaN if no element deviates, with a warning.
    /// </summary>
    /// <inheritdoc cref="Std(int[], double, bool, NDArray)"/>
    public object? Var(int[]? axis = null, double ddof = 0, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.Var(ddof), axis, keepDims, @out);

    /// <inheritdoc cref="Var(int[], double, bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="ddof">The delta degrees of freedom: the divisor is the number of elements minus this.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Var(int axis, double ddof = 0, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.Var(ddof), [axis], keepDims, @out);

    /// <summary>
    /// The smallest element; NaN (or NaT) if any element is. Complex numbers compare by the real, then the imaginary part.
    /// </summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>An element; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public object? Min(int[]? axis = null, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.Min, axis, keepDims, @out);

    /// <inheritdoc cref="Min(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Min(int axis, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.Min, [axis], keepDims, @out);

    /// <summary>
    /// The largest element; NaN (or NaT) if any element is. Complex numbers compare by the real, then the imaginary part.
    /// </summary>
    /// <inheritdoc cref="Min(int[], bool, NDArray)"/>
    public object? Max(int[]? axis = null, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.Max, axis, keepDims, @out);

    /// <inheritdoc cref="Max(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Max(int axis, bool keepDims = false, NDArray? @out = null) => Reduce(Operations.Max, [axis], keepDims, @out);

    /// <summary>The distance from the smallest to the largest element, in the elements' type (integers wrap).</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>A .NET value; an array of them where an axis is left.</returns>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public object? Ptp(int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => Reduced(MemMap.Compute.Ptp.Run(_ref, axis, keepDims), @out);

    /// <inheritdoc cref="Ptp(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Ptp(int axis, bool keepDims = false, NDArray? @out = null) => Ptp([axis], keepDims, @out);

    /// <summary>Index of the first smallest element; of the first NaN (or NaT) where there is one.</summary>
    /// <param name="axis">The axis to search along, negative counted from the end; null for the array as one line in C order.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>An int64; an array of them where an axis is left.</returns>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    public object? ArgMin(int? axis = null, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.ArgMin, AxisList(axis), keepDims, @out);

    /// <summary>Index of the first largest element; of the first NaN (or NaT) where there is one.</summary>
    /// <inheritdoc cref="ArgMin(int?, bool, NDArray)"/>
    public object? ArgMax(int? axis = null, bool keepDims = false, NDArray? @out = null)
        => Reduce(Operations.ArgMax, AxisList(axis), keepDims, @out);

    private object? Reduce(Reduction reduction, int[]? axes, bool keepDims, NDArray? @out)
    {
        if (@out is null)
        {
            return axes is null && !keepDims && SmallReduction.TryRun(reduction, _ref, out object? value) ? value
                : FaceOf(Reductions.Run(reduction, _ref, axes, keepDims).ItemOrSelf());
        }
        Reductions.Into(reduction, _ref, axes, keepDims, @out._ref);
        return @out;
    }

    /// <summary>The result of a reduction for users: an element, or an array of them.</summary>
    private static object? Reduced(ArrayRef result, NDArray? @out) => @out is null ? FaceOf(result.ItemOrSelf()) : Answer(result, @out);

    private static int[]? AxisList(int? axis) => axis is { } one ? [one] : null;
}

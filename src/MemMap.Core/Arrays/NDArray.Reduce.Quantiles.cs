using MemMap.Compute;

namespace MemMap;

// Order statistics: exact, with linear interpolation. Memory is bounded whatever the size: long lines are counted, not sorted.
public partial class NDArray
{
    /// <summary>
    /// The middle element in sorted order, or the mean of the two in the middle: integers in float64, floats in their own type; NaN
    /// where there is one.
    /// </summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>A .NET number; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    /// <exception cref="NotSupportedException">The elements are not real numbers.</exception>
    public object? Median(int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => MedianOf(axis, keepDims, ignoreNaN: false, @out);

    /// <inheritdoc cref="Median(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Median(int axis, bool keepDims = false, NDArray? @out = null) => MedianOf([axis], keepDims, ignoreNaN: false, @out);

    /// <summary><see cref="Median(int[], bool, NDArray)"/> of the elements that are not NaN; NaN where all are, with a warning.</summary>
    /// <inheritdoc cref="Median(int[], bool, NDArray)"/>
    public object? NanMedian(int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => MedianOf(axis, keepDims, ignoreNaN: true, @out);

    /// <inheritdoc cref="NanMedian(int[], bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? NanMedian(int axis, bool keepDims = false, NDArray? @out = null) => MedianOf([axis], keepDims, ignoreNaN: true, @out);

    /// <summary>The percentile, with linear interpolation (numpy's <c>linear</c>); NaN if any element is NaN.</summary>
    /// <param name="q">The percentile or percentiles to compute, 0 to 100.</param>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>A float64; an array of them where an axis is left. For a list, its axis comes first.</returns>
    /// <exception cref="ArgumentException"><paramref name="q"/> is out of range, or an axis is.</exception>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    /// <exception cref="NotSupportedException">The elements are not real numbers.</exception>
    public object? Percentile(double q, int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => QuantileOf(MemMap.Compute.Percentile.Fractions([q]), axis, keepDims, ignoreNaN: false, @out);

    /// <inheritdoc cref="Percentile(double, int[], bool, NDArray)"/>
    /// <param name="q">The percentile or percentiles to compute, 0 to 100.</param>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Percentile(double q, int axis, bool keepDims = false, NDArray? @out = null)
        => QuantileOf(MemMap.Compute.Percentile.Fractions([q]), [axis], keepDims, ignoreNaN: false, @out);

    /// <inheritdoc cref="Percentile(double, int[], bool, NDArray)"/>
    public NDArray Percentile(double[] q, int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => QuantilesOf(MemMap.Compute.Percentile.Fractions(q), axis, keepDims, ignoreNaN: false, @out);

    /// <inheritdoc cref="Percentile(double, int, bool, NDArray)"/>
    public NDArray Percentile(double[] q, int axis, bool keepDims = false, NDArray? @out = null)
        => QuantilesOf(MemMap.Compute.Percentile.Fractions(q), [axis], keepDims, ignoreNaN: false, @out);

    /// <summary>
    /// <see cref="Percentile(double, int[], bool, NDArray)"/> of the elements that are not NaN; NaN where all are, with a warning.
    /// </summary>
    /// <inheritdoc cref="Percentile(double, int[], bool, NDArray)"/>
    public object? NanPercentile(double q, int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => QuantileOf(MemMap.Compute.Percentile.Fractions([q]), axis, keepDims, ignoreNaN: true, @out);

    /// <inheritdoc cref="NanPercentile(double, int[], bool, NDArray)"/>
    /// <param name="q">The percentile or percentiles to compute, 0 to 100.</param>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? NanPercentile(double q, int axis, bool keepDims = false, NDArray? @out = null)
        => QuantileOf(MemMap.Compute.Percentile.Fractions([q]), [axis], keepDims, ignoreNaN: true, @out);

    /// <inheritdoc cref="NanPercentile(double, int[], bool, NDArray)"/>
    public NDArray NanPercentile(double[] q, int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => QuantilesOf(MemMap.Compute.Percentile.Fractions(q), axis, keepDims, ignoreNaN: true, @out);

    /// <inheritdoc cref="NanPercentile(double, int, bool, NDArray)"/>
    public NDArray NanPercentile(double[] q, int axis, bool keepDims = false, NDArray? @out = null)
        => QuantilesOf(MemMap.Compute.Percentile.Fractions(q), [axis], keepDims, ignoreNaN: true, @out);

    /// <summary><see cref="Percentile(double, int[], bool, NDArray)"/> by a fraction.</summary>
    /// <param name="q">The quantile or quantiles to compute, 0 to 1.</param>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>A float64; an array of them where an axis is left. For a list, its axis comes first.</returns>
    /// <exception cref="ArgumentException"><paramref name="q"/> is out of range, or an axis is.</exception>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    /// <exception cref="NotSupportedException">The elements are not real numbers.</exception>
    public object? Quantile(double q, int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => QuantileOf(MemMap.Compute.Quantile.Fractions([q]), axis, keepDims, ignoreNaN: false, @out);

    /// <inheritdoc cref="Quantile(double, int[], bool, NDArray)"/>
    /// <param name="q">The quantile or quantiles to compute, 0 to 1.</param>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Quantile(double q, int axis, bool keepDims = false, NDArray? @out = null)
        => QuantileOf(MemMap.Compute.Quantile.Fractions([q]), [axis], keepDims, ignoreNaN: false, @out);

    /// <inheritdoc cref="Quantile(double, int[], bool, NDArray)"/>
    public NDArray Quantile(double[] q, int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => QuantilesOf(MemMap.Compute.Quantile.Fractions(q), axis, keepDims, ignoreNaN: false, @out);

    /// <inheritdoc cref="Quantile(double, int, bool, NDArray)"/>
    public NDArray Quantile(double[] q, int axis, bool keepDims = false, NDArray? @out = null)
        => QuantilesOf(MemMap.Compute.Quantile.Fractions(q), [axis], keepDims, ignoreNaN: false, @out);

    /// <summary>
    /// <see cref="Quantile(double, int[], bool, NDArray)"/> of the elements that are not NaN; NaN where all are, with a warning.
    /// </summary>
    /// <inheritdoc cref="Quantile(double, int[], bool, NDArray)"/>
    public object? NanQuantile(double q, int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => QuantileOf(MemMap.Compute.Quantile.Fractions([q]), axis, keepDims, ignoreNaN: true, @out);

    /// <inheritdoc cref="NanQuantile(double, int[], bool, NDArray)"/>
    /// <param name="q">The quantile or quantiles to compute, 0 to 1.</param>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? NanQuantile(double q, int axis, bool keepDims = false, NDArray? @out = null)
        => QuantileOf(MemMap.Compute.Quantile.Fractions([q]), [axis], keepDims, ignoreNaN: true, @out);

    /// <inheritdoc cref="NanQuantile(double, int[], bool, NDArray)"/>
    public NDArray NanQuantile(double[] q, int[]? axis = null, bool keepDims = false, NDArray? @out = null)
        => QuantilesOf(MemMap.Compute.Quantile.Fractions(q), axis, keepDims, ignoreNaN: true, @out);

    /// <inheritdoc cref="NanQuantile(double, int, bool, NDArray)"/>
    public NDArray NanQuantile(double[] q, int axis, bool keepDims = false, NDArray? @out = null)
        => QuantilesOf(MemMap.Compute.Quantile.Fractions(q), [axis], keepDims, ignoreNaN: true, @out);

    private object? MedianOf(int[]? axis, bool keepDims, bool ignoreNaN, NDArray? @out)
        => Reduced(MemMap.Compute.Median.Run(_ref, axis, keepDims, ignoreNaN), @out);

    private object? QuantileOf(
        double[] fractions, int[]? axis, bool keepDims, bool ignoreNaN, NDArray? @out, QuantileMethod method = QuantileMethod.Linear)
        => Reduced(QuantilesOf(fractions, axis, keepDims, ignoreNaN, null, method).Ref.At([0]), @out);

    private NDArray QuantilesOf(
        double[] fractions, int[]? axis, bool keepDims, bool ignoreNaN, NDArray? @out, QuantileMethod method = QuantileMethod.Linear)
    {
        string? warning = ignoreNaN ? Operations.Mean.EmptyWarning : null;
        return Answer(MemMap.Compute.Quantile.Run(_ref, fractions, axis, keepDims, ignoreNaN, warning, method), @out);
    }
}

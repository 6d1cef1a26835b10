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
    /// <returns>A .NET number; an array of them where an axis is left.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or named twice.</exception>
    /// <exception cref="NotSupportedException">The elements are not real numbers.</exception>
    public object? Median(int[]? axis = null, bool keepDims = false) => MedianOf(axis, keepDims, ignoreNaN: false);

    /// <inheritdoc cref="Median(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? Median(int axis, bool keepDims = false) => MedianOf([axis], keepDims, ignoreNaN: false);

    /// <summary><see cref="Median(int[], bool)"/> of the elements that are not NaN; NaN where all are, with a warning.</summary>
    /// <inheritdoc cref="Median(int[], bool)"/>
    public object? NanMedian(int[]? axis = null, bool keepDims = false) => MedianOf(axis, keepDims, ignoreNaN: true);

    /// <inheritdoc cref="NanMedian(int[], bool)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? NanMedian(int axis, bool keepDims = false) => MedianOf([axis], keepDims, ignoreNaN: true);

    /// <summary>The percentile, with linear interpolation (numpy's <c>linear</c>); NaN if any element is NaN.</summary>
    /// <param name="q">The percentile or percentiles to compute, 0 to 100.</param>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <returns>A float64; an array of them where an axis is left. For a list, its axis comes first.</returns>
    /// <exception cref="ArgumentException"><paramref name="q"/> is out of range, or an axis is.</exception>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    /// <exception cref="NotSupportedException">The elements are not real numbers.</exception>
    public object? Percentile(double q, int[]? axis = null, bool keepDims = false)
        => QuantileOf(MemMap.Compute.Percentile.Fractions([q]), axis, keepDims, ignoreNaN: false);

    /// <inheritdoc cref="Percentile(double, int[], bool)"/>
    /// <param name="q">The percentile or percentiles to compute, 0 to 100.</param>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? Percentile(double q, int axis, bool keepDims = false)
        => QuantileOf(MemMap.Compute.Percentile.Fractions([q]), [axis], keepDims, ignoreNaN: false);

    /// <inheritdoc cref="Percentile(double, int[], bool)"/>
    public NDArray Percentile(double[] q, int[]? axis = null, bool keepDims = false)
        => QuantilesOf(MemMap.Compute.Percentile.Fractions(q), axis, keepDims, ignoreNaN: false);

    /// <inheritdoc cref="Percentile(double, int, bool)"/>
    public NDArray Percentile(double[] q, int axis, bool keepDims = false)
        => QuantilesOf(MemMap.Compute.Percentile.Fractions(q), [axis], keepDims, ignoreNaN: false);

    /// <summary>
    /// <see cref="Percentile(double, int[], bool)"/> of the elements that are not NaN; NaN where all are, with a warning.
    /// </summary>
    /// <inheritdoc cref="Percentile(double, int[], bool)"/>
    public object? NanPercentile(double q, int[]? axis = null, bool keepDims = false)
        => QuantileOf(MemMap.Compute.Percentile.Fractions([q]), axis, keepDims, ignoreNaN: true);

    /// <inheritdoc cref="NanPercentile(double, int[], bool)"/>
    /// <param name="q">The percentile or percentiles to compute, 0 to 100.</param>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? NanPercentile(double q, int axis, bool keepDims = false)
        => QuantileOf(MemMap.Compute.Percentile.Fractions([q]), [axis], keepDims, ignoreNaN: true);

    /// <inheritdoc cref="NanPercentile(double, int[], bool)"/>
    public NDArray NanPercentile(double[] q, int[]? axis = null, bool keepDims = false)
        => QuantilesOf(MemMap.Compute.Percentile.Fractions(q), axis, keepDims, ignoreNaN: true);

    /// <inheritdoc cref="NanPercentile(double, int, bool)"/>
    public NDArray NanPercentile(double[] q, int axis, bool keepDims = false)
        => QuantilesOf(MemMap.Compute.Percentile.Fractions(q), [axis], keepDims, ignoreNaN: true);

    /// <summary><see cref="Percentile(double, int[], bool)"/> by a fraction.</summary>
    /// <param name="q">The quantile or quantiles to compute, 0 to 1.</param>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <returns>A float64; an array of them where an axis is left. For a list, its axis comes first.</returns>
    /// <exception cref="ArgumentException"><paramref name="q"/> is out of range, or an axis is.</exception>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    /// <exception cref="NotSupportedException">The elements are not real numbers.</exception>
    public object? Quantile(double q, int[]? axis = null, bool keepDims = false)
        => QuantileOf(MemMap.Compute.Quantile.Fractions([q]), axis, keepDims, ignoreNaN: false);

    /// <inheritdoc cref="Quantile(double, int[], bool)"/>
    /// <param name="q">The quantile or quantiles to compute, 0 to 1.</param>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? Quantile(double q, int axis, bool keepDims = false)
        => QuantileOf(MemMap.Compute.Quantile.Fractions([q]), [axis], keepDims, ignoreNaN: false);

    /// <inheritdoc cref="Quantile(double, int[], bool)"/>
    public NDArray Quantile(double[] q, int[]? axis = null, bool keepDims = false)
        => QuantilesOf(MemMap.Compute.Quantile.Fractions(q), axis, keepDims, ignoreNaN: false);

    /// <inheritdoc cref="Quantile(double, int, bool)"/>
    public NDArray Quantile(double[] q, int axis, bool keepDims = false)
        => QuantilesOf(MemMap.Compute.Quantile.Fractions(q), [axis], keepDims, ignoreNaN: false);

    /// <summary>
    /// <see cref="Quantile(double, int[], bool)"/> of the elements that are not NaN; NaN where all are, with a warning.
    /// </summary>
    /// <inheritdoc cref="Quantile(double, int[], bool)"/>
    public object? NanQuantile(double q, int[]? axis = null, bool keepDims = false)
        => QuantileOf(MemMap.Compute.Quantile.Fractions([q]), axis, keepDims, ignoreNaN: true);

    /// <inheritdoc cref="NanQuantile(double, int[], bool)"/>
    /// <param name="q">The quantile or quantiles to compute, 0 to 1.</param>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    public object? NanQuantile(double q, int axis, bool keepDims = false)
        => QuantileOf(MemMap.Compute.Quantile.Fractions([q]), [axis], keepDims, ignoreNaN: true);

    /// <inheritdoc cref="NanQuantile(double, int[], bool)"/>
    public NDArray NanQuantile(double[] q, int[]? axis = null, bool keepDims = false)
        => QuantilesOf(MemMap.Compute.Quantile.Fractions(q), axis, keepDims, ignoreNaN: true);

    /// <inheritdoc cref="NanQuantile(double, int, bool)"/>
    public NDArray NanQuantile(double[] q, int axis, bool keepDims = false)
        => QuantilesOf(MemMap.Compute.Quantile.Fractions(q), [axis], keepDims, ignoreNaN: true);

    private object? MedianOf(int[]? axis, bool keepDims, bool ignoreNaN)
        => FaceOf(MemMap.Compute.Median.Run(_ref, axis, keepDims, ignoreNaN).ItemOrSelf());

    private object? QuantileOf(double[] fractions, int[]? axis, bool keepDims, bool ignoreNaN)
        => FaceOf(QuantilesOf(fractions, axis, keepDims, ignoreNaN).Ref.At([0]).ItemOrSelf());

    private NDArray QuantilesOf(double[] fractions, int[]? axis, bool keepDims, bool ignoreNaN)
        => new(MemMap.Compute.Quantile.Run(_ref, fractions, axis, keepDims, ignoreNaN, ignoreNaN ? Operations.Mean.EmptyWarning : null));
}

namespace MemMap;

// Quantiles with options by name: another method than linear interpolation.
public partial class NDArray
{
    /// <summary><see cref="Percentile(double, int[], bool, NDArray)"/> with options: another method.</summary>
    /// <param name="q">The percentile or percentiles to compute, 0 to 100.</param>
    /// <param name="options">The options.</param>
    /// <returns>A float64; of methods that pick an element, one of the elements' dtype. An array of them where an axis is left; for a list,
    /// its axis comes first.</returns>
    /// <exception cref="ArgumentException"><paramref name="q"/> is out of range, or an axis is.</exception>
    /// <exception cref="InvalidOperationException">There are no elements.</exception>
    /// <exception cref="NotSupportedException">The elements are not real numbers.</exception>
    public object? Percentile(double q, QuantileOptions options)
        => QuantileOf(MemMap.Compute.Percentile.Fractions([q]), options, ignoreNaN: false);

    /// <inheritdoc cref="Percentile(double, QuantileOptions)"/>
    public NDArray Percentile(double[] q, QuantileOptions options)
        => QuantilesOf(MemMap.Compute.Percentile.Fractions(q), options, ignoreNaN: false);

    /// <summary><see cref="NanPercentile(double, int[], bool, NDArray)"/> with options: another method.</summary>
    /// <inheritdoc cref="Percentile(double, QuantileOptions)"/>
    public object? NanPercentile(double q, QuantileOptions options)
        => QuantileOf(MemMap.Compute.Percentile.Fractions([q]), options, ignoreNaN: true);

    /// <inheritdoc cref="NanPercentile(double, QuantileOptions)"/>
    public NDArray NanPercentile(double[] q, QuantileOptions options)
        => QuantilesOf(MemMap.Compute.Percentile.Fractions(q), options, ignoreNaN: true);

    /// <summary><see cref="Quantile(double, int[], bool, NDArray)"/> with options: another method.</summary>
    /// <inheritdoc cref="Percentile(double, QuantileOptions)"/>
    /// <param name="q">The quantile or quantiles to compute, 0 to 1.</param>
    /// <param name="options">The options.</param>
    public object? Quantile(double q, QuantileOptions options)
        => QuantileOf(MemMap.Compute.Quantile.Fractions([q]), options, ignoreNaN: false);

    /// <inheritdoc cref="Quantile(double, QuantileOptions)"/>
    public NDArray Quantile(double[] q, QuantileOptions options)
        => QuantilesOf(MemMap.Compute.Quantile.Fractions(q), options, ignoreNaN: false);

    /// <summary><see cref="NanQuantile(double, int[], bool, NDArray)"/> with options: another method.</summary>
    /// <inheritdoc cref="Percentile(double, QuantileOptions)"/>
    /// <param name="q">The quantile or quantiles to compute, 0 to 1.</param>
    /// <param name="options">The options.</param>
    public object? NanQuantile(double q, QuantileOptions options)
        => QuantileOf(MemMap.Compute.Quantile.Fractions([q]), options, ignoreNaN: true);

    /// <inheritdoc cref="NanQuantile(double, QuantileOptions)"/>
    public NDArray NanQuantile(double[] q, QuantileOptions options)
        => QuantilesOf(MemMap.Compute.Quantile.Fractions(q), options, ignoreNaN: true);

    private object? QuantileOf(double[] fractions, QuantileOptions options, bool ignoreNaN)
        => QuantileOf(fractions, options.Axis, options.KeepDims, ignoreNaN, options.Out, options.Method);

    private NDArray QuantilesOf(double[] fractions, QuantileOptions options, bool ignoreNaN)
        => QuantilesOf(fractions, options.Axis, options.KeepDims, ignoreNaN, options.Out, options.Method);
}

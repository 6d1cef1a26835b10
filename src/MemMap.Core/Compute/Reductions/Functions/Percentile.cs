namespace MemMap.Compute;

/// <summary>Percentiles: quantiles in percent.</summary>
internal static class Percentile
{
    /// <summary>The fractions that <see cref="Quantile.Run"/> takes.</summary>
    /// <exception cref="ArgumentException">A percentile is not in 0 .. 100.</exception>
    internal static double[] Fractions(double[] q) => Quantile.Fractions(q, 100, Error.PercentileRange);
}

namespace MemMap.Compute;

/// <summary>Standard deviation: the square root of the variance.</summary>
internal sealed class Std(double ddof, bool ignoreNaN) : Var(ddof, ignoreNaN, "std")
{
    protected override double OfVariance(double variance) => Math.Sqrt(variance);
}

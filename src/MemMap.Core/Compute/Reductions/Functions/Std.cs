namespace MemMap.Compute;

/// <summary>Standard deviation: the square root of the variance.</summary>
internal sealed class Std(double ddof) : Var(ddof, "std")
{
    protected override double OfVariance(double variance) => Math.Sqrt(variance);
}

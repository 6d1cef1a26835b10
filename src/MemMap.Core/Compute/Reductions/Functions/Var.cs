namespace MemMap.Compute;

/// <summary>
/// Variance, or a function of it, in one pass and bounded memory. Each piece that fits in the cache gives a mean and a sum of squared
/// deviations. Pieces are merged by Chan's formula, which avoids cancellation. Integers are computed in float64; the result is real.
/// </summary>
internal class Var(double ddof, bool ignoreNaN, string name = "var") : Reduction(name)
{
    private readonly Freedom _freedom = new(ddof, ignoreNaN);

    internal override DType BlockType(DType dtype)
        => dtype.IsInteger || dtype.Kind == ElementKind.Bool ? DType.Float64 : dtype.AsNative();

    internal override string? EmptyWarning => Moments.Warning;

    protected override Reducer Floating<T>(DType dtype) => new MomentsReducer<T>(dtype, _freedom, OfVariance);

    protected override Reducer Complex<T>(DType dtype)
        => dtype.Kind == ElementKind.Complex64
            ? new ComplexMomentsReducer<T, float>(DType.Float32, _freedom, OfVariance)
            : new ComplexMomentsReducer<T, double>(DType.Float64, _freedom, OfVariance);

    /// <summary>Converts a variance to the result: unchanged here, the square root in <see cref="Std"/>.</summary>
    protected virtual double OfVariance(double variance) => variance;
}

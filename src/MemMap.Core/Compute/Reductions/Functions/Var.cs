namespace MemMap.Compute;

/// <summary>
/// Variance, or a function of it: one pass in bounded memory. A piece that fits in the cache gives its mean and the squared distances
/// from it; pieces are merged with Chan's formula, which loses nothing to cancellation. Integers in float64; the result is real.
/// </summary>
internal class Var(double ddof, string name = "var") : Reduction(name)
{
    internal override DType BlockType(DType dtype)
        => dtype.IsInteger || dtype.Kind == ElementKind.Bool ? DType.Float64 : dtype.AsNative();

    internal override string? EmptyWarning => Moments.Warning;

    protected override Reducer Floating<T>(DType dtype) => new MomentsReducer<T>(dtype, ddof, OfVariance);

    protected override Reducer Complex<T>(DType dtype)
        => dtype.Kind == ElementKind.Complex64
            ? new ComplexMomentsReducer<T, float>(DType.Float32, ddof, OfVariance)
            : new ComplexMomentsReducer<T, double>(DType.Float64, ddof, OfVariance);

    /// <summary>The result for a variance: it, or in <see cref="Std"/> its square root.</summary>
    protected virtual double OfVariance(double variance) => variance;
}

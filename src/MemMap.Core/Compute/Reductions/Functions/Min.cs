using System.Numerics;

namespace MemMap.Compute;

/// <summary>Smallest element; NaN (or NaT) if there is one. An error for no elements.</summary>
internal sealed class Min() : Reduction("minimum")
{
    internal override bool HasIdentity => false;

    // The first complex number with a NaN part wins and keeps its other part, so the order matters.
    internal override bool IgnoresOrder(DType dtype) => !dtype.IsComplex;

    protected override Reducer Bool(DType dtype) => new ExtremumReducer<byte, Least<byte>>(dtype);

    internal override string? EmptyWarning => "All-NaN slice encountered";

    protected override Reducer Real<T>(DType dtype) => new ExtremumReducer<T, Least<T>>(dtype, T.CreateSaturating(double.NaN));

    protected override Reducer Complex<T>(DType dtype)
        => new ExtremumReducer<T, LeastComplex<T>>(dtype, T.CreateTruncating(new Complex(double.NaN, double.NaN)));

    protected override Reducer Time(DType dtype) => new ExtremumReducer<long, Least<long>>(dtype, NaT.Value);
}

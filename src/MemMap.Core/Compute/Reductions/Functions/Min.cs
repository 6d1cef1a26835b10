using System.Numerics;

namespace MemMap.Compute;

/// <summary>Smallest element; NaN (or NaT) where there is one. No elements: an error.</summary>
internal sealed class Min() : Reduction("minimum")
{
    internal override bool HasIdentity => false;

    // Of complex numbers with a NaN in one part, the first wins with its other part.
    internal override bool IgnoresOrder(DType dtype) => !dtype.IsComplex;

    protected override Reducer Bool(DType dtype) => new ExtremumReducer<byte, Least<byte>>(dtype);

    internal override string? EmptyWarning => "All-NaN slice encountered";

    protected override Reducer Real<T>(DType dtype) => new ExtremumReducer<T, Least<T>>(dtype, T.CreateSaturating(double.NaN));

    protected override Reducer Complex<T>(DType dtype)
        => new ExtremumReducer<T, LeastComplex<T>>(dtype, T.CreateTruncating(new Complex(double.NaN, double.NaN)));

    protected override Reducer Time(DType dtype) => new ExtremumReducer<long, Least<long>>(dtype, NaT.Value);
}

using System.Numerics;

namespace MemMap.Compute;

/// <summary>Largest element; NaN (or NaT) if there is one. An error for no elements.</summary>
internal sealed class Max() : Reduction("maximum")
{
    internal override bool HasIdentity => false;

    internal override bool IgnoresOrder(DType dtype) => !dtype.IsComplex;

    protected override Reducer Bool(DType dtype) => new ExtremumReducer<byte, Greatest<byte>>(dtype);

    internal override string? EmptyWarning => "All-NaN slice encountered";

    protected override Reducer Real<T>(DType dtype) => new ExtremumReducer<T, Greatest<T>>(dtype, T.CreateSaturating(double.NaN));

    protected override Reducer Complex<T>(DType dtype)
        => new ExtremumReducer<T, GreatestComplex<T>>(dtype, T.CreateTruncating(new Complex(double.NaN, double.NaN)));

    protected override Reducer Time(DType dtype) => new ExtremumReducer<long, Latest>(dtype, NaT.Value);
}

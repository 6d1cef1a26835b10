namespace MemMap.Compute;

/// <summary>Index of the first largest element, or of the first NaN (or NaT). An error for no elements.</summary>
internal sealed class ArgMax() : Reduction("argmax")
{
    internal override bool HasIdentity => false;

    internal override bool IgnoresOrder(DType dtype) => false;

    internal override InvalidOperationException EmptyError() => Error.EmptySequence(Name);

    internal override InvalidOperationException? AllNaNError() => Error.AllNaN();

    protected override Reducer Bool(DType dtype) => new ArgExtremumReducer<byte, Greatest<byte>>();

    protected override Reducer Real<T>(DType dtype) => new ArgExtremumReducer<T, Greatest<T>>();

    protected override Reducer Complex<T>(DType dtype) => new ArgExtremumReducer<T, GreatestComplex<T>>();

    protected override Reducer Time(DType dtype) => new ArgExtremumReducer<long, Latest>();

    protected override Reducer Bytes(DType dtype) => new ArgTextReducer(this, dtype, isLargest: true);

    protected override Reducer Text(DType dtype) => Bytes(dtype);
}

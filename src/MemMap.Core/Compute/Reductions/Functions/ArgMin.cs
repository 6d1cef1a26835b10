namespace MemMap.Compute;

/// <summary>Index of the first smallest element, or of the first NaN (or NaT). An error for no elements.</summary>
internal sealed class ArgMin() : Reduction("argmin")
{
    internal override bool HasIdentity => false;

    internal override bool IgnoresOrder(DType dtype) => false;

    internal override InvalidOperationException EmptyError() => Error.EmptySequence(Name);

    internal override InvalidOperationException? AllNaNError() => Error.AllNaN();

    protected override Reducer Bool(DType dtype) => new ArgExtremumReducer<byte, Least<byte>>();

    protected override Reducer Real<T>(DType dtype) => new ArgExtremumReducer<T, Least<T>>();

    protected override Reducer Complex<T>(DType dtype) => new ArgExtremumReducer<T, LeastComplex<T>>();

    protected override Reducer Time(DType dtype) => new ArgExtremumReducer<long, Least<long>>();

    protected override Reducer Bytes(DType dtype) => new ArgTextReducer(this, dtype, isLargest: false);

    protected override Reducer Text(DType dtype) => Bytes(dtype);
}

namespace MemMap.Compute;

/// <summary>The number of elements that are not zero, empty or false. NaN is not zero.</summary>
internal sealed class CountNonZero() : NonZeroReduction("count_nonzero")
{
    protected override Reducer Count<T>() => new CountReducer<T>();

    protected override Reducer Bytes(DType dtype) => new BytesCountReducer(dtype.ItemSize);

    protected override Reducer Text(DType dtype) => new BytesCountReducer(dtype.ItemSize);

    protected override Reducer Void(DType dtype) => new BytesCountReducer(dtype.ItemSize);
}

namespace MemMap.Compute;

/// <summary>
/// Arithmetic mean: integers in float64, floats and complex numbers in their own dtype. NaN for no elements, with a warning.
/// </summary>
internal sealed class Mean() : Sum("mean")
{
    // 64-bit integers are rounded to float64 first, as in numpy. Narrower ones are summed as integers.
    internal override DType BlockType(DType dtype) => dtype is { IsInteger: true, ItemSize: 8 } ? DType.Float64 : base.BlockType(dtype);

    internal override string? EmptyWarning => "Mean of empty slice";

    protected override Reducer Bool(DType dtype)
        => new CountReducer<byte, double>(DType.Float64, static (count, items) => (double)count / items);

    protected override Reducer Integer<T>(DType dtype) => new NarrowSum<T, double>(DType.Float64, Scale);

    protected override Reducer Time(DType dtype)
        => dtype.Kind == ElementKind.TimeDelta64
            ? new TimeSum(dtype, static (sum, items) => items == 0 || sum == NaT.Value ? NaT.Value : sum / items)
            : throw Error.MeanOfDates(dtype);

    protected override double Scale(long items) => items;
}

namespace MemMap.Compute;

/// <summary>
/// Sum of elements with numpy's result dtypes: bool and signed integers in int64, unsigned ones in uint64, wrapping; floats, complex
/// numbers and time spans keep theirs. Floats are accumulated in float64, which is exact enough for any number of narrower ones;
/// float64 itself carries its rounding errors along. So a sum is at least as accurate as numpy's pairwise one.
/// </summary>
internal class Sum(string name = "sum") : Reduction(name)
{
    protected override Reducer Bool(DType dtype) => new CountReducer<byte>();

    protected override Reducer Integer<T>(DType dtype) => new IntegerSum<T>(dtype.IsSigned ? DType.Int64 : DType.UInt64);

    protected override Reducer Floating<T>(DType dtype)
        => typeof(T) == typeof(double) ? new DoubleSum(Scale) : new NarrowSum<T, T>(dtype, Scale);

    protected override Reducer Complex<T>(DType dtype) => new ComplexSum<T>(dtype, Scale);

    protected override Reducer Time(DType dtype) => dtype.Kind == ElementKind.TimeDelta64 ? new TimeSum(dtype, null) : Unsupported(dtype);

    /// <summary>What the sum is divided by: one here, the count in a mean.</summary>
    protected virtual double Scale(long items) => 1;
}

/// <summary>
/// Arithmetic mean: integers in float64, floats and complex numbers in their own dtype; NaN for no elements, with a warning.
/// </summary>
internal sealed class Mean() : Sum("mean")
{
    // A 64-bit integer is rounded to float64 first, as in numpy; narrower ones are summed as they are.
    internal override DType BlockType(DType dtype) => dtype is { IsInteger: true, ItemSize: 8 } ? DType.Float64 : base.BlockType(dtype);

    internal override string? EmptyWarning => "Mean of empty slice";

    protected override Reducer Bool(DType dtype) => new CountReducer<byte, double>(DType.Float64, static (count, items) => (double)count / items);

    protected override Reducer Integer<T>(DType dtype) => new NarrowSum<T, double>(DType.Float64, Scale);

    protected override Reducer Time(DType dtype)
        => dtype.Kind == ElementKind.TimeDelta64
            ? new TimeSum(dtype, static (sum, items) => items == 0 || sum == NaT.Value ? NaT.Value : sum / items)
            : Unsupported(dtype);

    protected override double Scale(long items) => items;
}

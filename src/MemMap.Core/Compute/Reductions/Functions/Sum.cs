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

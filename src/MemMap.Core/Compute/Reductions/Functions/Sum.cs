namespace MemMap.Compute;

/// <summary>
/// Sum of elements with numpy's result dtypes: int64 for bool and signed integers, uint64 for unsigned ones, wrapping. Floats, complex
/// numbers and time spans keep their dtype. Narrow floats are accumulated in float64; float64 sums carry their rounding errors. A sum is
/// therefore at least as accurate as numpy's pairwise one.
/// </summary>
internal class Sum(string name = "sum") : Reduction(name)
{
    protected override Reducer Bool(DType dtype) => new CountReducer<byte>();

    protected override Reducer Integer<T>(DType dtype) => new IntegerSum<T>(dtype.IsSigned ? DType.Int64 : DType.UInt64);

    protected override Reducer Floating<T>(DType dtype)
        => typeof(T) == typeof(double) ? new DoubleSum(Scale) : new NarrowSum<T, T>(dtype, Scale);

    protected override Reducer Complex<T>(DType dtype) => new ComplexSum<T>(dtype, Scale);

    protected override Reducer Time(DType dtype) => dtype.Kind == ElementKind.TimeDelta64 ? new TimeSum(dtype, null) : Unsupported(dtype);

    /// <summary>The divisor of the sum: 1 here, the count in a mean.</summary>
    protected virtual double Scale(long items) => 1;
}

using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>
/// Product of two elements. For bool the logical and, as in numpy. Integers wrap. A time span can be multiplied by a number.
/// </summary>
internal sealed class Multiply() : BinaryOperation("multiply")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.BitwiseAnd);

    protected override Kernel Number<T>(DType dtype) => Map<T>(TensorPrimitives.Multiply);

    protected override Loop TimeLoop(DType x, DType y)
    {
        DType span = TimeArithmetic.IsSpan(x) ? x : y, number = TimeArithmetic.IsSpan(x) ? y : x;
        Kernel kernel = !TimeArithmetic.IsSpan(span) ? throw Error.NoLoop(Name, x, y)
            : TimeArithmetic.IsCount(number)
                ? (span == x ? ScalarKernels.Binary<SpanTimesCount, long>() : ScalarKernels.Binary<CountTimesSpan, long>())
            : number.IsFloating
                ? (span == x ? ScalarKernels.Binary<SpanTimesReal, long, double, long>()
                : ScalarKernels.Binary<RealTimesSpan, double, long, long>())
            : throw Error.NoLoop(Name, x, y);
        DType result = span.AsNative();
        return TimeArithmetic.InUnitOf(result, kernel, x, y, result);
    }
}

internal readonly struct SpanTimesCount : IBinaryOperator<long, long, long>
{
    public static long Of(long x, long y) => x == NaT.Value ? NaT.Value : x * y;
}

internal readonly struct CountTimesSpan : IBinaryOperator<long, long, long>
{
    public static long Of(long x, long y) => SpanTimesCount.Of(y, x);
}

internal readonly struct SpanTimesReal : IBinaryOperator<long, double, long>
{
    public static long Of(long x, double y) => x == NaT.Value ? NaT.Value : TimeArithmetic.FromReal(x * y);
}

internal readonly struct RealTimesSpan : IBinaryOperator<double, long, long>
{
    public static long Of(double x, long y) => SpanTimesReal.Of(y, x);
}

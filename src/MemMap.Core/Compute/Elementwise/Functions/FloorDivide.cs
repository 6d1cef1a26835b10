using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// The quotient rounded down, numpy's <c>//</c>. Integers: division by 0 gives 0, and the smallest integer divided by -1 wraps. Floats:
/// division by 0 gives infinity or NaN, as the true quotient does. A time span divided by a number is truncated towards zero, as in numpy.
/// </summary>
internal sealed class FloorDivide() : BinaryOperation("floor_divide")
{
    protected override bool WidensHalf => true;

    internal override DType ComputeType(DType x, DType y) => NumberOf(base.ComputeType(x, y));

    protected override Kernel Integer<T>(DType dtype) => ScalarKernels.Binary<FloorDivideIntegers<T>, T>();

    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.BinaryFloat<FloorDivideFloats, T>();

    protected override Loop TimeLoop(DType x, DType y)
        => !TimeArithmetic.IsSpan(x) ? throw Error.NoLoop(Name, x, y)
            : TimeArithmetic.IsSpan(y)
                ? TimeArithmetic.InUnitOf(TimeArithmetic.SameKind(x, y)!, ScalarKernels.Binary<WholeSpans, long>(), x, y, DType.Int64)
            : y.IsInteger ? TimeArithmetic.InUnitOf(x, ScalarKernels.Binary<SpanOverCount, long>(), x, y, x.AsNative())
            : y.IsFloating ? TimeArithmetic.InUnitOf(x, ScalarKernels.Binary<SpanOverReal, long, double, long>(), x, y, x.AsNative())
            : throw Error.NoLoop(Name, x, y);
}

internal readonly struct FloorDivideIntegers<T> : IBinaryOperator<T, T, T> where T : unmanaged, IBinaryInteger<T>
{
    public static T Of(T x, T y)
    {
        if (T.IsZero(y))
        {
            return T.Zero;
        }
        if (y == T.Zero - T.One && T.IsNegative(y))
        {
            // The quotient of the smallest integer by -1 does not fit, and the processor would trap.
            return T.Zero - x;
        }
        T quotient = x / y;
        return T.IsNegative(x) != T.IsNegative(y) && quotient * y != x ? quotient - T.One : quotient;
    }
}

internal readonly struct FloorDivideFloats : IBinaryFloatOperator
{
    public static T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (T.IsZero(y))
        {
            return x / y;
        }
        // x minus the remainder is a multiple of y: the quotient is an integer, apart from its rounding.
        T rest = x % y, quotient = (x - rest) / y;
        if (!T.IsZero(rest) && (rest < T.Zero) != (y < T.Zero))
        {
            quotient -= T.One;
        }
        if (T.IsZero(quotient))
        {
            return T.CopySign(T.Zero, x / y);
        }
        T floor = T.Floor(quotient);
        return quotient - floor > T.One / (T.One + T.One) ? floor + T.One : floor;
    }
}

internal readonly struct WholeSpans : IBinaryOperator<long, long, long>
{
    public static long Of(long x, long y) => x == NaT.Value || y == NaT.Value ? 0 : FloorDivideIntegers<long>.Of(x, y);
}

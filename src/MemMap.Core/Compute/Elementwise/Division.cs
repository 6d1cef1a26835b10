using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// The quotient rounded down, numpy's <c>//</c>. Integers: by 0 it is 0, the smallest by -1 wraps. Floats: by 0 infinite or NaN, as the
/// true quotient. A time span by a number is cut off towards zero, as in numpy.
/// </summary>
internal sealed class FloorDivide() : BinaryOperation("floor_divide")
{
    protected override bool WidensHalf => true;

    internal override DType ComputeType(DType x, DType y) => NumberOf(base.ComputeType(x, y));

    protected override Kernel Integer<T>(DType dtype) => Each.Pair<FloorDivideIntegers<T>, T>();

    protected override Kernel Floating<T>(DType dtype) => Each.FloatPair<FloorDivideFloats, T>();

    protected override Loop TimeLoop(DType x, DType y)
        => !Times.IsSpan(x) ? throw Error.NoLoop(Name, x, y)
            : Times.IsSpan(y) ? Times.InUnitOf(Times.SameKind(x, y)!, Each.Pair<WholeSpans, long>(), x, y, DType.Int64)
            : y.IsInteger ? Times.InUnitOf(x, Each.Pair<SpanOverCount, long>(), x, y, x.AsNative())
            : y.IsFloating ? Times.InUnitOf(x, Each.Pair<SpanOverReal, long, double, long>(), x, y, x.AsNative())
            : throw Error.NoLoop(Name, x, y);
}

/// <summary>What <see cref="FloorDivide"/> leaves, with the sign of the divisor; numpy's <c>%</c>. Integers: by 0 it is 0.</summary>
internal sealed class Remainder() : BinaryOperation("remainder")
{
    protected override bool WidensHalf => true;

    internal override DType ComputeType(DType x, DType y) => NumberOf(base.ComputeType(x, y));

    protected override Kernel Integer<T>(DType dtype) => Each.Pair<RemainderOfIntegers<T>, T>();

    protected override Kernel Floating<T>(DType dtype) => Each.FloatPair<RemainderOfFloats, T>();

    protected override Loop TimeLoop(DType x, DType y)
    {
        DType common = Times.IsSpan(x) && Times.IsSpan(y) ? Times.SameKind(x, y)! : throw Error.NoLoop(Name, x, y);
        return Times.InUnitOf(common, Each.Pair<RestOfSpan, long>(), x, y, common);
    }
}

/// <summary>What division leaves when the quotient is cut off, with the sign of the dividend; C's <c>fmod</c>. Integers: by 0 it is 0.</summary>
internal sealed class Fmod() : BinaryOperation("fmod")
{
    protected override bool WidensHalf => true;

    internal override DType ComputeType(DType x, DType y) => NumberOf(base.ComputeType(x, y));

    protected override Kernel Integer<T>(DType dtype) => Each.Pair<RestOfIntegers<T>, T>();

    protected override Kernel Floating<T>(DType dtype) => Each.FloatPair<RestOfFloats, T>();

    protected override Loop TimeLoop(DType x, DType y) => throw Error.NoLoop(Name, x, y);
}

internal readonly struct FloorDivideIntegers<T> : IPair<T, T, T> where T : unmanaged, IBinaryInteger<T>
{
    public static T Of(T x, T y)
    {
        if (T.IsZero(y))
        {
            return T.Zero;
        }
        if (y == T.Zero - T.One && T.IsNegative(y))
        {
            // The processor traps where the quotient of the smallest integer doesn't fit.
            return T.Zero - x;
        }
        T quotient = x / y;
        return T.IsNegative(x) != T.IsNegative(y) && quotient * y != x ? quotient - T.One : quotient;
    }
}

internal readonly struct RestOfIntegers<T> : IPair<T, T, T> where T : unmanaged, IBinaryInteger<T>
{
    public static T Of(T x, T y) => T.IsZero(y) || (y == T.Zero - T.One && T.IsNegative(y)) ? T.Zero : x % y;
}

internal readonly struct RemainderOfIntegers<T> : IPair<T, T, T> where T : unmanaged, IBinaryInteger<T>
{
    public static T Of(T x, T y)
    {
        T rest = RestOfIntegers<T>.Of(x, y);
        return !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(y) ? rest + y : rest;
    }
}

internal readonly struct RestOfFloats : IFloatPair
{
    public static T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x % y;
}

internal readonly struct RemainderOfFloats : IFloatPair
{
    public static T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T rest = x % y;
        return T.IsZero(y) ? rest
            : T.IsZero(rest) ? T.CopySign(T.Zero, y)
            : (rest < T.Zero) != (y < T.Zero) ? rest + y
            : rest;
    }
}

internal readonly struct FloorDivideFloats : IFloatPair
{
    public static T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (T.IsZero(y))
        {
            return x / y;
        }
        // x minus the remainder is a multiple of y, so that the quotient is a whole number but for its rounding.
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

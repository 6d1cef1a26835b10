using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// The remainder of <see cref="FloorDivide"/>, with the sign of the divisor; numpy's <c>%</c>. Integers: the remainder by 0 is 0.
/// </summary>
internal sealed class Remainder() : BinaryOperation("remainder")
{
    protected override bool WidensHalf => true;

    internal override DType ComputeType(DType x, DType y) => NumberOf(base.ComputeType(x, y));

    protected override Kernel Integer<T>(DType dtype) => ScalarKernels.Binary<RemainderOfIntegers<T>, T>();

    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.BinaryFloat<RemainderOfFloats, T>();

    protected override Loop TimeLoop(DType x, DType y)
    {
        DType common = TimeArithmetic.IsSpan(x) && TimeArithmetic.IsSpan(y) ? TimeArithmetic.SameKind(x, y)!
            : throw Error.NoLoop(Name, x, y);
        return TimeArithmetic.InUnitOf(common, ScalarKernels.Binary<RestOfSpan, long>(), x, y, common);
    }
}

internal readonly struct RemainderOfIntegers<T> : IBinaryOperator<T, T, T> where T : unmanaged, IBinaryInteger<T>
{
    public static T Of(T x, T y)
    {
        T rest = RestOfIntegers<T>.Of(x, y);
        return !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(y) ? rest + y : rest;
    }
}

internal readonly struct RemainderOfFloats : IBinaryFloatOperator
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

internal readonly struct RestOfSpan : IBinaryOperator<long, long, long>
{
    public static long Of(long x, long y) => x == NaT.Value || y == NaT.Value || y == 0 ? NaT.Value : RemainderOfIntegers<long>.Of(x, y);
}

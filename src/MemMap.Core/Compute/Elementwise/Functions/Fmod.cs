using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// The remainder of the truncated quotient, with the sign of the dividend; C's <c>fmod</c>. Integers: the remainder by 0 is 0.
/// </summary>
internal sealed class Fmod() : BinaryOperation("fmod")
{
    protected override bool WidensHalf => true;

    internal override DType ComputeType(DType x, DType y) => NumberOf(base.ComputeType(x, y));

    protected override Kernel Integer<T>(DType dtype) => ScalarKernels.Binary<RestOfIntegers<T>, T>();

    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.BinaryFloat<RestOfFloats, T>();

    protected override Loop TimeLoop(DType x, DType y) => throw Error.NoLoop(Name, x, y);
}

internal readonly struct RestOfIntegers<T> : IBinaryOperator<T, T, T> where T : unmanaged, IBinaryInteger<T>
{
    public static T Of(T x, T y) => T.IsZero(y) || (y == T.Zero - T.One && T.IsNegative(y)) ? T.Zero : x % y;
}

internal readonly struct RestOfFloats : IBinaryFloatOperator
{
    public static T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x % y;
}

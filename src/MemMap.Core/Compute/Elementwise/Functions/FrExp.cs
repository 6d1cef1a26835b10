using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// The mantissa of an element, in 0.5 .. 1 by its absolute value: the element is that times 2 to the power of its
/// <see cref="FrExpExponent"/>. 0, infinities and NaN are their own mantissa.
/// </summary>
internal sealed class FrExp() : UnaryFloatFunction("frexp")
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.UnaryFloat<Function, T>();

    private readonly struct Function : IUnaryFloatOperator
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.ScaleB(x, -FrExpExponent.Of(x));
    }
}

/// <summary>The exponent that belongs to the mantissa of <see cref="FrExp"/>, an int32; 0 for 0, infinities and NaN.</summary>
internal sealed class FrExpExponent() : UnaryFloatFunction("frexp")
{
    internal override DType ResultType(DType compute) => DType.Int32;

    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.Unary<Function<T>, T, int>();

    internal static int Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => T.IsZero(x) || !T.IsFinite(x) ? 0 : T.ILogB(x) + 1;

    private readonly struct Function<T> : IUnaryOperator<T, int> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static int Of(T x) => FrExpExponent.Of(x);
    }
}

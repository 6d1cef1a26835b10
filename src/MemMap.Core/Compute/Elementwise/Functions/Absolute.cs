using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The absolute value. The smallest integer wraps to itself. A complex number's absolute value is real.</summary>
internal sealed class Absolute() : UnaryOperation("absolute")
{
    internal override DType ResultType(DType compute) => compute.RealType;

    protected override Kernel Bool(DType dtype) => Map<byte>(static (x, d) => x.CopyTo(d));

    protected override Kernel Integer<T>(DType dtype) => ScalarKernels.Unary<OfInteger<T>, T, T>();

    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Abs);

    protected override Kernel OfParts<T>() => ScalarKernels.Unary<OfComplex<T>, ComplexParts<T>, T>();

    protected override Kernel Time(DType dtype) => TimeArithmetic.IsSpan(dtype) ? Integer<long>(dtype) : Unsupported(dtype);

    private readonly struct OfInteger<T> : IUnaryOperator<T, T> where T : unmanaged, IBinaryInteger<T>
    {
        public static T Of(T x) => T.IsNegative(x) ? T.Zero - x : x;
    }

    internal readonly struct OfComplex<T> : IUnaryOperator<ComplexParts<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Of(ComplexParts<T> z) => T.Hypot(z.Re, z.Im);
    }
}

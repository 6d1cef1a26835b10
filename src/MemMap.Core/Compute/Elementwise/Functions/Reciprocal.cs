using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>1 divided by the element, in its own dtype. Integers give 0 except for 1 and -1; 0 gives the smallest integer.</summary>
internal sealed class Reciprocal() : UnaryOperation("reciprocal")
{
    internal override DType ComputeType(DType x) => NumberOf(x.AsNative());

    protected override Kernel Integer<T>(DType dtype) => ScalarKernels.Unary<OfInteger<T>, T, T>();

    protected override Kernel Floating<T>(DType dtype) => Map<T>(static (x, d) => TensorPrimitives.Divide(T.One, x, d));

    protected override Kernel OfParts<T>() => ScalarKernels.Unary<OfComplex<T>, ComplexParts<T>, ComplexParts<T>>();

    private readonly struct OfInteger<T> : IUnaryOperator<T, T> where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        public static T Of(T x) => T.IsZero(x) ? T.MinValue : T.One / x;
    }

    private readonly struct OfComplex<T> : IUnaryOperator<ComplexParts<T>, ComplexParts<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // numpy's formula, and not the quotient of 1 and z: the inverse of 0 has no sign, so it is NaN.
        public static ComplexParts<T> Of(ComplexParts<T> z)
        {
            if (T.Abs(z.Im) <= T.Abs(z.Re))
            {
                T ratio = z.Im / z.Re, scale = z.Re + (z.Im * ratio);
                return new(T.One / scale, -ratio / scale);
            }
            T inverse = z.Re / z.Im, factor = (z.Re * inverse) + z.Im;
            return new(inverse / factor, -T.One / factor);
        }
    }
}

using System.Numerics;

namespace MemMap.Compute;

/// <summary>-1, 0, 1 or NaN (-1 for NaT, as in numpy). For a complex number z, z / |z|, as in numpy 2. Not defined for bool.</summary>
internal sealed class Sign() : UnaryOperation("sign")
{
    protected override Kernel Real<T>(DType dtype) => ScalarKernels.Unary<OfReal<T>, T, T>();

    protected override Kernel OfParts<T>() => ScalarKernels.Unary<OfComplex<T>, ComplexParts<T>, ComplexParts<T>>();

    protected override Kernel Time(DType dtype) => TimeArithmetic.IsSpan(dtype) ? Real<long>(dtype) : Unsupported(dtype);

    private readonly struct OfReal<T> : IUnaryOperator<T, T> where T : unmanaged, INumber<T>
    {
        public static T Of(T x) => x > T.Zero ? T.One : x < T.Zero ? T.Zero - T.One : x == T.Zero ? T.Zero : x;
    }

    private readonly struct OfComplex<T> : IUnaryOperator<ComplexParts<T>, ComplexParts<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static ComplexParts<T> Of(ComplexParts<T> z)
        {
            // As in numpy 2: an infinite part beside a finite one has the direction of its axis; two have none.
            if (T.IsInfinity(z.Re) || T.IsInfinity(z.Im))
            {
                return PickNumber<T, LessEqual>.IsNaN(z) || T.IsInfinity(z.Re) == T.IsInfinity(z.Im) ? new(T.NaN, T.NaN)
                    : T.IsInfinity(z.Re) ? new(T.CopySign(T.One, z.Re), T.Zero) : new(T.Zero, T.CopySign(T.One, z.Im));
            }
            T size = Absolute.OfComplex<T>.Of(z);
            if (T.IsInfinity(size) || T.IsSubnormal(size))
            {
                // By powers of two that keep the direction.
                int power = T.IsInfinity(size) ? -2 : 120;
                z = new(T.ScaleB(z.Re, power), T.ScaleB(z.Im, power));
                size = Absolute.OfComplex<T>.Of(z);
            }
            return T.IsZero(size) ? default : new(z.Re / size, z.Im / size);
        }
    }
}

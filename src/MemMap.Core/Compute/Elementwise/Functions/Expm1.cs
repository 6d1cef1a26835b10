using System.Numerics;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>e to the power of the element, minus 1, without loss of digits near 0.</summary>
internal sealed class Expm1() : UnaryFloatFunction("expm1", OfComplex)
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.UnaryFloat<Function, T>();

    private readonly struct Function : IUnaryFloatOperator
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            => T.CreateTruncating(OfReal(double.CreateTruncating(x)));
    }

    private static ComplexNumber OfComplex(ComplexNumber z)
    {
        double half = Math.Sin(z.Imaginary / 2);
        return new((OfReal(z.Real) * Math.Cos(z.Imaginary)) - (2 * half * half), Math.Exp(z.Real) * Math.Sin(z.Imaginary));
    }

    /// <summary>exp(x) - 1, to about one unit in the last place.</summary>
    private static double OfReal(double x)
    {
        if (x == 0 || !(Math.Abs(x) < 0.5))
        {
            return x == 0 ? x : Math.Exp(x) - 1;
        }
        // Taylor's series from x^18/18! down to x^2/2!; the next term is below 1e-20 of the result.
        double tail = 0;
        for (int n = 18; n >= 3; n--)
        {
            tail = (1 + tail) * x / n;
        }
        return x + (x * x / 2 * (1 + tail));
    }
}

using System.Numerics;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Natural logarithm of 1 plus the element, without loss of digits near 0.</summary>
internal sealed class Log1p() : UnaryFloatFunction("log1p", OfComplex)
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.UnaryFloat<Function, T>();

    private readonly struct Function : IUnaryFloatOperator
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            => T.CreateTruncating(OfReal(double.CreateTruncating(x)));
    }

    private static ComplexNumber OfComplex(ComplexNumber z)
        => new(Math.Log(double.Hypot(z.Real + 1, z.Imaginary)), Math.Atan2(z.Imaginary, z.Real + 1));

    /// <summary>log(1 + x), to about one unit in the last place.</summary>
    internal static double OfReal(double x)
    {
        double sum = 1 + x;
        if (double.IsInfinity(sum) || !(sum > 0))
        {
            return Math.Log(sum);
        }
        // The exact rounding error of the sum. The slope of the logarithm at sum is 1 / sum. This term also keeps -0.
        double lost = Math.Abs(x) < 1 ? x - (sum - 1) : 1 - (sum - x);
        return sum == 1 ? x : Math.Log(sum) + (lost / sum);
    }
}

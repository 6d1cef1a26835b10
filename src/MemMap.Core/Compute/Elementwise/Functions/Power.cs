using System.Globalization;
using System.Numerics;
using MemMap.Memory;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>
/// x to the power of y, in numpy's dtypes: integers stay integers (and wrap), so a negative exponent is an error for them.
/// </summary>
internal sealed class Power() : BinaryOperation("power")
{
    protected override bool WidensHalf => true;

    internal override Loop LoopFor(DType x, DType y)
    {
        Loop loop = base.LoopFor(x, y);
        return loop.Blocks[1] is { IsInteger: true, IsSigned: true } && y.IsSigned ? loop with { MayFail = HasNegative } : loop;
    }

    internal override DType ComputeType(DType x, DType y) => NumberOf(base.ComputeType(x, y));

    protected override Kernel Integer<T>(DType dtype) => Kernels.Binary<T, T>(static (x, y, d) =>
    {
        for (int i = 0; i < x.Length; i++)
        {
            d[i] = OfIntegers(x[i], y[i]);
        }
    });

    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.BinaryFloat<PowerOfFloats, T>();

    protected override Kernel OfParts<T>() => ScalarKernels.Binary<PowerOfComplex<T>, ComplexParts<T>>();

    protected override Loop TimeLoop(DType x, DType y) => throw Error.NoLoop(Name, x, y);

    /// <summary>Whether an exponent may be negative. Only one number in memory is looked at.</summary>
    private static bool HasNegative(ArrayRef[] inputs)
    {
        ArrayRef y = inputs[1];
        return y.Size > 0 && (y.Buffer is not NativeBuffer { ByteLength: <= sizeof(long) }
            || Convert.ToInt64(y.At(new long[y.NDim]).AsNumpys().Item(), CultureInfo.InvariantCulture) < 0);
    }

    private static T OfIntegers<T>(T x, T exponent) where T : IBinaryInteger<T>
    {
        if (T.IsNegative(exponent))
        {
            throw Error.NegativePower();
        }
        T result = T.One;
        for (; !T.IsZero(exponent); exponent >>= 1, x *= x)
        {
            result = T.IsOddInteger(exponent) ? result * x : result;
        }
        return result;
    }

    private readonly struct PowerOfFloats : IBinaryFloatOperator
    {
        public static T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Pow(x, y);
    }

    private readonly struct PowerOfComplex<T> : IBinaryOperator<ComplexParts<T>, ComplexParts<T>, ComplexParts<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Smaller integer powers are computed as products, as in numpy: more accurate than by the logarithm.
        private const double MaxProduct = 100;

        public static ComplexParts<T> Of(ComplexParts<T> x, ComplexParts<T> y)
        {
            ComplexNumber power = Of(Widen(x), Widen(y));
            return new(T.CreateTruncating(power.Real), T.CreateTruncating(power.Imaginary));
        }

        private static ComplexNumber Widen(ComplexParts<T> z) => new(double.CreateTruncating(z.Re), double.CreateTruncating(z.Im));

        private static ComplexNumber Of(ComplexNumber x, ComplexNumber y)
        {
            if (y == ComplexNumber.Zero)
            {
                return ComplexNumber.One;
            }
            if (x == ComplexNumber.Zero)
            {
                return y.Real > 0 && y.Imaginary == 0 ? ComplexNumber.Zero : new(double.NaN, double.NaN);
            }
            return y.Imaginary == 0 && double.IsInteger(y.Real) && Math.Abs(y.Real) < MaxProduct
                ? Product(x, (int)y.Real)
                : ComplexFunctions.Exp(y * ComplexFunctions.Log(x));
        }

        private static ComplexNumber Product(ComplexNumber x, int exponent)
        {
            int rest = Math.Abs(exponent);
            for (; (rest & 1) == 0; rest >>= 1)
            {
                x *= x;
            }
            // Start with x, not with a factor of 1: a complex 1 times infinity has a NaN part.
            ComplexNumber result = x;
            for (rest >>= 1; rest > 0; rest >>= 1)
            {
                x *= x;
                result = (rest & 1) == 1 ? result * x : result;
            }
            return exponent < 0 ? ComplexNumber.One / result : result;
        }
    }
}

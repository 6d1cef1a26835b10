using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// Functions of complex numbers that <see cref="Complex"/> doesn't have, or has only with a loss of digits; branch cuts are numpy's.
/// </summary>
internal static class ComplexFunctions
{
    /// <summary>e to the power of z; on the real axis it stays there, where 0 times infinity would be NaN.</summary>
    internal static Complex Exp(Complex z) => z.Imaginary == 0 ? new(Math.Exp(z.Real), z.Imaginary) : Complex.Exp(z);

    internal static Complex Expm1(Complex z)
    {
        double half = Math.Sin(z.Imaginary / 2);
        return new((Precise.Expm1(z.Real) * Math.Cos(z.Imaginary)) - (2 * half * half), Math.Exp(z.Real) * Math.Sin(z.Imaginary));
    }

    internal static Complex Log1p(Complex z)
        => new(Math.Log(double.Hypot(z.Real + 1, z.Imaginary)), Math.Atan2(z.Imaginary, z.Real + 1));

    /// <summary>asinh(z) = -i asin(i z).</summary>
    internal static Complex Arcsinh(Complex z)
    {
        Complex w = Complex.Asin(new(-z.Imaginary, z.Real));
        return new(w.Imaginary, -w.Real);
    }

    /// <summary>acosh(z) is i acos(z) or -i acos(z), whichever has no negative real part.</summary>
    internal static Complex Arccosh(Complex z)
    {
        Complex w = Complex.Acos(z);
        return w.Imaginary <= 0 ? new(-w.Imaginary, w.Real) : new(w.Imaginary, -w.Real);
    }

    internal static Complex Arctanh(Complex z)
    {
        double x = z.Real, y = z.Imaginary, left = 1 - x;
        return new(
            Precise.Log1p(4 * x / ((left * left) + (y * y))) / 4,
            Math.Atan2(2 * y, (left * (1 + x)) - (y * y)) / 2);
    }

    /// <summary>atan(z) = -i atanh(i z).</summary>
    internal static Complex Arctan(Complex z)
    {
        Complex w = Arctanh(new(-z.Imaginary, z.Real));
        return new(w.Imaginary, -w.Real);
    }
}

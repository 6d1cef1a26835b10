using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>
/// Functions of complex numbers by the rules of C99's Annex G, as numpy has them: the sign of a zero tells the side of a branch cut, and
/// infinities and NaN have the results that are listed there. Where a sign is left open beside NaN, it is that of the GNU C library. The
/// functions of .NET's Complex lose signs of zeros, small parts and infinities.
/// </summary>
internal static class ComplexFunctions
{
    // e^Large is finite, and so is a product with it where the result is.
    private const double Large = 700;

    // The hyperbolic tangent of more is 1 in float64.
    private const double Saturated = 22;

    /// <summary>The square root with a real part that is not negative; the cut is the negative real axis.</summary>
    internal static ComplexNumber Sqrt(ComplexNumber z)
    {
        double x = z.Real, y = z.Imaginary;
        if (double.IsInfinity(y) || (x == 0 && y == 0))
        {
            return new(Math.Abs(y), y);
        }
        if (double.IsInfinity(x))
        {
            double other = double.IsNaN(y) ? y : 0;
            return x > 0 ? new(x, Math.CopySign(other, y)) : new(other, Math.CopySign(x, y));
        }
        // By powers of four, so that the hypotenuse neither overflows nor is subnormal.
        int power = Math.Max(Math.Abs(x), Math.Abs(y)) switch { > 1e300 => -2, < 1e-290 => 108, _ => 0 };
        (x, y) = (Math.ScaleB(x, power), Math.ScaleB(y, power));
        double root = Math.Sqrt((Math.Abs(x) + double.Hypot(x, y)) / 2), rest = Math.Abs(y) / (2 * root);
        (root, rest) = (Math.ScaleB(root, -power / 2), Math.ScaleB(rest, -power / 2));
        return x >= 0 ? new(root, Math.CopySign(rest, y)) : new(rest, Math.CopySign(root, y));
    }

    /// <summary>e to the power of z.</summary>
    internal static ComplexNumber Exp(ComplexNumber z)
    {
        double x = z.Real, y = z.Imaginary;
        if (y == 0)
        {
            return new(Math.Exp(x), y);
        }
        if (!double.IsFinite(y))
        {
            return double.IsNegativeInfinity(x) ? new(0, Math.CopySign(0, y))
                : double.IsPositiveInfinity(x) ? new(x, double.NaN) : new(double.NaN, double.NaN);
        }
        (double size, double factor) = Exponential(x);
        return new(Math.Cos(y) * factor * size, Math.Sin(y) * factor * size);
    }

    /// <summary>The natural logarithm; the cut is the negative real axis.</summary>
    internal static ComplexNumber Log(ComplexNumber z) => new(LogOfAbs(z.Real, z.Imaginary), Math.Atan2(z.Imaginary, z.Real));

    /// <summary>The logarithm of the absolute value, without cancellation where that is about 1.</summary>
    internal static double LogOfAbs(double x, double y)
    {
        double size = double.Hypot(x, y);
        if (size is > 0.5 and < 2)
        {
            // The squares and their sum with the rounding error of each.
            double xx = x * x, yy = y * y, sum = xx + yy, part = sum - xx;
            double lost = (xx - (sum - part)) + (yy - part) + Math.FusedMultiplyAdd(x, x, -xx) + Math.FusedMultiplyAdd(y, y, -yy);
            return Log1p.OfReal((sum - 1) + lost) / 2;
        }
        int power = size switch { > 1e308 => -2, < 1e-290 and > 0 => 200, _ => 0 };
        return power == 0 || !double.IsFinite(x) || !double.IsFinite(y) ? Math.Log(size)
            : Math.Log(double.Hypot(Math.ScaleB(x, power), Math.ScaleB(y, power))) - (power * Math.Log(2));
    }

    /// <summary>Hyperbolic sine.</summary>
    internal static ComplexNumber Sinh(ComplexNumber z)
    {
        double x = z.Real, y = z.Imaginary;
        if (y == 0)
        {
            return new(Math.Sinh(x), y);
        }
        if (!double.IsFinite(y))
        {
            return new(x == 0 ? x : double.IsInfinity(x) ? double.PositiveInfinity : double.NaN, double.NaN);
        }
        if (Math.Abs(x) > Saturated)
        {
            (double size, double factor) = Exponential(Math.Abs(x));
            return new(Math.Cos(y) * factor * Math.CopySign(size / 2, x), Math.Sin(y) * factor * (size / 2));
        }
        return new(Math.Sinh(x) * Math.Cos(y), Math.Cosh(x) * Math.Sin(y));
    }

    /// <summary>Hyperbolic cosine.</summary>
    internal static ComplexNumber Cosh(ComplexNumber z)
    {
        double x = z.Real, y = z.Imaginary;
        if (y == 0)
        {
            return new(Math.Cosh(x), double.IsNaN(x) ? y : Math.CopySign(0, x) * Math.CopySign(1, y));
        }
        if (!double.IsFinite(y))
        {
            return x == 0 ? new(double.NaN, 0) : new(double.IsInfinity(x) ? double.PositiveInfinity : double.NaN, double.NaN);
        }
        if (Math.Abs(x) > Saturated)
        {
            (double size, double factor) = Exponential(Math.Abs(x));
            return new(Math.Cos(y) * factor * (size / 2), Math.Sin(y) * factor * Math.CopySign(size / 2, x));
        }
        return new(Math.Cosh(x) * Math.Cos(y), Math.Sinh(x) * Math.Sin(y));
    }

    /// <summary>Hyperbolic tangent.</summary>
    internal static ComplexNumber Tanh(ComplexNumber z)
    {
        double x = z.Real, y = z.Imaginary;
        if (!double.IsFinite(x))
        {
            double zero = double.IsFinite(y) && y != 0 ? Math.Sin(y) * Math.Cos(y) : y;
            return double.IsInfinity(x) ? new(Math.CopySign(1, x), Math.CopySign(0, zero)) : new(x, y == 0 ? y : double.NaN);
        }
        if (!double.IsFinite(y))
        {
            return new(x == 0 ? x : double.NaN, double.NaN);
        }
        if (Math.Abs(x) > Saturated)
        {
            return new(Math.CopySign(1, x), 4 * Math.Sin(y) * Math.Cos(y) * Math.Exp(-2 * Math.Abs(x)));
        }
        // Kahan's formula, which divides nothing small by anything small.
        double t = Math.Tan(y), beta = 1 + (t * t), s = Math.Sinh(x), rho = Math.Sqrt(1 + (s * s)), scale = 1 + (beta * s * s);
        return new(beta * rho * s / scale, t / scale);
    }

    internal static ComplexNumber Sin(ComplexNumber z) => Reversed(Sinh(Reversed(z)));

    internal static ComplexNumber Cos(ComplexNumber z) => Cosh(new(-z.Imaginary, z.Real));

    internal static ComplexNumber Tan(ComplexNumber z) => Reversed(Tanh(Reversed(z)));

    /// <summary>Both parts times a real number. .NET's product with a real number makes NaN of a part beside an infinity.</summary>
    internal static ComplexNumber Scaled(ComplexNumber z, double factor) => new(z.Real * factor, z.Imaginary * factor);

    /// <summary>
    /// The parts in each other's place, which is i times the conjugate. A function f with f(iz) = i g(z) that commutes with the conjugate
    /// is f = Reversed(g(Reversed)): no part is negated, so every zero keeps its sign.
    /// </summary>
    internal static ComplexNumber Reversed(ComplexNumber z) => new(z.Imaginary, z.Real);

    /// <summary>e^x as two factors, since it may overflow where a product with a sine does not.</summary>
    private static (double Size, double Factor) Exponential(double x)
        => x > Large && double.IsFinite(x) ? (Math.Exp(x - Large), Math.Exp(Large)) : (Math.Exp(x), 1);
}

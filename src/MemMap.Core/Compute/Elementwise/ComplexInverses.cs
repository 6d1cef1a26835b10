using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>
/// The inverse functions of sines and tangents of complex numbers, by the rules of C99's Annex G; see <see cref="ComplexFunctions"/>. Each
/// is computed in the first quadrant and moved to the others by its symmetries, so the sign of a zero tells the side of a cut. Inverse
/// sines and cosines follow Hull, Fairgrieve and Tang, "Implementing the complex arcsine and arccosine functions using exception
/// handling" (1997).
/// </summary>
internal static class ComplexInverses
{
    private const double Epsilon = 1.1102230246251565e-16;

    // From here on, 1 is nothing beside the number; and the squares of numbers up to here are finite.
    private const double Large = 1e150;

    // Where the formulas by arcsine and logarithm hand over to those that don't cancel.
    private const double MostOfArcsine = 0.6417, MostOfLog1p = 1.5;

    internal static ComplexNumber Asin(ComplexNumber z)
    {
        double x = Math.Abs(z.Real), y = Math.Abs(z.Imaginary);
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.IsInfinity(x) || double.IsInfinity(y) ? new(double.NaN, Math.CopySign(double.PositiveInfinity, z.Imaginary))
                : new(x == 0 ? z.Real : double.NaN, double.NaN);
        }
        (double sine, double cosine, double imaginary) = Angles(x, y);
        return new(Math.CopySign(Math.Atan2(sine, cosine), z.Real), Math.CopySign(imaginary, z.Imaginary));
    }

    internal static ComplexNumber Acos(ComplexNumber z)
    {
        double x = Math.Abs(z.Real), y = Math.Abs(z.Imaginary);
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.IsInfinity(x) || double.IsInfinity(y)
                ? new(double.NaN, double.IsInfinity(y) ? -z.Imaginary : double.NegativeInfinity)
                : new(x == 0 ? Math.PI / 2 : double.NaN, double.NaN);
        }
        (double sine, double cosine, double imaginary) = Angles(x, y);
        return new(Math.Atan2(cosine, Math.CopySign(sine, z.Real)), -Math.CopySign(imaginary, z.Imaginary));
    }

    internal static ComplexNumber Asinh(ComplexNumber z) => ComplexFunctions.Reversed(Asin(ComplexFunctions.Reversed(z)));

    internal static ComplexNumber Acosh(ComplexNumber z)
    {
        ComplexNumber w = Acos(z);
        return double.IsNaN(w.Imaginary) ? new(w.Imaginary, w.Real) : new(Math.Abs(w.Imaginary), Math.CopySign(w.Real, z.Imaginary));
    }

    internal static ComplexNumber Atan(ComplexNumber z) => ComplexFunctions.Reversed(Atanh(ComplexFunctions.Reversed(z)));

    internal static ComplexNumber Atanh(ComplexNumber z)
    {
        double x = Math.Abs(z.Real), y = Math.Abs(z.Imaginary);
        double real = double.IsInfinity(x) || double.IsInfinity(y) ? 0
            : x == 0 ? x
            : Math.Max(x, y) > 1 / Epsilon ? RealOfInverse(x, y)
            : y == 0 && x <= 1 ? Math.Atanh(x)
            : x == 1 && y < Epsilon ? (Math.Log(2) - Math.Log(y)) / 2
            // Where the real part is tiny and so is its distance from 0, the square of y may be 0: it then adds nothing.
            : Log1p.OfReal(4 * x / (((x - 1) * (x - 1)) + (y * y))) / 4;
        double imaginary = double.IsInfinity(y) || Math.Max(x, y) > 1 / Epsilon ? (double.IsNaN(y) ? y : Math.PI / 2)
            : x == 0 ? Math.Atan(y)
            : double.IsNaN(x) || double.IsNaN(y) ? double.NaN
            : x == 1 && y > 0 ? Math.Atan2(2, -y) / 2
            : Math.Atan2(2 * y, ((1 - x) * (1 + x)) - (y * y)) / 2;
        return new(Math.CopySign(real, z.Real), Math.CopySign(imaginary, z.Imaginary));
    }

    /// <summary>
    /// For a number of the first quadrant: two numbers in the proportion of sine and cosine of the arcsine's real part, and its imaginary
    /// part.
    /// </summary>
    private static (double Sine, double Cosine, double Imaginary) Angles(double x, double y)
    {
        if (Math.Max(x, y) > Large)
        {
            double imaginaryPart = ComplexFunctions.LogOfAbs(x, y) + Math.Log(2);
            // Only infinities are in proportion to one another as they are to finite numbers.
            return double.IsInfinity(x) || double.IsInfinity(y)
                ? (double.IsInfinity(x) ? 1 : 0, double.IsInfinity(y) ? 1 : 0, imaginaryPart) : (x, y, imaginaryPart);
        }
        // The distance of x from 1 decides where y is too small to count, but for its own sign and size.
        double distance = Math.Abs(x - 1);
        if (y <= Epsilon * distance && distance > 0)
        {
            double root = Math.Sqrt(distance * (x + 1));
            return x < 1 ? (x, root, y / root) : (x, y * (x / root), Log1p.OfReal(distance + root));
        }
        double right = double.Hypot(x + 1, y), left = double.Hypot(x - 1, y), a = (right + left) / 2, b = x / a;
        double square = y * y / (right + x + 1);
        // Twice a - 1, without the difference.
        double excess = x < 1 ? square + (y * y / (left + (1 - x))) : square + (left + (x - 1));
        double imaginary = a <= MostOfLog1p ? Log1p.OfReal((excess / 2) + Math.Sqrt(excess * ((a + 1) / 2)))
            : Math.Log(a + Math.Sqrt((a * a) - 1));
        return b <= MostOfArcsine ? (b, Math.Sqrt((1 - b) * (1 + b)), imaginary)
            : x <= 1 ? (x, Math.Sqrt((a + x) * (square + (left + (1 - x))) / 2), imaginary)
            : (x, y * Math.Sqrt((((a + x) / (right + x + 1)) + ((a + x) / (left + (x - 1)))) / 2), imaginary);
    }

    /// <summary>The real part of 1 / z, also where squares would overflow.</summary>
    private static double RealOfInverse(double x, double y)
    {
        double size = Math.Max(x, y), a = x / size, b = y / size;
        return a / ((a * a) + (b * b)) / size;
    }
}

using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// An exact number: <paramref name="Mantissa"/> times two to the power of <paramref name="Exponent"/>. Results are rounded once, at the
/// end.
/// </summary>
internal readonly record struct DyadicRational(BigInteger Mantissa, int Exponent)
{
    /// <summary>The bits of a float64 mantissa, and the exponent of its smallest unit.</summary>
    private const int Precision = 53, LowestExponent = -1074;

    internal static DyadicRational Of(long value) => new(value, 0);

    public static DyadicRational operator +(DyadicRational x, DyadicRational y)
    {
        int exponent = Math.Min(x.Exponent, y.Exponent);
        return new(x.At(exponent) + y.At(exponent), exponent);
    }

    public static DyadicRational operator -(DyadicRational x, DyadicRational y) => x + new DyadicRational(-y.Mantissa, y.Exponent);

    public static DyadicRational operator *(DyadicRational x, DyadicRational y) => new(x.Mantissa * y.Mantissa, x.Exponent + y.Exponent);

    /// <summary>The exact value of a finite float64.</summary>
    internal static DyadicRational Of(double value)
    {
        (long mantissa, int exponent) = Parts(value);
        return new(mantissa, exponent);
    }

    /// <summary>A finite float64 as an integer mantissa and a power of two.</summary>
    internal static (long Mantissa, int Exponent) Parts(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> (Precision - 1)) & 0x7FF;
        long mantissa = bits & ((1L << (Precision - 1)) - 1);
        mantissa |= exponent == 0 ? 0 : 1L << (Precision - 1);
        return (bits < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1 + LowestExponent);
    }

    /// <summary>The same number without trailing zero bits in its mantissa, to save memory.</summary>
    internal DyadicRational Trimmed()
    {
        if (Mantissa.IsZero)
        {
            return default;
        }
        int zeros = (int)BigInteger.TrailingZeroCount(Mantissa);
        return new(Mantissa >> zeros, Exponent + zeros);
    }

    /// <summary>The number as an integer; it must be one.</summary>
    internal BigInteger ToInteger() => Exponent >= 0 ? Mantissa << Exponent : Mantissa >> -Exponent;

    /// <summary>The quotient by a positive number, rounded to the nearest float64, ties to even.</summary>
    internal double Over(DyadicRational divisor)
    {
        if (Mantissa.IsZero)
        {
            return 0;
        }
        // Compute a few more bits than are kept. Of the remainder, only whether it is zero matters.
        BigInteger magnitude = BigInteger.Abs(Mantissa), by = divisor.Mantissa;
        int shift = Precision + 3 - (int)(magnitude.GetBitLength() - by.GetBitLength());
        var quotient = (ulong)BigInteger.DivRem(
            shift > 0 ? magnitude << shift : magnitude, shift < 0 ? by << -shift : by, out BigInteger rest);
        int exponent = Exponent - divisor.Exponent - shift;
        int drop = Math.Max(BitOperations.Log2(quotient) + 1 - Precision, LowestExponent - exponent);
        double value;
        if (drop > Precision + 5)
        {
            value = 0;
        }
        else
        {
            ulong kept = quotient >> drop, cut = quotient & ((1UL << drop) - 1), half = 1UL << (drop - 1);
            bool isUp = cut > half || (cut == half && (!rest.IsZero || (kept & 1) == 1));
            value = Math.ScaleB((double)(kept + (isUp ? 1UL : 0)), exponent + drop);
        }
        return Mantissa.Sign < 0 ? -value : value;
    }

    /// <summary>The nearest float64.</summary>
    internal double ToDouble() => Over(Of(1L));

    private BigInteger At(int exponent) => Mantissa << (Exponent - exponent);
}

using System.Numerics;
using System.Text;

namespace MemMap.Text;

/// <summary>The decimal digits of a float.</summary>
/// <param name="Text">The digits, most significant first. The first is 0 only for zero and if rounding left nothing.</param>
/// <param name="Exponent">The power of ten of the first digit.</param>
internal readonly record struct FloatDigits(string Text, int Exponent)
{
    /// <summary>
    /// Computes the fewest digits that distinguish the value from all others of its type, within limits, correctly rounded. This is the
    /// method of Steele and White ("How to print floating-point numbers accurately", 1990), which numpy uses, with exact integers. .NET's
    /// shortest round-trip digits do not suffice: they may differ in the last digit, and truncating them would round twice.
    /// </summary>
    /// <param name="value">A finite value. Its sign is ignored.</param>
    /// <param name="max">The largest number of digits; null for as many as needed.</param>
    /// <param name="min">The smallest number of digits. Digits beyond the unique ones are exact, not zeros.</param>
    /// <param name="afterPoint">Whether the limits count digits after the decimal point, rather than all digits.</param>
    internal static FloatDigits Of<T>(T value, int? max, int? min, bool afterPoint) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (T.IsZero(value))
        {
            return new("0", 0);
        }
        (long mantissa, int exponent, bool isPowerOfTwo) = Decompose(value);
        bool isEven = (mantissa & 1) == 0;

        // value = rest / scale. Every number between (rest - below) / scale and (rest + above) / scale reads back as value: half a unit in
        // the last place on each side, but a quarter below a power of two.
        BigInteger rest = (BigInteger)mantissa << 2, scale = 4, below = isPowerOfTwo ? 1 : 2, above = 2;
        if (exponent > 0)
        {
            rest <<= exponent;
            below <<= exponent;
            above <<= exponent;
        }
        else
        {
            scale <<= -exponent;
        }

        // Divide by a power of ten such that 0.1 <= rest / scale < 1 (or less, if the limit leaves only zeros).
        int place = (int)Math.Ceiling(((BitOperations.Log2((ulong)mantissa) + exponent) * Math.Log10(2)) - 0.69);
        if (afterPoint && max is int limit)
        {
            place = Math.Max(place, 1 - limit);
        }
        if (place > 0)
        {
            scale *= BigInteger.Pow(10, place);
        }
        else
        {
            BigInteger power = BigInteger.Pow(10, -place);
            rest *= power;
            below *= power;
            above *= power;
        }
        if (rest >= scale)
        {
            place++;
            scale *= 10;
        }

        int first = place - 1, origin = afterPoint ? 0 : place;
        int? lastPlace = origin - max;
        int stopPlace = origin - min ?? int.MaxValue;
        StringBuilder digits = new();
        int digit;
        bool roundsDown, roundsUp;
        while (true)
        {
            place--;
            rest *= 10;
            below *= 10;
            above *= 10;
            digit = (int)BigInteger.DivRem(rest, scale, out rest);
            int toLow = rest.CompareTo(below), toHigh = (rest + above).CompareTo(scale);
            // The ends of the interval read back as the even neighbour.
            roundsDown = isEven ? toLow <= 0 : toLow < 0;
            roundsUp = isEven ? toHigh >= 0 : toHigh > 0;
            if (place == lastPlace || (place <= stopPlace && (roundsDown || roundsUp)))
            {
                break;
            }
            digits.Append((char)('0' + digit));
        }
        if (roundsDown == roundsUp)
        {
            int toHalf = (rest << 1).CompareTo(scale);
            roundsUp = toHalf > 0 || (toHalf == 0 && (digit & 1) == 1);
        }
        return roundsUp ? Increment(digits, digit, first) : new(digits.Append((char)('0' + digit)).ToString(), first);
    }

    /// <summary>Rounds up: trailing nines are dropped, and a carry may add a new first digit.</summary>
    private static FloatDigits Increment(StringBuilder digits, int last, int exponent)
    {
        digits.Append((char)('0' + last));
        int length = digits.Length;
        while (length > 0 && digits[length - 1] == '9')
        {
            length--;
        }
        digits.Length = length;
        if (length == 0)
        {
            return new("1", exponent + 1);
        }
        digits[length - 1]++;
        return new(digits.ToString(), exponent);
    }

    /// <summary>Decomposes |value| = mantissa * 2^exponent; the exponent is that of the value's last bit.</summary>
    private static (long Mantissa, int Exponent, bool IsPowerOfTwo) Decompose<T>(T value) where T : IBinaryFloatingPointIeee754<T>
    {
        // In double, which holds the values of all three types exactly (Half's own ILogB is wrong for subnormal values).
        double magnitude = Math.Abs(double.CreateTruncating(value));
        int bits = value.GetSignificandBitLength(), minExponent = Math.ILogB(double.CreateTruncating(T.Epsilon));
        int exponent = Math.Max(Math.ILogB(magnitude) - (bits - 1), minExponent);
        long mantissa = (long)Math.ScaleB(magnitude, -exponent);
        return (mantissa, exponent, mantissa == 1L << (bits - 1) && exponent > minExponent);
    }
}

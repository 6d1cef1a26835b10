using System.Globalization;
using System.Numerics;
using CsCheck;
using MemMap.Text;

namespace MemMap.Tests;

public class FloatDigitsTests
{
    [Fact]
    public void Every_float16_reads_back_from_its_digits()
    {
        for (int bits = 0; bits <= ushort.MaxValue; bits++)
        {
            Half value = BitConverter.UInt16BitsToHalf((ushort)bits);
            Assert.True(!Half.IsFinite(value) || ReadsBack(value), $"0x{bits:x4}");
        }
    }

    [Fact]
    public void A_float32_reads_back_from_digits_no_more_than_needed()
        => Gen.UInt.Select(BitConverter.UInt32BitsToSingle).Where(float.IsFinite).Sample(ReadsBack, iter: 10_000);

    [Fact]
    public void A_float64_reads_back_from_digits_no_more_than_needed()
        => Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite).Sample(ReadsBack, iter: 10_000);

    [Fact]
    public void Digits_up_to_a_precision_are_those_of_the_exact_value()
        => Gen.Select(Gen.Double[-1e6, 1e6], Gen.Int[0, 16]).Sample(
            (value, precision) =>
            {
                // As many digits as limited from both ends are the exact value's, which decimal expansion by integers gives as well.
                FloatParts parts = FloatParts.Positional(value, precision, precision);
                return BigInteger.Parse(parts.Whole.TrimStart('-') + parts.Fraction.PadRight(precision, '0'), CultureInfo.InvariantCulture)
                    == RoundedScaled(value, precision);
            },
            iter: 10_000);

    // Of all exponents, and those in which mantissas with few bits are dense.
    private static readonly Gen<double> Numbers = Gen.OneOf(
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble), Gen.Double[-1e6, 1e6], Gen.Double[-1e17, 1e17],
        Gen.Long[-1L << 54, 1L << 54].Select(value => (double)value),
        Gen.Select(Gen.Long[-1 << 20, 1 << 20], Gen.Int[-60, 40], Gen.Int[-2, 2]).Select(
            (mantissa, exponent, steps) => BitConverter.Int64BitsToDouble(
                BitConverter.DoubleToInt64Bits(Math.ScaleB(mantissa, exponent)) + steps)),
        Gen.Select(Gen.Long[-1 << 20, 1 << 20], Gen.Int[-9, 16]).Select((digits, power) => digits * Math.Pow(10, power)));

    [Fact]
    public void Text_of_the_runtime_is_taken_only_where_it_has_the_same_digits()
        => Numbers.Where(value => double.IsFinite(value) && float.IsFinite((float)value)).Sample(
            value => HasSameDigits(value) && HasSameDigits((float)value)
                && HasSameDigits(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits((float)value) ^ 1)),
            iter: 20_000);

    [Fact]
    public void Most_numbers_take_the_text_of_the_runtime()
        => Assert.Equal(
            ["0.1", "3.1415927", "-12.5", "100000", "16777215", null, "0.0001", null],
            ((float[])[0.1f, 3.1415927f, -12.5f, 1e5f, 16777215f, 1e8f, 1e-4f, 1e-5f]).Select(ShortestText.Of));

    private static bool HasSameDigits<T>(T value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        FloatParts parts = FloatParts.Positional(value);
        return ShortestText.Of(value) is not { } text
            || text == (parts.Fraction.Length > 0 ? $"{parts.Whole}.{parts.Fraction}" : parts.Whole);
    }

    /// <summary>|value| * 10^precision, rounded half to even: the naive way.</summary>
    private static BigInteger RoundedScaled(double value, int precision)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7ff);
        BigInteger mantissa = (bits & 0xfffffffffffff) | (exponent > 0 ? 1L << 52 : 0);
        BigInteger numerator = mantissa * BigInteger.Pow(10, precision), denominator = BigInteger.One << 1075;
        numerator <<= Math.Max(exponent, 1);
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        int toHalf = (rest << 1).CompareTo(denominator);
        return toHalf > 0 || (toHalf == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    private static bool ReadsBack<T>(T value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        FloatParts positional = FloatParts.Positional(value), scientific = FloatParts.Scientific(value);
        string shortest = value.ToString("R", CultureInfo.InvariantCulture).Split('E')[0].Replace(".", "", StringComparison.Ordinal);
        return T.Parse($"{positional.Whole}.{positional.Fraction}", CultureInfo.InvariantCulture) == value
            && T.Parse($"{scientific.Whole}.{scientific.Fraction}e{scientific.Exponent}", CultureInfo.InvariantCulture) == value
            && scientific.Fraction.Length < shortest.Trim('-').Trim('0').Length + (T.IsZero(value) ? 1 : 0);
    }
}

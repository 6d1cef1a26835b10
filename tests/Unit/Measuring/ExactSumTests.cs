using System.Numerics;
using CsCheck;
using MemMap.Compute;

namespace MemMap.Tests.Measuring;

/// <summary>Exact sums and their one rounding, against integers of any length.</summary>
public class ExactSumTests
{
    /// <summary>The unit of the oracle: every float64 is a multiple of it, and every square of its square.</summary>
    private const int Unit = 1074;

    // Any bit pattern that is a number, and values close together: both ends of what the fast path meets.
    private static readonly Gen<double> Wild = Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite);

    private static readonly Gen<double[]> Values = Gen.OneOf(
        Wild.Array[1, 40],
        Gen.Double[-1e3, 1e3].Array[1, ExactBlock.Piece],
        Gen.Select(
            Gen.Int[-1074, 960], Gen.Double[-1, 1].Array[1, 100], (exponent, values)
            => Array.ConvertAll(values, value => Math.ScaleB(value, exponent))));

    [Fact]
    public void Sums_are_those_of_integers()
        => Values.Sample(values =>
        {
            ExactSum sum = new();
            foreach (double value in values)
            {
                sum.Add(value);
            }
            return Scaled(sum.ToRational(), Unit) == Sum(values);
        });

    [Fact]
    public void Sums_of_sums_are_those_of_integers()
        => Gen.Select(Wild.Array[0, 20], Wild.Array[0, 20]).Sample((left, right) =>
        {
            ExactSum x = new(), y = new();
            Array.ForEach(left, x.Add);
            Array.ForEach(right, y.Add);
            x.Add(y);
            return Scaled(x.ToRational(), Unit) == Sum(left) + Sum(right);
        });

    [Fact]
    public void Sums_of_blocks_are_those_of_integers()
        => Values.Sample(values =>
        {
            ExactSum sum = new(), squares = new();
            double magnitude = values.Max(Math.Abs);
            if (magnitude == 0)
            {
                return true;
            }
            ExactBlock.AddSquares(
                squares, values, ExactBlock.Exponent(magnitude), isNarrow: false, new double[values.Length], new double[values.Length]);
            ExactBlock.Add(sum, (double[])values.Clone(), ExactBlock.Exponent(magnitude));
            return Scaled(sum.ToRational(), Unit) == Sum(values)
                && Scaled(squares.ToRational(), 2 * Unit)
                    == values.Aggregate(BigInteger.Zero, (all, value) => all + BigInteger.Pow(Scaled(value), 2));
        });

    [Fact]
    public void Quotients_are_the_nearest_float()
        => Gen.Select(Gen.Byte.Array[1, 40], Gen.Byte.Array[1, 40], Gen.Int[-1300, 1000]).Sample((x, y, exponent) =>
        {
            BigInteger numerator = new(x), denominator = BigInteger.Abs(new BigInteger(y)) + 1;
            double result = new DyadicRational(numerator, exponent).Over(new DyadicRational(denominator, 0));
            if (double.IsInfinity(result))
            {
                return BigInteger.Abs(
                    numerator) << Math.Max(0, exponent) >= (denominator << Math.Max(0, -exponent)) * Scaled(double.MaxValue) >> Unit;
            }
            // In units of 2^-3000 / denominator, everything is an integer.
            const int fine = 3000;
            BigInteger exact = numerator << (fine + exponent);
            BigInteger Distance(double candidate) => BigInteger.Abs(exact - ((Scaled(candidate) * denominator) << (fine - Unit)));
            BigInteger distance = Distance(result);
            return new[] { Math.BitIncrement(result), Math.BitDecrement(result) }.Where(double.IsFinite).All(neighbour =>
                distance < Distance(neighbour) || (distance == Distance(neighbour) && (BitConverter.DoubleToInt64Bits(result) & 1) == 0));
        });

    private static BigInteger Sum(double[] values) => values.Aggregate(BigInteger.Zero, (sum, value) => sum + Scaled(value));

    /// <summary>A float64 in units of the smallest one.</summary>
    private static BigInteger Scaled(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        long exponent = bits >> 52, fraction = bits & 0xFFFFFFFFFFFFF;
        BigInteger scaled = exponent == 0 ? fraction : (BigInteger)(fraction | (1L << 52)) << (int)(exponent - 1);
        return value < 0 ? -scaled : scaled;
    }

    private static BigInteger Scaled(DyadicRational value, int unit) => value.Mantissa << (value.Exponent + unit);
}

using System.Globalization;
using System.Numerics;
using CsCheck;
using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap.Tests.Compute;

/// <summary>
/// Integer operations on every pair of integer dtypes and byte orders, against integers of any size, one element at a time.
/// </summary>
public class ElementwiseIntegerTests
{
    private const int Cases = 10_000;
    private const int Length = 7;

    private static readonly string[] Codes = [
        "i1", "u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8"];

    private static readonly Gen<NDArray> Arrays = Gen.Select(
        Gen.OneOfConst(Codes), Gen.ULong.Array[Length], Gen.Int[-1, 1], (code, bits, kind) =>
    {
        DType dtype = DType.Parse(code);
        // Full range, small numbers, or the limits: whatever the bits are, cut to the dtype.
        long smallest = long.MinValue >> (64 - (8 * dtype.ItemSize));
        long[] values = [
            .. bits.Select(b => kind < 0 ? (long)b : kind == 0 ? (long)(b % 12) - 5 : b % 3 == 0 ? smallest : (long)(b % 3) - 2)];
        NDArray array = NDArray.Array(values).AsType(dtype);
        return (NDArray)array.GetItem([kind < 0 ? "::-1" : "::1"])!;
    });

    private static readonly Gen<object> Numbers = Gen.OneOf(
        Gen.ULong.Select(u => (object)u), Gen.Long.Select(l => (object)l), Gen.Int[-300, 300].Select(i => (object)i),
        Gen.ULong.Select(u => (object)(BigInteger.Pow(2, 65) + u)));

    [Fact]
    public void Quotients_and_remainders_round_down()
    {
        Check(Operations.FloorDivide, (x, y, _) => y.IsZero ? 0 : FloorDivide(x, y));
        Check(Operations.Remainder, (x, y, _) => y.IsZero ? 0 : x - (FloorDivide(x, y) * y));
        Check(Operations.Fmod, (x, y, _) => y.IsZero ? 0 : BigInteger.Remainder(x, y));
    }

    [Fact]
    public void Sums_products_and_extremes()
    {
        Check(Operations.Add, (x, y, _) => x + y);
        Check(Operations.Subtract, (x, y, _) => x - y);
        Check(Operations.Multiply, (x, y, _) => x * y);
        Check(Operations.Minimum, (x, y, _) => BigInteger.Min(x, y));
        Check(Operations.Fmax, (x, y, _) => BigInteger.Max(x, y));
    }

    [Fact]
    public void Bits_and_shifts()
    {
        Check(Operations.BitwiseAnd, (x, y, _) => x & y);
        Check(Operations.BitwiseOr, (x, y, _) => x | y);
        Check(Operations.BitwiseXor, (x, y, _) => x ^ y);
        Check(Operations.LeftShift, (x, y, width) => y < 0 || y >= width ? 0 : x << (int)y);
        Check(Operations.RightShift, (x, y, width) => y < 0 || y >= width ? (x.Sign < 0 ? -1 : 0) : x >> (int)y);
    }

    [Fact]
    public void Comparisons_are_exact_for_every_pair_of_dtypes()
        => Gen.Select(Arrays, Arrays).Sample(
            (a, b) =>
            {
                BigInteger[] x = Read(a), y = Read(b);
                return Holds(a.Lt(b), i => x[i] < y[i]) && Holds(a.Le(b), i => x[i] <= y[i]) && Holds(a.Eq(b), i => x[i] == y[i])
                    && Holds(a.Ne(b), i => x[i] != y[i]) && Holds(a.Ge(b), i => x[i] >= y[i]) && Holds(a.Gt(b), i => x[i] > y[i]);
            },
            iter: Cases);

    [Fact]
    public void Comparisons_with_a_number_are_exact_even_where_the_dtype_does_not_hold_it()
        => Gen.Select(Arrays, Numbers).Sample(
            (a, number) =>
            {
                BigInteger[] x = Read(a);
                BigInteger y = BigInteger.Parse(number.ToString()!, CultureInfo.InvariantCulture);
                return Holds(a.Lt(number), i => x[i] < y) && Holds(a.Eq(number), i => x[i] == y) && Holds(a.Ge(number), i => x[i] >= y);
            },
            iter: Cases);

    [Fact]
    public void Rounding_to_tens_is_exact_and_halves_go_to_the_even_one()
        => Gen.Select(Arrays, Gen.Int[1, 21]).Sample(
            (a, digits) =>
            {
                BigInteger scale = BigInteger.Pow(10, digits);
                BigInteger[] expected = [.. Read(a).Select(x =>
                {
                    BigInteger down = FloorDivide(x, scale), twice = 2 * (x - (down * scale));
                    return Wrap((twice > scale || (twice == scale && !down.IsEven) ? down + 1 : down) * scale, a.DType);
                })];
                return Read(a.Round(-digits)).SequenceEqual(expected);
            },
            iter: Cases);

    private static void Check(BinaryOperation operation, Func<BigInteger, BigInteger, int, BigInteger> oracle)
        => Gen.Select(Arrays, Arrays).Sample(
            (a, b) =>
            {
                DType common = Promotion.PromoteTypes(a.DType, b.DType);
                if (!common.IsInteger)
                {
                    return true;
                }
                NDArray result = new(Elementwise.Binary(operation, a.Ref, b.Ref));
                BigInteger[] x = Read(a), y = Read(b);
                return result.DType.Equals(common)
                    && Read(result).SequenceEqual(x.Zip(y, (u, v) => Wrap(oracle(u, v, 8 * common.ItemSize), common)));
            },
            iter: Cases);

    private static BigInteger FloorDivide(BigInteger x, BigInteger y)
    {
        var quotient = BigInteger.DivRem(x, y, out BigInteger rest);
        return !rest.IsZero && (rest.Sign < 0) != (y.Sign < 0) ? quotient - 1 : quotient;
    }

    private static BigInteger Wrap(BigInteger value, DType dtype)
    {
        BigInteger range = BigInteger.One << (8 * dtype.ItemSize), rest = value - (FloorDivide(value, range) * range);
        return dtype.IsSigned && rest >= range / 2 ? rest - range : rest;
    }

    private static bool Holds(NDArray answers, Func<int, bool> oracle)
    {
        var bools = (bool[])answers.ToArray();
        return bools.Length == Length && Enumerable.Range(0, Length).All(i => bools[i] == oracle(i));
    }

    private static BigInteger[] Read(NDArray array)
        => [.. array.ToArray().Cast<object>().Select(x => new BigInteger(Convert.ToDecimal(x, CultureInfo.InvariantCulture)))];
}

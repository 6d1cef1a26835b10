using System.Numerics;
using CsCheck;
using MemMap.Formats;

namespace MemMap.Tests.Formats;

/// <summary>What a file whose dtype nobody has named can't have without loss.</summary>
public class MisfitTests
{
    private static readonly Gen<object?> Numbers = Gen.OneOf(
        Gen.Double.Select(value => (object?)value), Gen.Double[-300, 300].Select(value => (object?)(Math.Round(value * 2) / 2)),
        Gen.Int[-70000, 70000].Select(value => (object?)(double)value), Gen.Long.Select(value => (object?)(double)value),
        Gen.Float.Select(value => (object?)value));

    [Theory]
    [InlineData("i1", "-128", "127")]
    [InlineData("u1", "0", "255")]
    [InlineData("i4", "-2147483648", "2147483647")]
    [InlineData("u8", "0", "18446744073709551615")]
    public void A_float_among_integers_is_one_of_them_or_is_lost(string dtype, string min, string max)
        => Numbers.Sample(value =>
        {
            double number = Convert.ToDouble(value, null);
            bool isOne = double.IsInteger(number) && new BigInteger(number) is var integer
                && integer >= BigInteger.Parse(min, null) && integer <= BigInteger.Parse(max, null);
            return InferredDType.FindMisfit(dtype, value) is null == isOne;
        });

    [Fact]
    public void An_integer_among_floats_has_all_its_digits_or_is_lost()
        => Gen.OneOf(Gen.Long, Gen.Long[-(1L << 54), 1L << 54], Gen.Long[-(1L << 25), 1L << 25]).Sample(value =>
            InferredDType.FindMisfit("f8", value) is null == ((Int128)(double)value == value)
                && InferredDType.FindMisfit("f4", value) is null == ((Int128)(float)value == value));

    [Theory]
    [InlineData("?", 2, true)]
    [InlineData("?", 1, false)]
    [InlineData("?", true, false)]
    [InlineData("f4", 1e300, true)]
    [InlineData("f4", 0.1, false)]
    [InlineData("f4", double.PositiveInfinity, false)]
    [InlineData("f2", 70000, true)]
    [InlineData("i8", null, true)]
    [InlineData("f8", null, false)]
    [InlineData("i8", "1.5", true)]
    [InlineData("i8", "", true)]
    [InlineData("i8", "007", false)]
    [InlineData("U3", "longer", false)]
    public void A_value_is_lost_where_it_would_become_another_one(string dtype, object? value, bool isLost)
        => Assert.Equal(isLost, InferredDType.FindMisfit(dtype, value) is not null);

    [Fact]
    public void The_field_of_a_record_is_told_with_those_around_it()
    {
        DType dtype = DType.Parse("[('a', 'f8'), ('p', [('x', 'u1'), ('y', 'i2', (2,))])]");
        Assert.Null(InferredDType.FindMisfit(dtype, new object?[] { 1.5, new object?[] { 1, new object?[] { 2, 3 } } }));
        Misfit? misfit = InferredDType.FindMisfit(dtype, new object?[] { 1.5, new object?[] { 1, new object?[] { 2, 3.5 } } });
        Assert.Equal(new("p.y", 3.5, DType.Int16), misfit);
        Assert.Equal("a", InferredDType.FindMisfit(dtype, Complex.ImaginaryOne)?.Field);
    }
}

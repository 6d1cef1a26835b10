using MemMap.DataTypes;
using MemMap.Tests.Golden;

namespace MemMap.Tests.DataTypes;

public class PromotionTests
{
    [Fact]
    public void Types_promote_as_in_numpy()
    {
        var report = new GoldenReport("promotion");
        foreach ((string a, string b, string expected) in DataTypes.Golden.Table("promotion.txt"))
        {
            report.Add("promotion.txt", () => $"promote_types('{a}', '{b}')", () => expected,
                Different(expected, Promoted(DType.Parse(a), DType.Parse(b))));
        }
        report.Check();
    }

    [Fact]
    public void Types_convert_under_the_rules_they_do_in_numpy()
    {
        Dictionary<Casting, string> letters = new()
        {
            [Casting.No] = "n",
            [Casting.Equiv] = "e",
            [Casting.Safe] = "s",
            [Casting.SameKind] = "k",
            [Casting.Unsafe] = "u",
        };
        var report = new GoldenReport("casting");
        foreach ((string from, string to, string expected) in DataTypes.Golden.Table("casting.txt"))
        {
            DType a = DType.Parse(from), b = DType.Parse(to);
            Casting? strictest = Promotion.CastingOf(a, b);
            Assert.All(letters.Keys, rule => Assert.Equal(strictest <= rule, Promotion.CanCast(a, b, rule)));
            report.Add("casting.txt", () => $"can_cast('{from}', '{to}')", () => expected,
                Different(expected, strictest is { } rule ? letters[rule] : "-"));
        }
        report.Check();
    }

    private static string? Different(string expected, string got) => expected == got ? null : got;

    private static string Promoted(DType x, DType y)
    {
        try
        {
            return Promotion.PromoteTypes(x, y).ToString().Replace(" ", "", StringComparison.Ordinal);
        }
        catch (InvalidCastException)
        {
            return "-";
        }
    }
}

public class CastingTests
{
    [Theory]
    [InlineData("i4,f8", "i8,f8", Casting.Safe)]
    [InlineData("i8,f8", "i4,f8", Casting.SameKind)]
    [InlineData("i4,f8", ">i4,f8", Casting.Equiv)]
    [InlineData("f8,f8", "i4,i4", Casting.Unsafe)]
    [InlineData("V12", "i4,f8", Casting.Unsafe)]
    [InlineData("[('a','i4'),('b','f8')]", "[('x','i4'),('y','f8')]", Casting.Safe)]
    [InlineData("[('a','i4')]", "f8", Casting.Unsafe)]
    [InlineData("(2,)i4", "(2,)i8", Casting.Safe)]
    [InlineData("(2,)i4", "i4", Casting.Unsafe)]
    [InlineData("i4", "(2,)i4", Casting.Safe)]
    [InlineData("m8[D]", "m8[M]", Casting.Unsafe)]
    [InlineData("M8[M]", "M8[3D]", Casting.Safe)]
    [InlineData("M8[61s]", "M8[m]", Casting.SameKind)]
    [InlineData("M8[60s]", "M8[m]", Casting.No)]
    [InlineData("M8[60s]", ">M8[m]", Casting.Equiv)]
    [InlineData("M8[1000ms]", "M8[s]", Casting.No)]
    [InlineData("m8[120s]", "m8[m]", Casting.Safe)]
    [InlineData("m8[12M]", "m8[Y]", Casting.No)]
    [InlineData("m8[as]", "m8[W]", Casting.SameKind)]
    public void Records_sub_arrays_and_times_convert_as_in_numpy_and_by_ratio(string from, string to, Casting expected)
        => Assert.Equal(expected, Promotion.CastingOf(DType.Parse(from), DType.Parse(to)));

    [Fact]
    public void Records_of_other_sizes_do_not_convert()
    {
        Assert.Null(Promotion.CastingOf(DType.Parse("i4,f8"), DType.Parse("i4,f8,i1")));
        Assert.False(Promotion.CanCast(DType.Parse("i4,f8"), DType.Parse("V12"), Casting.Unsafe));
    }
}

public class WeakScalarTests
{
    [Theory]
    [InlineData("f4", 0.1, "float32")]
    [InlineData("f2", 1, "float16")]
    [InlineData("u1", 1, "uint8")]
    [InlineData("u1", true, "uint8")]
    [InlineData("i4", 1.5f, "float64")]
    [InlineData("?", 1, "int64")]
    [InlineData("?", true, "bool")]
    [InlineData("?", 1.5, "float64")]
    [InlineData(">i2", 1, "int16")]
    [InlineData("m8[s]", 2, "timedelta64[s]")]
    [InlineData("m8[s]", 2.5, "timedelta64[s]")]
    [InlineData("M8[s]", 2, "datetime64[s]")]
    [InlineData("U3", "abcde", "<U5")]
    [InlineData("c8", 1.5, "complex64")]
    public void A_scalar_asks_for_a_kind_not_a_size(string array, object scalar, string expected)
        => Assert.Equal(expected, Promotion.ResultTypeWithScalar(DType.Parse(array), scalar).ToString());

    [Fact]
    public void A_complex_scalar_keeps_the_precision_of_floats()
    {
        Assert.Equal(DType.Complex64, Promotion.ResultTypeWithScalar(DType.Float32, System.Numerics.Complex.One));
        Assert.Equal(DType.Complex64, Promotion.ResultTypeWithScalar(DType.Float16, System.Numerics.Complex.One));
        Assert.Equal(DType.Complex128, Promotion.ResultTypeWithScalar(DType.Float64, System.Numerics.Complex.One));
        Assert.Equal(DType.Complex128, Promotion.ResultTypeWithScalar(DType.Int8, System.Numerics.Complex.One));
        Assert.Equal(DType.Float32, Promotion.ResultTypeWithScalar(DType.Float32, 0.1m));
        Assert.Equal("datetime64[ns]", Promotion.ResultTypeWithScalar(DType.Parse("M8[ns]"), TimeSpan.FromDays(1)).ToString());
        Assert.Throws<InvalidCastException>(() => Promotion.ResultTypeWithScalar(DType.Parse("m8[s]"), System.Numerics.Complex.One));
        Assert.Throws<InvalidCastException>(() => Promotion.ResultTypeWithScalar(DType.Int8, null));
        Assert.Throws<InvalidCastException>(() => Promotion.ResultTypeWithScalar(DType.Parse("i4,f8"), 1));
    }

    [Theory]
    [InlineData("u1", 300, "integer 300 is out of bounds for uint8")]
    [InlineData("u1", -1, "integer -1 is out of bounds for uint8")]
    [InlineData(">i2", 40000, "integer 40000 is out of bounds for int16")]
    [InlineData("?", ulong.MaxValue, "integer 18446744073709551615 is out of bounds for int64")]
    public void An_integer_that_does_not_fit_is_an_error(string array, object scalar, string message)
        => Assert.Equal(
            message, Assert.Throws<OverflowException>(() => Promotion.ResultTypeWithScalar(DType.Parse(array), scalar)).Message);
}

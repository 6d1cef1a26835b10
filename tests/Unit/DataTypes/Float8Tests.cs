using CsCheck;

namespace MemMap.Tests.DataTypes;

/// <summary>Floats of 8 bits against their definition.</summary>
public class Float8Tests
{
    public static TheoryData<string, int, float> Known => new()
    {
        { "float8_e4m3", 0x00, 0 }, { "float8_e4m3", 0x01, 1 / 512f }, { "float8_e4m3", 0x08, 1 / 64f }, { "float8_e4m3", 0x38, 1 },
        { "float8_e4m3", 0x7e, 448 }, { "float8_e4m3", 0xc0, -2 }, { "float8_e4m3", 0x7f, float.NaN },
        { "float8_e4m3", 0xff, float.NaN },
        { "float8_e5m2", 0x01, 1 / 65536f }, { "float8_e5m2", 0x3c, 1 }, { "float8_e5m2", 0x7b, 57344 },
        { "float8_e5m2", 0x7c, float.PositiveInfinity }, { "float8_e5m2", 0xfc, float.NegativeInfinity },
        { "float8_e5m2", 0x7d, float.NaN },
    };

    [Theory, MemberData(nameof(Known))]
    public void A_code_is_its_number(string dtype, int code, float expected)
        => Assert.Equal(expected, NDArray.Array(new[] { (byte)code }).View(DType.Parse(dtype)).Item(0));

    // e5m2 is the upper half of a float16.
    [Fact]
    public void All_codes_of_e5m2_are_those_of_float16()
    {
        byte[] codes = [.. Enumerable.Range(0, 256).Select(code => (byte)code)];
        NDArray halves = NDArray.Array(codes.SelectMany(code => new byte[] { 0, code }).ToArray()).View(DType.Float16);
        var expected = (float[])halves.AsType(DType.Float32).ToArray();
        Assert.Equal(expected, (float[])NDArray.Array(codes).View(DType.Parse("float8_e5m2")).AsType(DType.Float32).ToArray());
    }

    [Theory]
    [InlineData("float8_e4m3")]
    [InlineData("float8_e5m2")]
    public void A_number_becomes_the_nearest_one_and_ties_the_even_one(string name)
    {
        DType dtype = DType.Parse(name);
        byte[] codes = [.. Enumerable.Range(0, 256).Select(code => (byte)code)];
        var all = (float[])NDArray.Array(codes).View(dtype).AsType(DType.Float32).ToArray();
        float[] finite = [.. all.Where(float.IsFinite)];
        float largest = finite.Max();
        Gen.Float[-largest, largest].Sample(value =>
        {
            byte code = NDArray.Array(new[] { value }).AsType(dtype).ToBytes()[0];
            double best = finite.Min(number => Math.Abs((double)number - value));
            Assert.Equal(best, Math.Abs((double)all[code] - value));
            Assert.True(finite.Count(number => Math.Abs((double)number - value) == best && number != 0) < 2 || code % 2 == 0);
        }, iter: 2000);
        // Each number of its own is kept, and so is NaN.
        Assert.Equal(all, (float[])NDArray.Array(all).AsType(dtype).AsType(DType.Float32).ToArray());
    }

    [Theory]
    [InlineData("float8_e4m3", 464, 448)]
    [InlineData("float8_e4m3", 465, float.NaN)]
    [InlineData("float8_e4m3", float.PositiveInfinity, float.NaN)]
    [InlineData("float8_e5m2", 61439, 57344)]
    [InlineData("float8_e5m2", 61440, float.PositiveInfinity)]
    [InlineData("float8_e5m2", -1e9f, float.NegativeInfinity)]
    public void What_is_too_large_is_infinite_or_no_number(string dtype, float value, float expected)
        => Assert.Equal(expected, NDArray.Array(new[] { value }).AsType(DType.Parse(dtype)).Item(0));

    [Fact]
    public void It_computes_as_float32()
    {
        NDArray array = NDArray.Arange(0, 9).AsType(DType.Parse("float8_e4m3"));
        Assert.Equal(36f, array.Sum());
        Assert.Equal(DType.Float32, (array + 1).DType);
        Assert.Equal("[0. 1. 2. 3. 4. 5. 6. 7. 8.]", array.ToString());
    }
}

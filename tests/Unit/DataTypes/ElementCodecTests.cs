using System.Collections.Specialized;
using System.Globalization;
using System.Numerics;
using CsCheck;
using MemMap.DataTypes;

namespace MemMap.Tests.DataTypes;

public class ElementCodecTests
{
    private enum Color : byte
    {
        Red = 3,
    }

    public static TheoryData<string, object?, object?> Scalars => new()
    {
        { "?", null, false },
        { "?", "False", false },
        { "?", "true", true },
        { "?", "0", false },
        { "?", " 1 ", true },
        { "?", double.NaN, true },
        { "?", Complex.ImaginaryOne, true },
        { "i4", " 12 ", 12 },
        { "i4", "1_0", 10 },
        { "i4", 'A', 65 },
        { "i4", Color.Red, 3 },
        { "i1", 1.9, (sbyte)1 },
        { "i1", -1.9, (sbyte)-1 },
        { "i1", 1.9m, (sbyte)1 },
        { "i1", true, (sbyte)1 },
        { "u8", 9223372036854775808.0, 9223372036854775808ul },
        { "u8", BigInteger.Pow(2, 63), 9223372036854775808ul },
        { "f2", 1e6, Half.PositiveInfinity },
        { "f2", 1_000_000, Half.PositiveInfinity },
        { "f4", 1e300, float.PositiveInfinity },
        { "f4", null, float.NaN },
        { "f4", "1e3", 1000f },
        { "f4", "-Infinity", float.NegativeInfinity },
        { "f8", "nan", double.NaN },
        { "f8", " 1_0.5 ", 10.5 },
        { "f8", 1.9m, 1.9 },
        { ">f8", 0.1, 0.1 },
        { ">i4", 258, 258 },
        { "c8", "(1+2j)", new Complex(1, 2) },
        { "c16", "j", new Complex(0, 1) },
        { "c16", "-1e-3-2.5e+3j", new Complex(-1e-3, -2.5e3) },
        { ">c16", new Complex(1, 2), new Complex(1, 2) },
        { ">c8", 3, new Complex(3, 0) },
        { "S5", 12, "12" },
        { "S5", 1.5, "1.5" },
        { "S5", true, "True" },
        { "S30", 1e20, "1e+20" },
        { "S30", 1e-7, "1e-07" },
        { "S30", 1e15, "1000000000000000.0" },
        { "S30", 0.0001, "0.0001" },
        { "S30", new Complex(1, 2), "(1+2j)" },
        { "U30", 0.1f, "0.1" },
        { "U30", -100.0, "-100.0" },
        { "U5", null, "" },
        { "U2", "ab\0\0", "ab" },
        { "S2", "\u00e9\u00ff", "\u00e9\u00ff" },
        { "S5", new byte[] { 0xff, 0, (byte)'a', 0 }, "\u00ff\0a" },
        { "U5", new byte[] { (byte)'a' }, "a" },
        { ">U2", "\U0001F600é", "\U0001F600é" },
        { "U2", "\ud800x", "\ud800x" },
        { "V4", new byte[] { 1, 2 }, new byte[] { 1, 2, 0, 0 } },
        { "V2", new byte[] { 1, 2, 0 }, new byte[] { 1, 2 } },
        { "V2", "0aFF", new byte[] { 10, 255 } },
        { "M8[s]", 5, Date("1970-01-01T00:00:05") },
        { "M8[s]", null, null },
        { "M8[s]", "NaT", null },
        { "M8[s]", "", null },
        { "M8[D]", "2024-01-01T12:30", Date("2024-01-01") },
        { "M8[s]", "2024-02", Date("2024-02-01") },
        { "M8[s]", "2024-02-03 04:05:06", Date("2024-02-03T04:05:06") },
        { ">M8[s]", "2024-02-03T04:05:06+02:00", Date("2024-02-03T02:05:06") },
        { "M8[ns]", "2024-02-03T04:05:06.123456789", Date("2024-02-03T04:05:06.1234567") },
        { "M8[M]", Date("1969-12-31"), Date("1969-12-01") },
        { "M8[Y]", Date("1969-12-31"), Date("1969-01-01") },
        { "M8[25s]", Date("1969-12-31T23:59:59"), Date("1969-12-31T23:59:35") },
        { "M8[D]", new DateOnly(2024, 5, 6), Date("2024-05-06") },
        { "M8[s]", new DateTimeOffset(2024, 5, 6, 7, 0, 0, TimeSpan.FromHours(1)), Date("2024-05-06T06:00:00") },
        { "M8[Y]", 20000, 20000L },
        { "M8[s]", long.MaxValue, long.MaxValue },
        { "M8[as]", 200_000_000_000, DateTime.UnixEpoch.AddTicks(2) },
        { "M8[ns]", -1, DateTime.UnixEpoch.AddTicks(-1) },
        { "m8[s]", TimeSpan.FromDays(1), TimeSpan.FromDays(1) },
        { "m8[D]", TimeSpan.FromHours(36), TimeSpan.FromDays(1) },
        { "m8[D]", TimeSpan.FromHours(-36), TimeSpan.FromDays(-2) },
        { "m8[s]", "5", TimeSpan.FromSeconds(5) },
        { "m8[s]", "5 seconds", TimeSpan.FromSeconds(5) },
        { "m8[25s]", "50 seconds", TimeSpan.FromSeconds(50) },
        { "m8[ms]", "-3 minutes", TimeSpan.FromMinutes(-3) },
        { "m8[h]", "7200 seconds", TimeSpan.FromHours(2) },
        { "m8[M]", "2 years", 24L },
        { "m8", "5 generic time units", 5L },
        { "m8[s]", "01:02:03", new TimeSpan(1, 2, 3) },
        { "m8[s]", null, null },
        { "m8", 5, 5L },
        { "m8[Y]", 2, 2L },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void A_scalar_is_stored_as_numpy_stores_it(string dtype, object? value, object? expected)
        => Assert.Equal(expected, RoundTrip(dtype, value));

    [Theory]
    [InlineData("i4", null, "cannot convert null to int32; for nothing, floats have NaN and times NaT, and others no value")]
    [InlineData("i4", "1.5", "could not convert string '1.5' to int32")]
    [InlineData("i4", "0x10", "could not convert string '0x10' to int32")]
    [InlineData("f4", "abc", "could not convert string 'abc' to float32")]
    [InlineData("f4", "1,5", "could not convert string '1,5' to float32")]
    [InlineData("c8", "1 + 2j", "could not convert string '1 + 2j' to complex64")]
    [InlineData("i4", double.NaN, "cannot convert float NaN to int32")]
    [InlineData("i4", double.NegativeInfinity, "cannot convert float infinity to int32")]
    [InlineData("i1", 300, "integer 300 is out of bounds for int8")]
    [InlineData("u1", -1, "integer -1 is out of bounds for uint8")]
    [InlineData("i8", 9.3e18, "integer 9.3E+18 is out of bounds for int64")]
    [InlineData("?", "yes", "could not convert string 'yes' to bool; write True, False, 1 or 0")]
    [InlineData("?", "", "could not convert string '' to bool; write True, False, 1 or 0")]
    [InlineData("S5", "\u0100",
        "can't store character U+0100 in position 0 of '\u0100' in a byte: S holds U+0000 to U+00FF, use a U dtype")]
    [InlineData("U2", "abc", "string 'abc' has 3 characters and <U2 holds 2; shorten it, use a longer dtype, or let -Truncate cut it")]
    [InlineData("S2", "abc", "string 'abc' has 3 characters and |S2 holds 2; shorten it, use a longer dtype, or let -Truncate cut it")]
    [InlineData("U3", 5.25, "string '5.25' has 4 characters and <U3 holds 3; shorten it, use a longer dtype, or let -Truncate cut it")]
    [InlineData("S2", new byte[] { 1, 2, 3 },
        "3 bytes are given and |S2 holds 2; give less, use a longer dtype, or let -Truncate cut them")]
    [InlineData("V2", new byte[] { 1, 2, 3 },
        "3 bytes are given and |V2 holds 2; give less, use a longer dtype, or let -Truncate cut them")]
    [InlineData("V4", "ab", "could not convert string 'ab' to |V4; write its 4 bytes as 8 hexadecimal digits, or give a byte[]")]
    [InlineData("m8[h]", "90 minutes", "could not convert string '90 minutes' to timedelta64[h]")]
    [InlineData("m8[D]", "1 months", "could not convert string '1 months' to timedelta64[D]")]
    [InlineData("M8[s]", 5.0, "cannot convert Double 5 to datetime64[s]")]
    [InlineData("M8[s]", "abc", "error parsing datetime string 'abc': expected ISO 8601 such as 2024-05-06T07:08:09")]
    [InlineData("M8[s]", "2024-02-30", "error parsing datetime string '2024-02-30': expected ISO 8601 such as 2024-05-06T07:08:09")]
    [InlineData("M8[as]", "2024-01-01", "string '2024-01-01' is out of bounds for datetime64[as]")]
    [InlineData("M8", 5, "cannot convert Int32 5 to datetime64")]
    [InlineData("m8[s]", 1.5, "cannot convert Double 1.5 to timedelta64[s]")]
    public void What_a_dtype_cannot_hold_is_an_error_that_changes_nothing(string dtype, object? value, string message)
    {
        byte[] bytes = new byte[DType.Parse(dtype).ItemSize];
        Exception error = Assert.ThrowsAny<Exception>(() => ElementCodec.Write(DType.Parse(dtype), bytes, value));
        Assert.Equal(message, error.Message);
        Assert.NotNull(error.Data[Error.IdKey]);
        Assert.All(bytes, b => Assert.Equal(0, b));
    }

    [Fact]
    public void Other_errors_of_kind()
    {
        Assert.Throws<InvalidCastException>(() => RoundTrip("f4", Complex.One));
        Assert.Throws<InvalidCastException>(() => RoundTrip("i4", TimeSpan.Zero));
        Assert.Throws<InvalidCastException>(() => RoundTrip("i4", DateTime.UnixEpoch));
        Assert.Throws<InvalidCastException>(() => RoundTrip("m8[M]", TimeSpan.Zero));
        Assert.Throws<InvalidCastException>(() => RoundTrip("M8[s]", TimeSpan.Zero));
        Assert.Throws<InvalidCastException>(() => RoundTrip("U3", new object[] { 1 }));
        Assert.Throws<OverflowException>(() => RoundTrip("i8", BigInteger.Pow(2, 70)));
    }

    [Fact]
    public void Records_are_written_by_name_by_position_and_from_one_scalar()
    {
        const string Type = "[('id','<i4'),('tag','S3'),('xy','>f4',(2,))]";
        OrderedDictionary byName = new() { ["xy"] = new[] { 1.5, 2.5 }, ["ID"] = 7, ["tag"] = "ab" };
        byName = new OrderedDictionary(StringComparer.OrdinalIgnoreCase) { ["xy"] = byName["xy"], ["ID"] = 7, ["tag"] = "ab" };
        Assert.Equal("(7, 'ab', [1.5, 2.5])", RoundTrip(Type, byName)!.ToString());
        Assert.Equal("(7, 'ab', [1.5, 2.5])", RoundTrip(Type, RoundTrip(Type, byName))!.ToString());
        Assert.Equal("(1, '2', [3.0, 3.0])", RoundTrip(Type, new object[] { 1, 2, 3 })!.ToString());
        Assert.Equal("(3, '3', [3.0, 3.0])", RoundTrip(Type, 3)!.ToString());
        Record record = (Record)RoundTrip(Type, 3)!;
        Assert.Equal(["id", "tag", "xy"], record.Keys);
        Assert.Equal((3, "3"), (record["id"], record[1]));
        Assert.Equal(new float[] { 3, 3 }, record["xy"]);
        Assert.Contains("length 2 to a record with 3 fields",
            Assert.Throws<ArgumentException>(() => RoundTrip(Type, new object[] { 1, 2 })).Message, StringComparison.Ordinal);
        byName.Remove("tag");
        Assert.Equal("no value for field 'tag' of the record", Assert.Throws<ArgumentException>(() => RoundTrip(Type, byName)).Message);
        byName["tag"] = "x";
        byName["tug"] = "x";
        Assert.Contains("'tug'", Assert.Throws<KeyNotFoundException>(() => RoundTrip(Type, byName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_fails_in_its_last_field_is_not_written_at_all()
    {
        byte[] bytes = [9, 9, 9, 9, 9];
        Assert.Throws<OverflowException>(() => ElementCodec.Write(DType.Parse("i4,i1"), bytes, new object[] { 1, 1000 }));
        Assert.Equal([9, 9, 9, 9, 9], bytes);
    }

    [Fact]
    public void The_gaps_of_a_record_keep_their_bytes()
    {
        byte[] bytes = [9, 9, 9, 9];
        ElementCodec.Write(
            DType.Parse("{'names':['a','b'],'formats':['u1','u1'],'offsets':[0,2],'itemsize':4}"), bytes, new object[] { 1, 2 });
        Assert.Equal([1, 9, 2, 9], bytes);
    }

    [Fact]
    public void Sub_arrays_broadcast()
    {
        Assert.Equal(new int[,] { { 1, 1, 1 }, { 2, 2, 2 } }, RoundTrip("(2,3)i4", new object[] { new[] { 1 }, new[] { 2 } }));
        Assert.Equal(new int[,] { { 1, 2, 3 }, { 1, 2, 3 } }, RoundTrip("(2,3)i4", new[] { 1, 2, 3 }));
        Assert.Equal(new int[,] { { 1, 2, 3 }, { 4, 5, 6 } }, RoundTrip("(2,3)>i4", new[,] { { 1, 2, 3 }, { 4, 5, 6 } }));
        Assert.Equal(new byte[] { 5, 6 }, RoundTrip("2u1", new byte[] { 5, 6 }));
        Assert.Equal(new object?[] { null, TimeSpan.FromSeconds(1) }, RoundTrip("2m8[s]", new object?[] { null, 1 }));
        Assert.Equal(
            "could not broadcast a list of length 3 into a sub-array of shape (2,)",
            Assert.Throws<ArgumentException>(() => RoundTrip("2u1", new[] { 1, 2, 3 })).Message);
    }

    [Theory]
    [InlineData("S2", "abc", "ab")]
    [InlineData(">U2", "a\U0001F600c", "a\U0001F600")]
    [InlineData("U3", 5.25, "5.2")]
    [InlineData("S2", new byte[] { 0x61, 0x62, 0x63 }, "ab")]
    public void A_dtype_that_truncates_cuts_what_is_too_long(string dtype, object value, string expected)
    {
        DType type = DType.Parse($"[('x','<i4'),('y',[('text','{dtype}')])]").Truncating();
        byte[] bytes = new byte[type.ItemSize];
        ElementCodec.Write(type, bytes, new object[] { 1, new[] { value } });
        Assert.Equal($"(1, ('{expected}',))", ElementCodec.Read(type, bytes)!.ToString());
        Assert.Equal(DType.Parse(dtype), type.Fields![1].DType.Fields![0].DType);
    }

    [Fact]
    public void Not_a_character_is_read_as_the_replacement_character()
    {
        Assert.Equal("\ufffda", ElementCodec.Read(DType.Parse("<U3"), [0xff, 0xff, 0xff, 0xff, 0x61, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Equal(true, ElementCodec.Read(DType.Bool, [7]));
    }

    [Fact]
    public void Swapped_bytes_are_the_native_ones_in_reverse()
        => Gen.Select(Gen.OneOfConst("i2", "u4", "i8", "f2", "f4", "f8", "M8[us]"), Gen.Byte.Array[9]).Sample((name, raw) =>
        {
            DType native = DType.Parse(name);
            ReadOnlySpan<byte> bytes = raw.AsSpan(1, native.ItemSize);
            byte[] reversed = bytes.ToArray();
            Array.Reverse(reversed);
            Assert.Equal(ElementCodec.Read(native, bytes), ElementCodec.Read(native.NewByteOrder(), reversed));
        }, iter: 10_000);

    [Fact]
    public void A_double_is_written_as_Python_writes_it_and_reads_back()
        => Gen.Double.Sample(number =>
        {
            string text = PythonText.TryFormat(number)!;
            Assert.Equal(number, NumberText.TryReal(text));
            Assert.Equal(
                number, double.Parse(
                    text is "nan" ? "NaN" : text.Replace("inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture));
        }, iter: 10_000);

    private static DateTime Date(string text)
        => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    // At an odd address, between bytes that must stay as they are.
    private static object? RoundTrip(string dtype, object? value)
    {
        DType type = DType.Parse(dtype);
        byte[] bytes = new byte[type.ItemSize + 2];
        bytes.AsSpan().Fill(0xA5);
        ElementCodec.Write(type, bytes.AsSpan(1, type.ItemSize), value);
        Assert.Equal((0xA5, 0xA5), (bytes[0], bytes[^1]));
        return ElementCodec.Read(type, bytes.AsSpan(1, type.ItemSize));
    }
}

using MemMap.Viewer;

namespace MemMap.Tests.Viewer;

/// <summary>What is typed at the prompts: places, patterns and values.</summary>
public class PlaceTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("500", 500)]
    [InlineData("1,000", 1000)]
    [InlineData("1_000", 1000)]
    [InlineData("0x1f4", 500)]
    [InlineData("0X1F4", 500)]
    [InlineData("1f4h", 500)]
    [InlineData(" start ", 0)]
    [InlineData("END", 3999)]
    [InlineData("end-15", 3984)]
    [InlineData("+16", 116)]
    [InlineData("-0x10", 84)]
    [InlineData("#3", 12)]
    [InlineData("#-1", 3996)]
    [InlineData("0%", 0)]
    [InlineData("50%", 1999)]
    [InlineData("100%", 3999)]
    public void A_place_is_found(string text, long position) => Assert.Equal(position, Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1f4")]
    [InlineData("0x")]
    [InlineData("h")]
    [InlineData("+")]
    [InlineData("#")]
    [InlineData("#x")]
    [InlineData("%")]
    [InlineData("101%")]
    [InlineData("-5%")]
    [InlineData("end!")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public void Anything_else_is_told(string text)
        => Assert.Contains("#3 for an element", Assert.Throws<FormatException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("4000")]
    [InlineData("-101")]
    [InlineData("+9223372036854775807")]
    [InlineData("#9223372036854775807")]
    [InlineData("end+1")]
    public void A_place_outside_is_told_with_the_limits(string text)
        => Assert.EndsWith("from 0x0 to 0xf9f", Assert.Throws<ArgumentException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1000", new byte[] { 0xe8, 3, 0, 0 })]
    [InlineData("-1", new byte[] { 255, 255, 255, 255 })]
    [InlineData(">u2 7", new byte[] { 0, 7 })]
    [InlineData("f4  1.5", new byte[] { 0, 0, 0xc0, 0x3f })]
    [InlineData("unixtime 1970-01-01T00:00:02", new byte[] { 2, 0, 0, 0 })]
    public void A_value_is_of_the_dtype_before_it(string text, byte[] bytes) => Assert.Equal(bytes, TypedBytes.Value(text, "<i4"));

    [Theory]
    [InlineData("x")]
    [InlineData("1 2")]
    [InlineData("u1 256")]
    public void What_is_no_value_is_an_error(string text) => Assert.ThrowsAny<Exception>(() => TypedBytes.Value(text, "<i4"));

    [Theory]
    [InlineData(nameof(FindKind.Text), "4D5A", "34443541")]
    [InlineData(nameof(FindKind.Text), "é", "C3A9")]
    [InlineData(nameof(FindKind.Utf16), "MZ", "4D005A00")]
    [InlineData(nameof(FindKind.Bytes), "4D5A", "4D5A")]
    [InlineData(nameof(FindKind.Bytes), "0x4d, 0x5a", "4D5A")]
    [InlineData(nameof(FindKind.Bytes), "4d", "4D")]
    [InlineData(nameof(FindKind.Number), "258", "02010000")]
    public void A_pattern_is_what_its_kind_says(string kind, string text, string bytes)
        => Assert.Equal(bytes, Convert.ToHexString(TypedBytes.Pattern(Enum.Parse<FindKind>(kind), text, "<i4").ToBytes()));

    [Fact]
    public void Patterns_have_wildcards_and_ignore_case()
    {
        Assert.Equal(1, TypedBytes.Pattern(FindKind.Bytes, "5? 5A", "<i4").IndexIn([0x40, 0x51, 0x5a]));
        Assert.Equal(1, TypedBytes.Pattern(FindKind.AnyCase, "gnu", "<i4").IndexIn("xGNu"u8));
        Assert.Equal(-1, TypedBytes.Pattern(FindKind.Text, "gnu", "<i4").IndexIn("xGNu"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("4")]
    [InlineData("4D5")]
    [InlineData("4D 5G")]
    public void What_is_no_hexadecimal_is_told(string text)
        => Assert.Contains("pairs of digits", Assert.Throws<FormatException>(
            () => TypedBytes.Pattern(FindKind.Bytes, text, DType.Int32)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_type_of_the_panel_has_a_value_of_16_bytes_in_both_orders()
    {
        byte[] bytes = [0x41, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
        foreach (string name in Inspector.Integers.Concat(Inspector.Others))
        {
            Assert.NotEqual("", Inspector.ValueOf(name, bytes, isBigEndian: false));
            Assert.NotEqual("", Inspector.ValueOf(name, bytes, isBigEndian: true));
            Assert.Equal("", Inspector.ValueOf(name, [], isBigEndian: true));
        }
    }

    [Theory]
    [InlineData("bits", "05", "00000101", "00000101")]
    [InlineData("int8", "FE", "-2", "-2")]
    [InlineData("uint16", "0102", "513", "258")]
    [InlineData("int24", "FFFFFE", "-65537", "-2")]
    [InlineData("uint16", "01", "", "")]
    [InlineData("float32", "0000C03F", "1.5", "6.8965e-41")]
    [InlineData("unixtime", "00F15365", "2023-11-14T22:13:20", "1970-07-03T01:12:05")]
    [InlineData("utf-8", "C3A9", "é U+00E9", "é U+00E9")]
    [InlineData("utf-8", "1B", "U+001B", "U+001B")]
    [InlineData("utf-8", "C3", "", "")]
    [InlineData("utf-16", "4100", "A U+0041", "䄀 U+4100")]
    [InlineData("utf-16", "3DD800DE", "\U0001f600 U+1F600", "")]
    [InlineData("ipaddress", "7F000001", "127.0.0.1", "127.0.0.1")]
    public void A_type_has_a_value_in_each_order(string name, string hex, string little, string big)
    {
        byte[] bytes = Convert.FromHexString(hex);
        Assert.Equal(little, Inspector.ValueOf(name, bytes, isBigEndian: false));
        if (big.Length > 0 || little.Length == 0)
        {
            Assert.Equal(big, Inspector.ValueOf(name, bytes, isBigEndian: true));
        }
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("00000000000000800000000000000080")]
    [InlineData("FFFFFFFFFFFFFF7FFFFFFFFFFFFFFF7F")]
    public void The_ends_of_ranges_are_no_errors(string hex)
        => Assert.All(Inspector.Integers.Concat(Inspector.Others), name =>
        {
            Assert.DoesNotContain('\n', Inspector.ValueOf(name, Convert.FromHexString(hex), isBigEndian: false));
            Assert.DoesNotContain('\n', Inspector.ValueOf(name, Convert.FromHexString(hex), isBigEndian: true));
        });

    private static long Parse(string text) => new Place(new ViewedBytes(NDArray.Zeros([1000], DType.Int32).Ref), 100, 4).Parse(text);
}

using System.Globalization;
using System.Text;
using MemMap.Text;

namespace MemMap.Tests;

public class ArrayPrinterTests
{
    [Fact]
    public void Only_what_is_seen_is_read()
    {
        List<long> read = [];
        string text = ArrayPrinter.Format(DType.Int64, [1_000_000_000_000], (index, element) =>
        {
            read.Add(index[0]);
            BitConverter.TryWriteBytes(element, index[0]);
        });
        Assert.Equal("[           0            1            2 ... 999999999997 999999999998\n 999999999999]", text);
        Assert.Equal([0, 1, 2, 999999999997, 999999999998, 999999999999], read);
    }

    [Fact]
    public void A_broadcast_shape_may_have_more_elements_than_a_long_counts()
        => Assert.Equal(
            "[[7 ... 7]\n ...\n [7 ... 7]]",
            ArrayPrinter.Format(DType.UInt8, [long.MaxValue, long.MaxValue], (_, element) => element[0] = 7, new(EdgeItems: 1)));

    [Fact]
    public void The_culture_does_not_matter()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("") { NumberFormat = { NegativeSign = "~", NumberDecimalSeparator = "," } };
            Assert.Equal("-5", Element(DType.Int32, BitConverter.GetBytes(-5)));
            Assert.Equal("-1.5e-07", Element(DType.Float64, BitConverter.GetBytes(-1.5e-7)));
            Assert.Equal("-25 seconds", Element(DType.Parse("m8[25s]"), BitConverter.GetBytes(-1L)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("M8[D]", "-25252734927764585-06-08")]
    [InlineData("M8[10ms]", "-2922768277-09-24T23:50:41.930")]
    public void A_date_is_right_where_64_bits_overflow(string dtype, string text)
        => Assert.Equal(text, Element(DType.Parse(dtype), BitConverter.GetBytes(long.MinValue + 1)));

    [Theory]
    [InlineData("M8", "5")]
    [InlineData("m8", "5 generic time units")]
    public void A_time_without_a_unit_shows_its_count(string dtype, string text)
        => Assert.Equal(text, Element(DType.Parse(dtype), BitConverter.GetBytes(5L)));

    [Theory]
    [InlineData(0xd83d, 0xd83d, @"['\ud83d']")]
    [InlineData(0x110000, 0xfffd, @"['\U00110000']")]
    [InlineData(-1, 0xfffd, @"['\Uffffffff']")]
    public void A_code_point_that_is_no_character_prints(int codePoint, int alone, string among)
    {
        byte[] bytes = BitConverter.GetBytes(codePoint);
        DType dtype = DType.Parse("U1");
        Assert.Equal(((char)alone).ToString(), Element(dtype, bytes));
        Assert.Equal(among, ArrayPrinter.Format(dtype, [1], (_, element) => bytes.CopyTo(element)));
    }

    [Fact]
    public void Rows_wrap_at_characters_not_at_UTF16_units()
    {
        byte[] bytes = Encoding.UTF32.GetBytes("😀");
        string text = ArrayPrinter.Format(DType.Parse("U1"), [18], (_, element) => bytes.CopyTo(element));
        Assert.Equal($"[{string.Join(' ', Enumerable.Repeat("'😀'", 18))}]", text);
    }

    private static string Element(DType dtype, byte[] bytes) => ArrayPrinter.FormatElement(dtype, bytes);
}

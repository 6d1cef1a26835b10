using CsCheck;

namespace MemMap.Tests.DataTypes;

/// <summary>Dates of all years: as text and back, in months and in days.</summary>
public class TimeTextTests
{
    private static readonly string[] Units =
        ["Y", "7Y", "M", "5M", "W", "2W", "D", "3D", "h", "12h", "m", "s", "25s", "ms", "1000ms", "us", "ns", "100ns", "ps", "fs", "as"];

    private static readonly Gen<long> Count = Gen.OneOf(
        Gen.Long[-800_000, 800_000], Gen.Long[-400_000_000_000, 400_000_000_000], Gen.Long,
        Gen.OneOfConst(long.MinValue, long.MinValue + 1, -1, 0, long.MaxValue));

    [Fact]
    public void Every_date_is_read_back_as_it_was_written()
        => Gen.Select(Gen.OneOfConst(Units), Count.Array[1, 8]).Sample((unit, counts) =>
        {
            DType dtype = DType.Parse($"M8[{unit}]");
            NDArray dates = NDArray.Array(counts).View(dtype), text = dates.AsType("U60");
            Assert.Equal(dates.ToBytes(), text.AsType(dtype).ToBytes());
            Assert.Equal(dates.ToBytes(), dates.AsType("S60").AsType(dtype).ToBytes());
            for (int i = 0; i < counts.Length; i++)
            {
                var copy = NDArray.Zeros([1], dtype);
                copy[0] = text[i];
                Assert.Equal(counts[i], copy.View("i8")[0]);
            }
        });

    [Fact]
    public void Every_element_can_be_put_back()
        => Gen.Select(Gen.OneOfConst(Units), Count, Gen.Bool).Sample((unit, count, isSpan) =>
        {
            NDArray times = NDArray.Array(new[] { count }).View($"{(isSpan ? 'm' : 'M')}8[{unit}]");
            object? element = times[0];
            // What is finer than 100 ns is only in an element of PowerShell, which has the bytes beside the value.
            if (unit is not ("ns" or "ps" or "fs" or "as") || element is long or null)
            {
                times[0] = element;
                Assert.Equal(count, times.View("i8")[0]);
            }
        });

    [Theory]
    [InlineData("M8[D]", "10000-01-01", 2932897)]
    [InlineData("M8[D]", "0000-03-01", -719468)]
    [InlineData("M8[D]", "-001-12-31", -719529)]
    [InlineData("M8[Y]", "20240506", 20238536)]
    [InlineData("M8[M]", "-9999-02", -143627)]
    [InlineData("M8[s]", "10000-01-01T00:30+01:00", 253402299000)]
    [InlineData("M8[M]", "10000-01-01T00:30+01:00", 96359)]
    [InlineData("M8[h]", "-0044-03-15T12", -17652588)]
    public void Years_of_any_length_are_read(string dtype, string text, long count)
        => Assert.Equal(count, NDArray.Array(new[] { text }, dtype).View("i8")[0]);

    [Theory]
    [InlineData("M8[D]", "20240506",
        "'20240506' alone is a year of more than four digits; for datetime64[D] write it with dashes, such as 2024-05-06")]
    [InlineData("M8[D]", "-0044-02-30", "error parsing datetime string '-0044-02-30': expected ISO 8601 such as 2024-05-06T07:08:09")]
    [InlineData("M8[ns]", "10000-01-01", "string '10000-01-01' is out of bounds for datetime64[ns]")]
    [InlineData("M8[as]", "-99999999999999999999999-01-01", "string '-99999999999999999999999-01-01' is out of bounds for datetime64[as]")]
    public void What_is_no_date_of_the_unit_is_an_error(string dtype, string text, string message)
        => Assert.Equal(message, Assert.ThrowsAny<Exception>(() => NDArray.Array(new[] { text }, dtype)).Message);

    [Fact]
    public void Months_and_days_agree_with_the_calendar_of_dotnet()
        => Gen.DateTime.Sample(date =>
        {
            long day = (date.Date - DateTime.UnixEpoch).Days, month = ((date.Year - 1970) * 12) + date.Month - 1;
            NDArray days = NDArray.Array(new[] { day }).View("M8[D]"), months = NDArray.Array(new[] { month }).View("M8[M]");
            Assert.Equal(month, days.AsType("M8[M]").View("i8")[0]);
            Assert.Equal(day - date.Day + 1, months.AsType("M8[D]").View("i8")[0]);
            Assert.Equal(date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), days.AsType("U60")[0]);
        });
}

using MemMap.Pictures;

namespace MemMap.Tests.Pictures;

public class TimeTicksTests
{
    [Theory]
    [InlineData("M8[s]", "2024-01-01T00:03:20", "2024-01-01T00:04:10", 4, "2024-01-01T00:03:30 2024-01-01T00:03:45 2024-01-01T00:04:00")]
    [InlineData("M8[s]", "2024-01-01T23:10", "2024-01-02T02:10", 4, "2024-01-02 2024-01-02T01:00:00 2024-01-02T02:00:00")]
    [InlineData("M8[ns]", "2024-02-27T12", "2024-03-02T12", 5, "2024-02-28 2024-02-29 2024-03-01 2024-03-02")]
    [InlineData("M8[D]", "2024-01-02", "2024-02-12", 8, "2024-01-08 2024-01-15 2024-01-22 2024-01-29 2024-02-05 2024-02-12")]
    [InlineData("M8[s]", "2023-11-14T22:13:20", "2024-09-08T22:13:20", 4, "2024-01-01 2024-04-01 2024-07-01")]
    [InlineData("M8[D]", "1913-05-01", "1987-05-01", 4, "1920-01-01 1940-01-01 1960-01-01 1980-01-01")]
    [InlineData("M8[M]", "2023-11", "2024-09", 4, "2024-01 2024-04 2024-07")]
    [InlineData("M8[Y]", "1913", "1987", 4, "1920 1940 1960 1980")]
    public void DatesAreMarkedWhereACalendarIsRound(string dtype, string from, string to, int most, string expected)
    {
        NDArray ends = NDArray.Array(new[] { from, to }).AsType(dtype);
        var counts = (NDArray)ends.AsType("i8");
        Assert.Equal(expected, Ticks(dtype, (long)counts[0]!, (long)counts[1]!, most));
    }

    [Theory]
    [InlineData("m8[s]", 0, 200, 4, "0 60 120 180")]
    [InlineData("m8[ms]", 0, 1000, 2, "0 500 1000")]
    [InlineData("m8[h]", 0, 24 * 365, 4, "0 2400 4800 7200")]
    [InlineData("m8[M]", 0, 40, 4, "0 12 24 36")]
    [InlineData("m8", 0, 40, 4, "0 10 20 30 40")]
    public void DurationsAreMarkedInWholeUnits(string dtype, long low, long high, int most, string expected)
        => Assert.Equal(expected, string.Join(' ', new ValueLabels(DType.Parse(dtype)).Ticks(new(low, high), most)));

    [Fact]
    public void DatesWithoutACalendarAreMarkedToo()
        => Assert.InRange(new ValueLabels(DType.Parse("M8[s]")).Ticks(new(-9e18, 9e18), 5).Count(), 2, 7);

    private static string Ticks(string dtype, long low, long high, int most)
    {
        ValueLabels labels = new(DType.Parse(dtype));
        return string.Join(' ', labels.Ticks(new(low, high), most).Select(tick => labels.Format(tick, 1)));
    }
}

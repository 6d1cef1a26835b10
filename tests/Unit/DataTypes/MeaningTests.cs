using System.Net;

namespace MemMap.Tests.DataTypes;

/// <summary>Numbers and bytes that stand for something else: what is read, and what may be written.</summary>
public sealed class MeaningTests
{
    public static TheoryData<string, object, object?, object> Values => new()
    {
        // dtype, value to write, what is read, the element as it is stored
        { "unixtime", new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc), new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc),
            1709208000 },
        { "unixtime", "2024-02-29T12:00:00", new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc), 1709208000 },
        { "unixtime", 1709208000, new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc), 1709208000 },
        { "unixtime", -1, new DateTime(1969, 12, 31, 23, 59, 59, DateTimeKind.Utc), -1 },
        { "unixtime64", new DateTimeOffset(2124, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)), new DateTime(2124, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            4859740800L },
        { "unixtime64", long.MaxValue, long.MaxValue, long.MaxValue },
        { "filetime", new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc), new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc),
            133536816000000000L },
        { "filetime", 0L, new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc), 0L },
        { "filetime", long.MinValue, long.MinValue, long.MinValue },
        { "dosdate", new DateTime(2024, 2, 29), new DateTime(2024, 2, 29), (ushort)((44 << 9) | (2 << 5) | 29) },
        { "dosdate", 0, null, (ushort)0 },
        { "dostime", new TimeSpan(12, 34, 57), new TimeSpan(12, 34, 56), (ushort)((12 << 11) | (34 << 5) | 28) },
        { "dostime", "01:02:04", new TimeSpan(1, 2, 4), (ushort)((1 << 11) | (2 << 5) | 2) },
        { "dosdate", null!, null, (ushort)0 },
        { "dosdate", (ushort)2016, (ushort)2016, (ushort)2016 },
        { "dosdate", "2016", (ushort)2016, (ushort)2016 },
        { "dosdate", "2016-03-04", new DateTime(2016, 3, 4), (ushort)((36 << 9) | (3 << 5) | 4) },
        { "dostime", 0xFFFF, (ushort)0xFFFF, (ushort)0xFFFF },
        { "guid", "00112233-4455-6677-8899-aabbccddeeff", new Guid("00112233-4455-6677-8899-aabbccddeeff"),
            Convert.FromHexString("33221100554477668899AABBCCDDEEFF") },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void What_is_written_is_stored_and_read(string dtype, object written, object? read, object stored)
    {
        NDArray array = NDArray.Zeros([1], dtype);
        array[0] = written;
        Assert.Equal(read, array[0]);
        Assert.Equal(stored, array.View(array.DType.WithMeaning(null))[0]);
    }

    [Fact]
    public void Enums_are_dtypes()
    {
        NDArray array = NDArray.Zeros([3], typeof(DayOfWeek));
        array[0] = DayOfWeek.Friday;
        array[1] = "monday";
        array[2] = 42;
        Assert.Equal(new[] { DayOfWeek.Friday, DayOfWeek.Monday, (DayOfWeek)42 }, array.ToArray());
        Assert.Equal((DType.Int32, "[ 5  1 42]"), (array.DType, array.ToString()));
        Assert.Equal("NumberText", Xunit.Record.Exception(() => array[0] = "nonday")!.Data[Error.IdKey]);
        Assert.Equal(DayOfWeek.Friday, array.AsType(array.DType.NewByteOrder())[0]);
    }

    [Fact]
    public void Records_have_them_in_fields_and_views_keep_them()
    {
        NDArray array = NDArray.Zeros([2], "utmp");
        array.Field("time")[1] = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        array.Field("address")[1] = IPAddress.IPv6Loopback;
        array.Field("type")[1] = "UserProcess";
        Assert.Equal(946684800L, Convert.ToInt64(array.Field("time").Sum(), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc), array.Field("time")[1]);
        Assert.Equal((IPAddress.IPv6Loopback, IPAddress.Any), (array.Field("address")[1], array.Field("address")[0]));
        Assert.Equal("UserProcess", array.Field("type")[1]!.ToString());
    }

    [Fact]
    public void Text_in_UTF_16_ends_at_its_NUL_and_is_filled_up()
    {
        NDArray names = NDArray.Zeros([1], "gpt_entry").Field("name");
        names[0] = "Wurzel-\u03a9";
        Assert.Equal("Wurzel-\u03a9", names[0]);
        Assert.Equal("TextTooLong", Xunit.Record.Exception(() => names[0] = new string('x', 37))!.Data[Error.IdKey]);
        Assert.Equal("Wurzel-\u03a9", names[0]);
        NDArray cutting = names.WithLayout(names.Layout, names.DType.Truncating());
        cutting[0] = new string('x', 35) + "\U0001F600";
        Assert.Equal(new string('x', 35), names[0]);
        names[0] = "ab\0cd\ud800";
        Assert.Equal("ab", names[0]);
    }

    [Theory]
    [InlineData("guid", "no guid")]
    [InlineData("dosdate", "1979-12-31")]
    [InlineData("unixtime", "2040-01-01")]
    [InlineData("unixtime", "yesterday")]
    public void What_does_not_fit_is_an_error(string dtype, string value)
        => Assert.NotNull(Xunit.Record.Exception(() => NDArray.Zeros([1], dtype)[0] = value)!.Data[Error.IdKey]);

    [Theory]
    [InlineData("unixtime", "2040-01-01", "unixtime, which holds 1901-12-13T20:45:52 to 2038-01-19T03:14:07")]
    [InlineData("unixtime_unsigned", "1969-12-31T23:59:59", "unixtime_unsigned, which holds 1970-01-01T00:00:00 to 2106-02-07T06:28:15")]
    [InlineData("unixtime", "999999999999-01-01", "unixtime, which holds 1901-12-13T20:45:52 to 2038-01-19T03:14:07")]
    [InlineData("unixtime64", "999999999999-01-01", "unixtime64")]
    [InlineData("filetime", "30800-01-01", null)]
    [InlineData("filetime", "30900-01-01", "filetime")]
    [InlineData("dosdate", "1979-12-31", "dosdate, which holds 1980-01-01 to 2107-12-31")]
    [InlineData("dosdate", "2108-01-01", "dosdate, which holds 1980-01-01 to 2107-12-31")]
    [InlineData("dosdate", "99999-01-01", "dosdate, which holds 1980-01-01 to 2107-12-31")]
    [InlineData("dostime", "1.00:00:00", "dostime, which holds 00:00:00 to 23:59:58")]
    [InlineData("dostime", "-00:00:01", "dostime, which holds 00:00:00 to 23:59:58")]
    public void A_date_or_time_that_is_out_of_bounds_says_what_the_bounds_are(string dtype, string value, string? where)
    {
        foreach (char order in "<>")
        {
            Exception? error = Xunit.Record.Exception(() => NDArray.Zeros([1], DType.Parse(dtype).NewByteOrder(order))[0] = value);
            Assert.Equal(where is null ? null : "TimeOutOfBounds", error?.Data[Error.IdKey]);
            Assert.Equal(where is null ? null : $"string '{value}' is out of bounds for {where}", error?.Message);
        }
    }

    [Fact]
    public void Equality_and_text_are_those_of_the_dtype_itself()
    {
        Assert.Equal(DType.Parse("<i4"), DType.Parse("unixtime"));
        Assert.Equal("|V16", DType.Parse("guid").Str);
    }
}

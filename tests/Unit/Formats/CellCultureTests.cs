using System.Globalization;
using CsCheck;
using MemMap.Formats;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>Numbers and dates of other cultures. The cultures are made here: a system may have none but the invariant one.</summary>
public class CellCultureTests : TempFolder
{
    private static readonly CultureInfo German = Made(",", ".", "dd.MM.yyyy", ";"), French = Made(",", "\u202f", "dd/MM/yyyy", ";"),
        Swiss = Made(".", "\u2019", "dd.MM.yyyy", ";"), American = Made(".", ",", "M/d/yyyy", ","),
        Indian = Made(".", ",", "dd-MM-yyyy", ",", 3, 2);

    [Theory]
    [InlineData("3,14", "3.14")]
    [InlineData("-3,14", "-3.14")]
    [InlineData("\u22123,14", "-3.14")]
    [InlineData("+3", "3")]
    [InlineData(",5", ".5")]
    [InlineData("1.234,5", "1234.5")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("1234567,25", "1234567.25")]
    [InlineData("1,5e-3", "1.5e-3")]
    [InlineData("1E+16", "1e16")]
    [InlineData("1,5E\u22123", "1.5e-3")]
    [InlineData("1e--3", null)]
    [InlineData("1e-", null)]
    [InlineData(" 7 ", "7")]
    [InlineData("-inf", "-inf")]
    [InlineData("NaN", "nan")]
    [InlineData("3.14", null)]
    [InlineData("1.23", null)]
    [InlineData("1.2345", null)]
    [InlineData("12345.678", null)]
    [InlineData("0.123", null)]
    [InlineData("1..234", null)]
    [InlineData(".123", null)]
    [InlineData("1.234.", null)]
    [InlineData("1,234.5", null)]
    [InlineData("1,2,3", null)]
    [InlineData("29.11.2026", null)]
    [InlineData("192.168.1.1", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData(",", null)]
    [InlineData("1e", null)]
    [InlineData("--1", null)]
    [InlineData("1 234", null)]
    [InlineData("1\u00b2", null)]
    [InlineData("12a", null)]
    public void Numbers_are_read_as_they_are_written_there(string text, string? plain)
        => Assert.Equal(plain, CellCulture.Of(German)!.Number(text));

    [Fact]
    public void Groups_have_the_lengths_and_separators_of_the_culture()
    {
        Assert.Equal("1234.5", CellCulture.Of(French)!.Number("1 234,5"));
        Assert.Equal("1234567.5", CellCulture.Of(French)!.Number("1\u00a0234\u202f567,5"));
        Assert.Equal("1234.5", CellCulture.Of(Swiss)!.Number("1'234.5"));
        Assert.Equal("12345678.5", CellCulture.Of(Indian)!.Number("1,23,45,678.5"));
        Assert.Null(CellCulture.Of(Indian)!.Number("12,345,678.5"));
        Assert.Null(CellCulture.Of(American)!.Number("3,14"));
        Assert.Null(CellCulture.Of(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("29.11.2026", "2026-11-29")]
    [InlineData("9.1.2026", "2026-01-09")]
    [InlineData("29.11.2026 13:45", "2026-11-29T13:45:00")]
    [InlineData("29.11.2026 7:05:09", "2026-11-29T07:05:09")]
    [InlineData("29.11.2026 13:45:12,25", "2026-11-29T13:45:12.25")]
    [InlineData("29.11.2026 13:45:12.123456789", "2026-11-29T13:45:12.123456789")]
    [InlineData("29.11.26", null)]
    [InlineData("31.11.2026", null)]
    [InlineData("11/29/2026", null)]
    [InlineData("29.11.", null)]
    [InlineData("29.11.2026 25:00", null)]
    [InlineData("29.11.2026,5", null)]
    public void Dates_are_read_as_they_are_written_there(string text, string? iso)
        => Assert.Equal(iso, CellCulture.Of(German)!.Date(text, isAnyYear: false));

    [Fact]
    public void Years_of_two_digits_are_dates_where_a_date_is_expected()
        => Assert.Equal("2026-11-29", CellCulture.Of(German)!.Date("29.11.26", isAnyYear: true));

    [Theory]
    [InlineData("2026-11-29", "29.11.2026")]
    [InlineData("2026-11-29T13:45:00", "29.11.2026 13:45:00")]
    [InlineData("2026-11-29T13:45:00.250000000", "29.11.2026 13:45:00,250000000")]
    [InlineData("2026-11", "2026-11")]
    [InlineData("-1000-11-29", "-1000-11-29")]
    [InlineData("NaT", "NaT")]
    public void Dates_are_written_where_the_culture_has_them(string iso, string text)
        => Assert.Equal(text, CellCulture.Of(German)!.FromIso(iso));

    [Fact]
    public void All_numbers_and_dates_come_back()
    {
        CultureInfo[] cultures = [German, French, Swiss, American, Indian];
        Gen.Select(Gen.OneOfConst(cultures), Gen.Double, Gen.Long, Gen.DateTime[new DateTime(1, 1, 1), new DateTime(9999, 12, 31)]).Sample(
            (culture, real, integer, date) =>
            {
                CellCulture cells = CellCulture.Of(culture)!;
                string plain = real.ToString("R", CultureInfo.InvariantCulture), iso = date.ToString("s", CultureInfo.InvariantCulture);
                string grouped = integer.ToString("N0", culture);
                double? read = double.IsFinite(real) ? double.Parse(cells.Number(cells.FromInvariant(plain))!, CultureInfo.InvariantCulture)
                    : real;
                return read.Equals(real) && cells.Number(grouped) == integer.ToString(CultureInfo.InvariantCulture)
                    && cells.Date(cells.FromIso(iso), isAnyYear: false) == iso;
            },
            iter: 5000);
    }

    [Theory]
    [InlineData("id;price;when;note\n1;3,14;29.11.2026;a,b\n2;1.234,5;1.2.2026;1.5",
        "[('id', '<i8'), ('price', '<f8'), ('when', '<M8[D]'), ('note', '<U3')]",
        "[(1,    3.14, '2026-11-29', 'a,b') (2, 1234.5 , '2026-02-01', '1.5')]")]
    [InlineData("3,14;2\n1.000;-0,5", "float64", "[[ 3.14e+00  2.00e+00]\n [ 1.00e+03 -5.00e-01]]")]
    [InlineData("3,14\n2,5", "float64", "[3.14 2.5 ]")]
    [InlineData("price\n3,14\n2,5", "[('price', '<f8')]", "[(3.14,) (2.5 ,)]")]
    [InlineData("a,b\n\"3,14\",1\n\"2,5\",2", "[('a', '<f8'), ('b', '<i8')]", "[(3.14, 1) (2.5 , 2)]")]
    [InlineData("a\tb\n3,14\t1.000", "[('a', '<f8'), ('b', '<i8')]", "[(3.14, 1000)]")]
    [InlineData("zip;n\n01067;1.5\n99084;2", "[('zip', '<U5'), ('n', '<U3')]", "[('01067', '1.5') ('99084', '2')]")]
    [InlineData("t\n29.11.2026 13:45\n2026-11-30T01:02:03.5\n", "[('t', '<M8[ms]')]",
        "[('2026-11-29T13:45:00.000',) ('2026-11-30T01:02:03.500',)]")]
    public void Tables_are_inferred_in_the_culture(string text, string dtype, string elements)
    {
        NDArray array = Import(text, null, German);
        Assert.Equal((dtype, elements), (array.DType.ToString(), array.ToString().ReplaceLineEndings("\n")));
    }

    [Fact]
    public void A_dtype_is_read_in_the_culture()
    {
        DType dtype = DType.Parse("[('x','f4'),('n','i2'),('t','unixtime'),('h','u4'),('z','c16'),('s','S6'),('b','?')]");
        NDArray array = Import(
            "x;n;t;h;z;s;b\n1.234,5;-1.000;29.11.26 13:45;0xff;2,5;1.000;True\n;5;1970-01-01;1;(1.5+2j);3,14;0", dtype, German);
        Assert.Equal(
            "[(1234.5, -1000, 1795959900, 255, 2.5+0.j, b'1.000',  True)\n"
                + " (   nan,     5,          0,   1, 1.5+2.j, b'3,14', False)]",
            array.ToString().ReplaceLineEndings("\n"));
        Exception e = Assert.ThrowsAny<Exception>(() => Import("x\n1,5\n3.14", DType.Parse("[('x','f8')]"), German));
        Assert.Contains("line 3, column 'x' of", e.Message, StringComparison.Ordinal);
        Assert.Contains(
            "could not convert string '3.14' to float64; numbers of the culture are as 1.234,5", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_another_culture_explains_are_named()
    {
        if (CellCulture.Known("de-DE") is null || CultureInfo.CurrentCulture.Name is not ("" or "en-US"))
        {
            return; // The session's own culture is named first.
        }
        Assert.Equal([("'a'", "de-DE"), ("'c'", "de-DE")], Meant("a;b;c;d;e\n3;x;29.11.2026;007;1\n3,14;3,14;1.1.2026;1,5;0\n"));
        Assert.Equal([("'a'", "en-US")], Meant("a;b\n3.5;3.5\n1,234.5;x\n"));
        Assert.Equal([], Meant("a;b\n3.5;x\n3,14;y\n"));
    }

    [Fact]
    public void What_is_written_in_a_culture_is_read_back()
    {
        DType dtype = DType.Parse("[('x','f8'),('f','f4'),('n','i8'),('t','M8[ns]'),('d','M8[D]'),('u','unixtime'),('s','U9'),('z','c8')]");
        NDArray array = Import("x,f,n,t,d,u,s,z\n0.1,1e-7,1234567,2026-11-29T13:45:00.000000001,2026-11-29,1970-01-02,"
            + "\"1,5;6\",1.5+2j\nnan,-inf,-1,NaT,0001-01-01,1999-12-31T23:59:59,x,0\n", dtype, null);
        foreach (CultureInfo culture in (CultureInfo[])[German, French, Swiss, American, Indian])
        {
            string path = NewPath("out.csv");
            new ArrayExport(new ExportRequest(path, [array.Ref], FileFormat.Auto, null, false, false, Culture: CellCulture.Of(culture)))
                .Run(static _ => { });
            NDArray back = Import(new CsvOptions(path) { Culture = CellCulture.Of(culture) }, dtype);
            Assert.Equal(array.ToString(), back.ToString());
        }
        Assert.StartsWith(
            "x;f;n;t;d;u;s;z\r\n0,1;1e-07;1234567;29.11.2026 13:45:00,000000001;29.11.2026;02.01.1970 00:00:00;\"1,5;6\";(1.5+2j)\r\n",
            Written(array, German), StringComparison.Ordinal);
    }

    private string Written(NDArray array, CultureInfo culture)
    {
        string path = NewPath("one.csv");
        new ArrayExport(new ExportRequest(path, [array.Ref], FileFormat.Auto, null, false, false, Culture: CellCulture.Of(culture)))
            .Run(static _ => { });
        return File.ReadAllText(path);
    }

    private (string, string)[] Meant(string text)
    {
        File.WriteAllText(NewPath("from.csv"), text);
        using CsvImport table = new(new CsvOptions(NewPath("from.csv")), null);
        table.Scan();
        return [.. table.Meant];
    }

    private NDArray Import(string text, DType? dtype, CultureInfo? culture)
    {
        File.WriteAllText(NewPath("from.csv"), text);
        return Import(new CsvOptions(NewPath("from.csv")) { Culture = CellCulture.Of(culture) }, dtype);
    }

    private static NDArray Import(CsvOptions options, DType? dtype)
    {
        using CsvImport table = new(options, dtype);
        table.Scan();
        using ElementCollector collector = new(table.DType, table.Row);
        collector.Append(table.Bytes, table.Write);
        return new NDArray(collector.Complete());
    }

    private static CultureInfo Made(string point, string group, string date, string list, params int[] sizes)
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (point, group);
        (culture.NumberFormat.CurrencyDecimalSeparator, culture.NumberFormat.CurrencyGroupSeparator) = (point, group);
        culture.NumberFormat.NumberGroupSizes = sizes.Length > 0 ? sizes : [3];
        culture.DateTimeFormat.ShortDatePattern = date;
        culture.TextInfo.ListSeparator = list;
        return culture;
    }
}

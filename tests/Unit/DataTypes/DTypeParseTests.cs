using System.Globalization;
using MemMap.DataTypes;
using MemMap.Tests.Golden;

namespace MemMap.Tests.DataTypes;

public class DTypeParseTests
{
    [Fact]
    public void Every_notation_is_read_as_numpy_reads_it()
        => Compare("strings.txt", 1, line => DType.Parse(line[0]),
            dtype => [$"{dtype}", dtype.Str, $"{dtype.ItemSize}", $"{dtype.Alignment}", dtype.Name]);

    [Fact]
    public void Every_literal_is_read_as_numpy_reads_it()
        => Compare(
            "records.txt",
            2,
            line => DTypeSpec.FromLiteral(PythonLiteral.Parse(line[0]), align: line[1] == "True"),
            dtype => [$"{dtype}", $"{dtype.ItemSize}", $"{dtype.Alignment}", Offsets(dtype), Descr(dtype)]);

    /// <summary>
    /// What numpy says of each notation, or that it is an error; and what is printed is read back (of alignment within records, numpy's
    /// text says nothing).
    /// </summary>
    private static void Compare(string file, int cells, Func<string[], DType> parse, Func<DType, string[]> describe)
    {
        var report = new GoldenReport(file);
        int number = 0;
        foreach (string[] line in DataTypes.Golden.Lines(file))
        {
            string expected = string.Join("; ", line[cells..]), got;
            try
            {
                DType dtype = parse(line);
                got = string.Join("; ", describe(dtype));
                DType again = DType.Parse(dtype.ToString());
                Assert.Equal(dtype.ToString(), again.ToString());
                if (file == "strings.txt")
                {
                    Assert.Equal(dtype, again);
                    Assert.Equal(dtype.GetHashCode(), again.GetHashCode());
                }
            }
            catch (FormatException exception)
            {
                got = expected == "error" ? expected : $"error: {exception.Message}";
            }
            report.Add($"{file}:{++number}", () => string.Join("; ", line[..cells]), () => expected, got == expected ? null : got);
        }
        report.Check();
    }

    private static string Offsets(DType dtype)
        => string.Join(' ', (dtype.Fields ?? []).Select(f => f.Offset.ToString(CultureInfo.InvariantCulture)));

    private static string Descr(DType dtype)
    {
        try
        {
            return dtype.Descr;
        }
        catch (InvalidOperationException)
        {
            return "error";
        }
    }
}

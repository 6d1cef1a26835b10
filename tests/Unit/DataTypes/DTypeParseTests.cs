using System.Globalization;
using MemMap.DataTypes;

namespace MemMap.Tests.DataTypes;

public class DTypeParseTests
{
    [Fact]
    public void Every_notation_is_read_as_numpy_reads_it()
    {
        foreach (string[] line in Golden.Lines("strings.txt"))
        {
            if (line[1] == "error")
            {
                Assert.False(DType.TryParse(line[0], out DType? refused), $"'{line[0]}' gave {refused}");
                continue;
            }
            DType dtype = DType.Parse(line[0]);
            Assert.Equal(string.Join("; ", line), string.Join("; ", line[0], dtype.ToString(), dtype.Str, $"{dtype.ItemSize}", $"{dtype.Alignment}", dtype.Name));
        }
    }

    [Fact]
    public void Every_literal_is_read_as_numpy_reads_it()
    {
        foreach (string[] line in Golden.Lines("records.txt"))
        {
            bool align = line[1] == "True";
            if (line[2] == "error")
            {
                Assert.Throws<FormatException>(() => DTypeSpec.FromLiteral(PythonLiteral.Parse(line[0]), align));
                continue;
            }
            DType dtype = DTypeSpec.FromLiteral(PythonLiteral.Parse(line[0]), align);
            string descr;
            try
            {
                descr = dtype.Descr;
            }
            catch (InvalidOperationException)
            {
                descr = "error";
            }
            string offsets = string.Join(' ', (dtype.Fields ?? []).Select(f => f.Offset.ToString(CultureInfo.InvariantCulture)));
            Assert.Equal(string.Join("; ", line), string.Join("; ", line[0], line[1], dtype.ToString(), $"{dtype.ItemSize}", $"{dtype.Alignment}", offsets, descr));
            Assert.Equal(dtype.ToString(), DType.Parse(dtype.ToString()).ToString());
        }
    }

    [Fact]
    public void What_is_printed_is_read_back()
    {
        foreach (string[] line in Golden.Lines("strings.txt").Where(line => line[1] != "error"))
        {
            DType dtype = DType.Parse(line[0]);
            Assert.Equal(dtype, DType.Parse(dtype.ToString()));
            Assert.Equal(dtype.GetHashCode(), DType.Parse(dtype.ToString()).GetHashCode());
        }
    }
}

using System.Collections.Specialized;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Text;

/// <summary>Records as a table, as the prompt shows them.</summary>
public class RecordTableTests : TempFolder
{
    private static readonly DType Dtype = DType.FromFields(new OrderedDictionary
    {
        ["id"] = "<i4",
        ["name"] = "S8",
        ["at"] = "unixtime",
        ["value"] = "<f8",
        ["raw"] = "V3",
    });

    [Fact]
    public void There_is_a_column_for_each_field_and_a_row_for_each_record()
    {
        NDArray records = NDArray.Zeros([2], Dtype);
        records.Field("id")[1] = -1;
        records.Field("name")[0] = "first";
        records.Field("value")[1] = 0.001;
        Assert.Equal(
            [
                "   id  name   at                   value  raw",
                "   --  ----   --                   -----  ---",
                "0   0  first  1970-01-01T00:00:00      0  00 00 00",
            ],
            [.. records.PrintTable(100, 10).Take(3)]);
        Assert.StartsWith("1  -1 ", records.PrintTable(100, 10).Last(), StringComparison.Ordinal);
        Assert.Contains("0.001", records.PrintTable(100, 10).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void Floats_have_no_exponent_and_no_final_point_unless_they_are_very_large_or_small()
    {
        (double Value, string Text)[] cells =
        [
            (0, "0"), (30, "30"), (-0.1, "-0.1"), (19.25, "19.25"), (1.0 / 3, "0.33333333"), (123456789.5, "123456789.5"),
            (1e14, "100000000000000"), (1e15, "1e+15"), (1e-4, "0.0001"), (9.5e-5, "9.5e-05"), (double.NaN, "nan"),
            (double.NegativeInfinity, "-inf"),
        ];
        foreach (string dtype in new[] { "<f8", ">f8" })
        {
            NDArray records = NDArray.Zeros([cells.Length], DType.FromFields(new OrderedDictionary { ["value"] = dtype }));
            records.Field("value")["..."] = NDArray.Array(Array.ConvertAll(cells, cell => cell.Value));
            Assert.Equal(
                cells.Select(cell => cell.Text),
                records.PrintTable(100, 100).Skip(2).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(100)]
    public void The_first_and_the_last_rows_are_shown(int rows)
    {
        NDArray records = NDArray.Zeros([50], DType.FromFields(new OrderedDictionary { ["n"] = "i4" }));
        records.Field("n")["..."] = NDArray.Arange(0, 50);
        string[] lines = [.. records.PrintTable(40, rows).Skip(2).Select(line => line.Trim())];
        Assert.Equal(Math.Min(rows, 50), lines.Length);
        Assert.Equal(rows < 50 ? 1 : 0, lines.Count(line => line.StartsWith("...", StringComparison.Ordinal)));
        int[] numbers = [.. lines.Where(line => line[0] != '.').Select(line => int.Parse(line.Split(' ')[0], null))];
        Assert.Equal((0, 49), (numbers[0], numbers[^1]));
        Assert.All(
            lines.Where(line => line[0] != '.'), line => Assert.Single(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()));
    }

    [Fact]
    public void Fields_without_room_are_named()
    {
        string[] lines = [.. NDArray.Zeros([1], Dtype).PrintTable(20, 5)];
        Assert.Equal("3 more: at, value...", lines[^1]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 20));
        // One column is there, however narrow the screen is.
        Assert.Contains("id", NDArray.Zeros([1], Dtype).PrintTable(3, 5).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_it_controls_the_terminal()
    {
        NDArray records = NDArray.Zeros([1], DType.FromFields(new OrderedDictionary { ["a\e[31m"] = "S8", ["long"] = "U60" }));
        records.Field("a\e[31m")[0] = "x\e[2J\a";
        records.Field("long")[0] = new string('y', 60);
        string text = string.Join('\n', records.PrintTable(100, 5));
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
        Assert.Contains("x\\x1b[2J\\x07", text, StringComparison.Ordinal);
        Assert.Contains(new string('y', 37) + "...", text, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('y', 38), text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_records_names_rows_by_their_index()
    {
        NDArray records = NDArray.Zeros([2, 2], DType.FromFields(new OrderedDictionary { ["n"] = "i4" }));
        Assert.Equal(["0, 0", "0, 1", "1, 0", "1, 1"], records.PrintTable(40, 9).Skip(2).Select(line => line[..4]));
    }

    [Fact]
    public void A_map_in_a_file_is_shown_alike_however_it_is_read()
    {
        string path = NewFile([.. Enumerable.Range(0, Dtype.ItemSize * 40).Select(i => (byte)(i % 7))]);
        using MemMapArray map = MemMapArray.Open(path, Dtype, MapMode.ReadOnly);
        using MemMapArray buffered = MemMapArray.Open(path, Dtype, MapMode.ReadOnly, access: AccessHint.Buffered);
        Assert.Equal(map.PrintTable(100, 9), buffered.PrintTable(100, 9));
    }
}

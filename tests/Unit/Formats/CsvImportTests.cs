using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using MemMap.DataTypes;
using MemMap.Formats;
using MemMap.Tests.DataTypes;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>Tables in text become arrays.</summary>
public class CsvImportTests : TempFolder
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\t|\"\r\n #");

    private const string AllCharacters = "ab,;\t|\"\r\n #\u00e9\ud83d\ude00'0";

    [Theory]
    [InlineData("a,b\n1,2\n3,4", "[('a', '<i8'), ('b', '<i8')]", "[(1, 2) (3, 4)]")]
    [InlineData("1,2\n3,4", "int64", "[[1 2]\n [3 4]]")]
    [InlineData("1,2.5\n3,4", "float64", "[[1.  2.5]\n [3.  4. ]]")]
    [InlineData("1\r2\r\n3\n", "int64", "[1 2 3]")]
    [InlineData("x\n1\n\n2\n", "[('x', '<i8')]", "[(1,) (2,)]")]
    [InlineData("a;b\n1,5;x", "[('a', '<U3'), ('b', '<U1')]", "[('1,5', 'x')]")]
    [InlineData("a\tb\n1\t-2e3", "[('a', '<i8'), ('b', '<f8')]", "[(1, -2000.)]")]
    [InlineData("a|b\nTrue|false\nFALSE|true", "[('a', '?'), ('b', '?')]", "[( True, False) (False,  True)]")]
    [InlineData("n,x\n1,\n,nan\n2,-inf", "[('n', '<f8'), ('x', '<f8')]", "[( 1.,  nan) (nan,  nan) ( 2., -inf)]")]
    [InlineData("d,t\n2024-05-06,2024-05-06T07:08:09.25\nNaT,", "[('d', '<M8[D]'), ('t', '<M8[ms]')]",
        "[('2024-05-06', '2024-05-06T07:08:09.250')\n (       'NaT',                     'NaT')]")]
    [InlineData("id,s\n007,1_0\n8,\n", "[('id', '<U3'), ('s', '<U3')]", "[('007', '1_0') ('8', '')]")]
    [InlineData("big,huge\n18446744073709551615,18446744073709551616", "[('big', '<u8'), ('huge', '<f8')]",
        "[(18446744073709551615, 1.84467441e+19)]")]
    [InlineData("a,b\n\" x \",\"y, \"\"z\"\"\n!\"", "[('a', '<U3'), ('b', '<U8')]", "[(' x ', 'y, \"z\"\\n!')]")]
    [InlineData("a,b\n 1 , x y \n", "[('a', '<i8'), ('b', '<U3')]", "[(1, 'x y')]")]
    [InlineData("#TYPE System.Object\n\na,b\n1,x", "[('a', '<i8'), ('b', '<U1')]", "[(1, 'x')]")]
    [InlineData("a,\n1,2", "[('a', '<i8'), ('f1', '<i8')]", "[(1, 2)]")]
    [InlineData("1,x\n2,yz", "[('f0', '<i8'), ('f1', '<U2')]", "[(1, 'x') (2, 'yz')]")]
    [InlineData("a,b\n,\n1,", "[('a', '<f8'), ('b', '<f8')]", "[(nan, nan) ( 1., nan)]")]
    public void The_dtype_is_inferred_from_all_rows(string text, string dtype, string elements)
    {
        NDArray array = Import(text, null);
        Assert.Equal((dtype, elements), (array.DType.ToString(), array.ToString().ReplaceLineEndings("\n")));
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3", "[('c','u1'),('A','f4')]", "[(3, 1.)]")]
    [InlineData("p.x,p.y,q[0],q[1]\n1,2,3,4", "[('p',[('x','i2'),('y','i2')]),('q','i1',(2,))]", "[((1, 2), [3, 4])]")]
    [InlineData("x,y\n1,2", "f4", "[[1. 2.]]")]
    [InlineData("1,2,3,4", "(2,)f4", "[[[1. 2.]\n  [3. 4.]]]")]
    [InlineData("a\n1", "U1", "['a' '1']")]
    [InlineData("a\n\n", "S1", "[b'a' b'']")]
    [InlineData("\n\na\n", "U1", "['' '' 'a']")]
    [InlineData("\n\n", "S1", "[b'' b'']")]
    [InlineData("#\n\n", "U1", "['']")]
    [InlineData("\n2024-05-06\n", "dosdate", "[    0 22694]")]
    [InlineData("1\n\n2", "i4", "[1 2]")]
    [InlineData("0,1,true", "?", "[[False  True  True]]")]
    [InlineData("0a0B\nff00", "V2", @"[b'\x0A\x0B' b'\xFF\x00']")]
    [InlineData("05/06/2024 17:08:09\n2024-05-06", "M8[s]", "['2024-05-06T17:08:09' '2024-05-06T00:00:00']")]
    [InlineData("", "i4", "[]")]
    [InlineData("a,b\n", "[('a','i4')]", "[]")]
    public void The_dtype_can_be_given(string text, string dtype, string elements)
        => Assert.Equal(elements, Import(text, DType.Parse(dtype)).ToString().ReplaceLineEndings("\n"));

    [Theory]
    [InlineData("a,b\n1,2\n3\n", null, "CsvRow", "line 3 of '*' has 1 cell, and the table has 2 columns*")]
    [InlineData("a,b\n1,2\n\n3,4,5\n", null, "CsvRow", "line 4 of '*' has 3 cells*")]
    [InlineData("a\n1\n\"2\n3\n", null, "CsvRow", "the row that begins in line 3*quotation marks*")]
    [InlineData("a,b\n1,2\n\"\n\",x\n", "[('a','i4'),('b','i4')]", "CsvCell",
        "line 3, column 'a' of '*': could not convert string '*' to int32")]
    [InlineData("1,2\n3,300\n", "u1", "CsvCell", "line 2, column 2 of '*': integer 300 is out of bounds for uint8")]
    [InlineData("a\nabc\n", "[('a','U2')]", "CsvCell", "line 2, column 'a'*3 characters*-Truncate*")]
    [InlineData("n,t\n1,2024-05-06\n2,2040-01-01\n", "[('n','i4'),('t','unixtime')]", "CsvCell",
        "line 3, column 't' of '*': string '2040-01-01' is out of bounds for unixtime, which holds 1901-12-13*")]
    [InlineData("2024-05-06\n1979-01-01\n", "dosdate", "CsvCell", "line 2, column 1 of '*': string '1979-01-01' is out of bounds for*")]
    [InlineData("2024-05-06\n99999-01-01T00\n", "unixtime_ns", "CsvCell", "line 2, column 1 of '*' is out of bounds for*")]
    [InlineData("a,b\n1,2\n", "[('c','i4')]", "CsvNoColumn", "*no column 'c'; its first line names a, b*")]
    [InlineData("degree\n1\n", "[('degrees','i4')]", "CsvNoColumn", "*(is 'degree' meant?)*")]
    [InlineData("a,A\n1,2\n", "[('a','i4')]", null, null)]
    [InlineData("a,A,a\n1,2,3\n", "[('a','i4')]", "CsvSameNames", "two columns of '*' are named 'a'*")]
    [InlineData("a,a\n1,2\n", null, "CsvSameNames", "two columns*")]
    [InlineData("p\n1\n", "[('p',[('x','i2')])]", "TextForParts", "field 'p' has several parts*")]
    [InlineData("1,2,3\n", "(2,)f4", "CsvColumnCount", "*has 3 columns, and*2 values")]
    [InlineData("", null, "NothingToInfer", "*no row that tells the dtype*")]
    [InlineData("a,b\n", null, "NothingToInfer", "*no row*")]
    [InlineData("", "[('a','i4')]", "CsvNoNames", "*is empty*-NoHeader*")]
    public void A_table_that_cannot_be_read_is_one_error_and_leaves_the_file(string text, string? dtype, string? id, string? message)
    {
        File.WriteAllText(NewPath("to.dat"), "before");
        if (id is null)
        {
            Import(text, DType.Parse(dtype!));
            return;
        }
        Exception e = Assert.ThrowsAny<Exception>(() => Import(text, dtype is null ? null : DType.Parse(dtype)));
        Assert.Equal(id, IdOf(e));
        string pattern = Regex.Escape(message!).Replace(@"\*", "(.|\n)*", StringComparison.Ordinal);
        Assert.Matches($"^{pattern}$", e.Message);
        Assert.Equal("before", File.ReadAllText(NewPath("to.dat")));
        Assert.Equal(["from.csv", "to.dat"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Columns_can_be_named_and_taken_by_position()
    {
        CsvOptions options = Options("x,y\nu,v");
        CsvOptions named = options with { Header = ["a", "b"] }, nameless = options with { NoHeader = true };
        DType both = DType.Parse("[('b','U1'),('a','U1')]");
        Assert.Equal("[('y', 'x') ('v', 'u')]", Import(named, both).ToString());
        Assert.Equal("[('y',) ('v',)]", Import(named, DType.Parse("[('b','U1')]")).ToString());
        Assert.Equal("[['x' 'y']\n ['u' 'v']]", Import(nameless, null).ToString().ReplaceLineEndings("\n"));
        Assert.Equal("[('x', 'y') ('u', 'v')]", Import(nameless, both).ToString());
        Assert.Equal("CsvHeaderCount", IdOf(Xunit.Record.Exception(() => Import(options with { Header = ["a"] }, null))));
        Assert.Equal("CsvColumnCount", IdOf(Xunit.Record.Exception(() => Import(nameless, DType.Parse("i4,i4,i4")))));
        Assert.Equal("[('x,y',) ('u,v',)]", Import(options with { Delimiter = ';', Header = ["a"] }, null).ToString());
        foreach (char bad in "\"\n#\u00e9")
        {
            Assert.Equal("CsvDelimiter", IdOf(Xunit.Record.Exception(() => Import(options with { Delimiter = bad }, null))));
        }
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    [InlineData("iso-8859-1", false)]
    public void Encodings_are_told_by_a_mark_or_given(string name, bool isMarked)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        string text = "name,n\r\nJ\u00f6rg,1\r\n\"a\r\n\u00e9\",2\r\n";
        File.WriteAllBytes(NewPath("from.csv"), [.. isMarked ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
        NDArray array = Import(new CsvOptions(NewPath("from.csv")) { Encoding = isMarked ? null : encoding }, null);
        Assert.Equal("[('J\u00f6rg', 1) ('a\\r\\n\u00e9', 2)]", array.ToString());
    }

    [Fact]
    public void Bytes_of_another_encoding_are_named_by_their_line()
    {
        File.WriteAllBytes(NewPath("from.csv"), Encoding.Latin1.GetBytes("a\nb\nJ\u00f6rg\n"));
        Exception e = Assert.ThrowsAny<Exception>(() => Import(new CsvOptions(NewPath("from.csv")), null));
        Assert.StartsWith("line 3 of", e.Message, StringComparison.Ordinal);
        Assert.Contains("is not text in utf-8; -Encoding", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_table_is_the_same_however_it_is_cut()
    {
        // More than two parts; rows with line ends in them, one longer than a part, and a different row now and then.
        const int Rows = 60_000, Long = 3_000_000;
        StringBuilder text = new("id,s,x\r\n");
        for (int i = 0; i < Rows; i++)
        {
            string s = i == 1000 ? new string('"', Long) : i % 3 == 0 ? $"li\r\nne,\"{i}\"" : $"text {i}";
            text.Append(CultureInfo.InvariantCulture, $"{i},\"{s.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{i / 4.0}\r\n");
        }
        NDArray array = Import(text.ToString(), DType.Parse("[('id','i4'),('x','f8'),('s','S12')]").Truncating());
        Assert.Equal(Rows, array.Size);
        Assert.Equal(Enumerable.Range(0, Rows), (int[])array.Field("id").ToArray());
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => i / 4.0), (double[])array.Field("x").ToArray());
        Assert.Equal("li\r\nne,\"599", ((Record)array.Item(59_997)!)["s"]!.ToString()![..11]);

        text.Append("0,x\r\n").Append("1\r\n");
        Exception e = Assert.ThrowsAny<Exception>(() => Import(text.ToString(), DType.Parse("[('id','i4')]")));
        Assert.StartsWith($"line {2 + Rows + (Rows / 3)} of", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_errors_the_first_one_is_reported()
    {
        string text = "x\n" + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => i % 100_000 == 70_000 ? "bad\n" : "1234567\n"));
        for (int i = 0; i < 3; i++)
        {
            Exception e = Assert.ThrowsAny<Exception>(() => Import(text, DType.Parse("[('x','i4')]")));
            Assert.StartsWith("line 70002, column 'x'", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rows_are_appended_all_or_none()
    {
        string path = NewPath("to.npy");
        Import("1,2\n3,4", DType.Int32, path).Buffer.Close();
        Import("5,6\n", DType.Int32, path, append: true).Buffer.Close();
        byte[] before = Content(path);
        Assert.ThrowsAny<Exception>(() => Import("5,6\n7,x\n", DType.Int32, path, append: true));
        Assert.ThrowsAny<Exception>(() => Import("5,6,7\n", DType.Int32, path, append: true));
        Assert.Equal(before, Content(path));
        using MemMapArray map = MemMapArray.Open(path);
        Assert.Equal("[[1 2]\n [3 4]\n [5 6]]", map.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void It_stops()
    {
        File.WriteAllText(NewPath("from.csv"), "a\n1\n");
        using CancellationTokenSource source = new();
        source.Cancel();
        using IDisposable scope = Interruption.Use(source.Token);
        Assert.Throws<OperationCanceledException>(() => Import(new CsvOptions(NewPath("from.csv")), null));
        Assert.False(File.Exists(NewPath("to.dat")));
    }

    [Fact]
    public void Cells_are_those_of_a_naive_reader()
        => Gen.Select(Gen.Char[AllCharacters].Array[0, 6].Select(c => new string(c)).Array2D[Gen.Int[1, 6], Gen.Int[1, 3]], Gen.Bool,
            Gen.OneOfConst(",", ";", "\t", "|"), Gen.OneOfConst("\n", "\r\n", "\r")).Sample((cells, quotesAll, delimiter, end) =>
            {
                if (!cells.Cast<string>().All(IsText))
                {
                    return true;
                }
                int columns = cells.GetLength(1);
                StringBuilder text = new();
                for (int row = 0; row < cells.GetLength(0); row++)
                {
                    var line = Enumerable.Range(0, columns).Select(column => Quoted(cells[row, column], quotesAll));
                    text.AppendJoin(delimiter, line).Append(end);
                }
                CsvOptions options = Options(text.ToString()) with { Delimiter = delimiter[0], NoHeader = true };
                NDArray array = Import(options, DType.Parse("U6"));
                return array.ToArray().Cast<string>().SequenceEqual(cells.Cast<string>());
            }, iter: 500, threads: 1);

    [Fact]
    public void What_was_exported_is_read_back_as_it_was()
        => Gen.Select(RandomDTypes.All, Gen.Int[0, 5]).Where((dtype, _) => dtype.ItemSize is > 0 and < 2000
                && !RandomDTypes.Overlap(dtype) && TableColumn.Of(dtype).Any())
            .SelectMany((dtype, count) => RandomDTypes.Of(Gen.Const(dtype)).Select(element => element.Bytes).Array[count]
                .Select(bytes => (dtype, bytes: bytes.SelectMany(b => b).ToArray())))
            .Sample(one => IsReadBack(one.dtype, one.bytes), iter: 2000, threads: 1,
                print: one => $"{one.dtype} {Convert.ToHexString(one.bytes)}");

    [Fact]
    public void Text_is_written_as_the_string_that_it_is()
        => Gen.Select(RandomDTypes.Scalars, Gen.Frequency(
            (3, Gen.Double.Select(x => x.ToString(CultureInfo.InvariantCulture))),
            (3, Gen.Long.Select(x => x.ToString(CultureInfo.InvariantCulture))),
            (2, Gen.Char["0123456789+-.eE_ nanift\0"].Array[0, 8].Select(c => new string(c))),
            (1, Gen.OneOfConst("", " ", "True", "false", "1", "0", "-0", "+5", "nan", "-inf", "NaT", "2024-05-06", "ff", "\u0661", "1e400",
                new string('0', 401) + "1")))).Sample((dtype, text) =>
        {
            byte[] one = new byte[dtype.ItemSize], other = new byte[dtype.ItemSize];
            Exception? first = Xunit.Record.Exception(() => dtype.Codec.Write(one, text)),
                second = Xunit.Record.Exception(() => dtype.Codec.WriteText(other, text));
            return first?.Message == second?.Message && first?.GetType() == second?.GetType() && one.AsSpan().SequenceEqual(other);
        }, iter: 20_000);

    // The elements are what the cells say, read one by one as those of Import-Csv are; and of most dtypes, they are what was exported. The
    // bytes between fields, and those that make a NaN or a bool another one, are in no table.
    private bool IsReadBack(DType dtype, byte[] bytes)
    {
        CsvOptions options = new(NewPath("from.csv")) { NoHeader = !dtype.IsRecord };
        try
        {
            Export(NDArray.Array(bytes, DType.UInt8).View(dtype), options.Path);
        }
        catch (Exception e) when (IdOf(e) is not null)
        {
            return true; // CSV can't hold it, and it is refused.
        }
        TableColumn[] columns = [.. TableColumn.Of(dtype)];
        List<string[]> rows = Rows(File.ReadAllText(options.Path));
        byte[]? expected = Xunit.Record.Exception(() => Elements(dtype, columns, rows)) is null ? Elements(dtype, columns, rows) : null;
        if (expected is null)
        {
            return IdOf(Xunit.Record.Exception(() => Import(options, dtype))) == "CsvCell";
        }
        byte[] read = Import(options, dtype).ToBytes();
        return read.AsSpan().SequenceEqual(expected) && columns.Where(column => HasOneText(column.DType)).All(column =>
            Enumerable.Range(0, bytes.Length / dtype.ItemSize).Select(i => (i * dtype.ItemSize) + column.Offset)
                .All(at => read.AsSpan(at, column.DType.ItemSize).SequenceEqual(bytes.AsSpan(at, column.DType.ItemSize))));
    }

    private static bool HasOneText(DType dtype)
        => dtype is { Meaning: null, Packing: null }
            && (dtype.IsInteger || dtype.Kind is ElementKind.Bytes or ElementKind.Text or ElementKind.Void);

    private static byte[] Elements(DType dtype, TableColumn[] columns, List<string[]> rows)
    {
        var cells = rows.Skip(dtype.IsRecord ? 1 : 0).ToArray();
        byte[] bytes = new byte[cells.Length * dtype.ItemSize];
        for (int row = 0; row < cells.Length; row++)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                (_, int offset, DType column) = columns[i];
                ElementCodec.Write(column, bytes.AsSpan((row * dtype.ItemSize) + offset), TableCell.Read(cells[row][i], column));
            }
        }
        return bytes;
    }

    /// <summary>The cells of what CsvWriter wrote.</summary>
    private static List<string[]> Rows(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        StringBuilder cell = new();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                if (isQuoted && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[i++]);
                    continue;
                }
                isQuoted = !isQuoted;
            }
            else if (isQuoted || text[i] is not (',' or '\r' or '\n'))
            {
                cell.Append(text[i]);
            }
            else if (text[i] != '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (text[i] == '\r')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
        }
        return rows;
    }

    private static bool IsText(string text) => !CodePoints.HasHalf(text) && !text.EndsWith('\0');

    private static string Quoted(string cell, bool always)
        => always || cell.AsSpan().ContainsAny(Special) || cell.Length == 0
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static void Export(NDArray array, string path)
        => new ArrayExport(new ExportRequest(path, [array.Ref], FileFormat.Csv, null, false, false)).Run(static _ => { });

    private CsvOptions Options(string text)
    {
        File.WriteAllText(NewPath("from.csv"), text);
        return new CsvOptions(NewPath("from.csv"));
    }

    private NDArray Import(string text, DType? dtype) => Import(Options(text), dtype);

    private NDArray Import(string text, DType dtype, string path, bool append = false) => Import(Options(text), dtype, path, append);

    /// <summary>Imports a table into a file, and reads that.</summary>
    private NDArray Import(CsvOptions options, DType? dtype, string? path = null, bool append = false)
    {
        path ??= NewPath("to.dat");
        using CsvImport table = new(options, dtype);
        table.Scan();
        AppendTarget target = AppendTarget.Find(path, FileFormat.Auto, new ArraySpec(dtype), append);
        target = target.Header is null ? target with { Row = table.Row } : target;
        using ElementAppender appender = new(target, table.DType, noClobber: false, isWhole: true);
        appender.Append(table.Bytes, table.Write);
        long[] shape = appender.Complete();
        if (target.IsNpy)
        {
            return MemMapArray.Open(path);
        }
        NDArray array = NDArray.Array(Content(path), DType.UInt8).View(table.DType);
        return array.Reshape([.. shape, .. table.DType.SubShape ?? []]);
    }
}

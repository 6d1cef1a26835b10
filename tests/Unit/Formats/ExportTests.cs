using System.IO.Compression;
using MemMap.Formats;
using MemMap.Tests.Compute;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>What is exported, and what is left when that fails.</summary>
public class ExportTests : TempFolder
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Archives_give_back_what_was_exported(bool compress)
    {
        string path = NewPath("a.npz");
        NDArray first = NDArray.Arange(0, 12).Reshape(3, 4), second = first.T.AsType(">f4");
        Export(path, [first, second], ["x", "y"], compress);
        NDArray[] read = MemMapArray.OpenMembers(path, ["y", "x"]);
        Assert.All(read, array => Assert.Equal(!compress, array is MemMapArray));
        Assert.Equal((">f4", "(4, 3)", true), (read[0].DType.ToString(), Error.Shape(read[0].Shape), read[0].IsFortranContiguous));
        Assert.Equal(second.ToBytes(), read[0].ToBytes());
        Assert.Equal(first.ToBytes(), read[1].ToBytes());
        foreach (NDArray array in read)
        {
            array.Buffer.Close();
        }
        using ZipArchive archive = ZipFile.OpenRead(path);
        Assert.Equal(["x.npy", "y.npy"], archive.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void Members_without_names_are_numbered()
    {
        string path = NewPath("a.npz");
        Export(path, [NDArray.Arange(0, 2), NDArray.Arange(0, 3)]);
        var second = (MemMapArray)MemMapArray.OpenMembers(path, ["arr_1"])[0];
        Assert.Equal([3], second.Shape);
        second.Close();
    }

    [Fact]
    public void Strided_views_are_written_in_order()
    {
        NDArray view = (NDArray)NDArray.Arange(0, 3_000_000).Reshape(1000, 3000)["::-2, ::3"]!;
        Export(NewPath("a.bin"), [view]);
        Assert.Equal(view.ToBytes(), Content(NewPath("a.bin")));
        Export(NewPath("a.npy"), [view.T]);
        using MemMapArray map = MemMapArray.Open(NewPath("a.npy"), mode: MapMode.ReadOnly);
        Assert.Equal(view.T.ToBytes(), map.ToBytes());
    }

    [Fact]
    public void The_file_that_an_array_is_mapped_from_can_be_replaced()
    {
        string path = NewPath("a.npy");
        Export(path, [NDArray.Arange(0, 10)]);
        using MemMapArray map = MemMapArray.Open(path, mode: MapMode.ReadOnly);
        var view = (NDArray)map["::-1"]!;
        if (OperatingSystem.IsWindows())
        {
            Assert.Equal("CannotReplace", IdOf(Assert.ThrowsAny<IOException>(() => Export(path, [view]))));
        }
        else
        {
            Export(path, [view]);
            using MemMapArray again = MemMapArray.Open(path, mode: MapMode.ReadOnly);
            Assert.Equal(new long[] { 9, 8, 7, 6, 5, 4, 3, 2, 1, 0 }, (long[])again.ToArray());
            Assert.Equal(0L, map.Item(0));
        }
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        string path = NewPath("a.npy"), source = NewPath("source.bin");
        File.WriteAllBytes(path, Bytes(5));
        File.WriteAllBytes(source, new byte[4 << 20]);
        using MemMapArray map = MemMapArray.Open(source);
        ArrayExport export = new(new ExportRequest(path, [map.Ref], FileFormat.Auto, null, false, false));
        using CancellationTokenSource stop = new();
        using (Interruption.Use(stop.Token))
        {
            Assert.ThrowsAny<OperationCanceledException>(() => export.Run(_ => stop.Cancel()));
        }
        Assert.Equal(Bytes(5), Content(path));
        map.Close();
        Assert.ThrowsAny<ObjectDisposedException>(() => export.Run(_ => { }));
        Assert.Equal(Bytes(5), Content(path));
        Assert.Equal(2, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public void Symbolic_links_are_followed_and_permissions_stay()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permissions, and links need a right");
            return;
        }
        string path = NewPath("a.npy"), link = NewPath("link.npy");
        File.WriteAllBytes(path, Bytes(5));
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(path, Mode);
        File.CreateSymbolicLink(link, path);
        Export(link, [NDArray.Arange(0, 4)]);
        Assert.Equal(path, new FileInfo(link).LinkTarget);
        Assert.Equal(Mode, File.GetUnixFileMode(path));
        Assert.Equal(128 + 32, new FileInfo(path).Length);
        File.WriteAllBytes(NewPath("plain"), []);
        Export(NewPath("new.npy"), [NDArray.Arange(0, 4)]);
        Assert.Equal(File.GetUnixFileMode(NewPath("plain")), File.GetUnixFileMode(NewPath("new.npy")));
    }

    [Fact]
    public void What_does_not_fit_the_kind_of_file_is_an_error()
    {
        NDArray array = NDArray.Arange(0, 8);
        Fails("OneArrayOnly", "a.npy", [array, array]);
        Fails("OneArrayOnly", "a.csv", []);
        Fails("CsvShape", "a.csv", [array.Reshape(2, 2, 2)]);
        Fails("MemberNames", "a.npz", [array], ["a", "b"]);
        Fails("DuplicateMember", "a.npz", [array, array], ["a", "a.npy"]);
        Fails("NotForNpz", "a.npy", [array], ["a"]);
        foreach (string name in new[] { "../a", "/a", "a//b", "c:a", "a\\b", "", "a\nb" })
        {
            Fails("InvalidMemberName", "a.npz", [array], [name]);
        }
        Fails("DirectoryNotFound", Path.Combine("no", "a.npy"), [array]);
        File.WriteAllBytes(NewPath("there.npy"), []);
        Assert.Equal("FileExists", IdOf(Assert.ThrowsAny<IOException>(
            () => new ArrayExport(new(NewPath("there.npy"), [array.Ref], FileFormat.Auto, null, false, NoClobber: true)).Run(_ => { }))));
    }

    [Fact]
    public void Numbers_are_written_as_lines_of_text()
    {
        Assert.Equal("0,1,2\r\n3,4,5\r\n", Csv(NDArray.Arange(0, 6).Reshape(2, 3)));
        Assert.Equal(
            "0.1\r\n-0.0\r\n1e+16\r\nnan\r\ninf\r\n", Csv(NDArray.Array(new[] { 0.1, -0.0, 1e16, double.NaN, double.PositiveInfinity })));
        Assert.Equal("5\r\n", Csv(NDArray.Array(5)));
        Assert.Equal("", Csv(NDArray.Zeros([0], DType.Float64)));
        Assert.Equal("", Csv(NDArray.Zeros([3, 0], DType.Float64)));
        Assert.Equal("True\r\nFalse\r\n", Csv(NDArray.Array(new[] { true, false })));
        Assert.Equal("2024-02-29\r\nNaT\r\n", Csv(NDArray.Array(new[] { "2024-02-29", "NaT" }, "M8[D]")));
        Assert.Equal("(1-2j)\r\n", Csv(NDArray.Array(new System.Numerics.Complex(1, -2))));
    }

    [Fact]
    public void Records_are_written_under_the_names_of_their_fields()
    {
        NDArray array = NDArray.Zeros([2], "[('id','>i4'),('a, b','S9'),('xy','f4',(2,)),('in',[('raw','V2'),('text','U8')])]");
        ((NDArray)array["id"]!).Fill(7);
        ((NDArray)array["a, b"]!).Fill("say \"x\"");
        ((NDArray)((NDArray)array["in"]!)["text"]!).Fill("line\né");
        string row = "7,\"say \"\"x\"\"\",0.0,0.0,0000,\"line\né\"\r\n";
        Assert.Equal("id,\"a, b\",xy[0],xy[1],in.raw,in.text\r\n" + row + row, Csv(array));
    }

    [Fact]
    public void Tables_are_written_alike_by_any_number_of_threads()
    {
        const int Rows = 30_000;
        NDArray numbers = NDArray.Arange(0, Rows * 7), table = numbers.Reshape(Rows, 7);
        string expected = string.Concat(Enumerable.Range(0, Rows).Select(row => string.Join(',', Enumerable.Range(row * 7, 7)) + "\r\n"));
        NDArray records = NDArray.Zeros([Rows], "i4,S4"), words = NDArray.Zeros([3 * Rows], DType.UInt32), texts = words.View("i4,U2");
        records["f0"] = (NDArray)numbers[$":{Rows}"]!;
        // Two that no table holds, halves of a pair: the first one is told.
        foreach (int row in new[] { Rows / 3, 2 * Rows / 3 })
        {
            words[(3 * row) + 1] = 0xD800;
        }
        Threads.Each(() =>
        {
            Assert.Equal(expected, Csv(table));
            Assert.Equal(
                "f0,f1\r\n" + string.Concat(Enumerable.Range(0, Rows).Select(row => $"{row},\r\n")), Csv(records));
            Assert.Contains($"{Rows / 3}", Assert.ThrowsAny<ArgumentException>(() => Csv(texts)).Message, StringComparison.Ordinal);
        });
    }

    private string Csv(NDArray array)
    {
        Export(NewPath("a.csv"), [array]);
        return File.ReadAllText(NewPath("a.csv"));
    }

    private static void Export(string path, NDArray[] arrays, string[]? names = null, bool compress = false)
    {
        ExportRequest request = new(path, [.. arrays.Select(array => array.Ref)], FileFormat.Auto, names, compress, NoClobber: false);
        new ArrayExport(request).Run(_ => { });
    }

    private void Fails(string id, string name, NDArray[] arrays, string[]? names = null)
    {
        string path = NewPath(name);
        Assert.Equal(id, IdOf(Assert.ThrowsAny<Exception>(() => Export(path, arrays, names))));
        Assert.Empty(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories));
    }
}

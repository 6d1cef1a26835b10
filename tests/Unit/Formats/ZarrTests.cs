using MemMap.Formats;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>Zarr stores: those that zarr wrote are mapped chunk by chunk, and what is written is described as zarr describes it.</summary>
public class ZarrTests : TempFolder
{
    private static readonly string Golden = Path.Combine(Repository.Root, "tests", "Golden", "zarr");

    public static TheoryData<string, string, string> Written
    {
        get
        {
            TheoryData<string, string, string> cases = [];
            foreach (string line in File.ReadLines(Path.Combine(Golden, "sums.txt")))
            {
                string[] columns = line.Split('\t');
                cases.Add(columns[0], columns[1], columns[3]);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void What_zarr_wrote_is_mapped_chunk_by_chunk(string store, string shape, string bytes)
    {
        NDArray[] chunks = Open(Path.Combine(Golden, store), MapMode.ReadOnly);
        Assert.Equal(bytes, Convert.ToHexStringLower([.. chunks.SelectMany(chunk => chunk.ToBytes())]));
        Assert.Equal(shape, Error.Shape([chunks.Sum(chunk => chunk.Shape[0]), .. chunks[0].Shape[1..]]));
        Close(chunks);
    }

    [Theory]
    [InlineData("<f4", 3, 3)]
    [InlineData(">i2", 7, 1)]
    [InlineData("S3", 1, 7)]
    [InlineData("<M8[ms]", 5, 2)]
    [InlineData("i4,(2,3)f8", 2, 4)]
    public void What_is_written_is_read_again(string dtype, long rows, int files)
    {
        NDArray array = NDArray.Arange(0, 21).Reshape(7, 3).AsType(dtype.Contains(',', StringComparison.Ordinal) ? "i4" : dtype);
        if (dtype.Contains(',', StringComparison.Ordinal))
        {
            NDArray records = NDArray.Zeros([7], dtype);
            records.Field("f0")["..."] = array[":, 0"];
            array = records;
        }
        string path = NewPath("a.zarr");
        Export(path, array, rows);
        NDArray[] chunks = Open(path, MapMode.ReadWrite);
        Assert.Equal(files, chunks.Length);
        Assert.Equal(array.ToBytes(), chunks.SelectMany(chunk => chunk.ToBytes()));
        Assert.All(chunks, chunk => Assert.Equal(array.DType, chunk.DType));
        // Readers need the last file to be as long as the others.
        Assert.Single(
            Directory.GetFiles(path).Where(file => !file.EndsWith(".zarray", StringComparison.Ordinal))
                .Select(file => new FileInfo(file).Length).Distinct());
        Close(chunks);
    }

    [Fact]
    public void Arrays_without_axes_and_without_elements_are_stores_too()
    {
        string one = NewPath("one.zarr"), none = NewPath("none.zarr");
        Export(one, NDArray.Array(7), null);
        Export(none, NDArray.Zeros([0, 3], DType.Float32), null);
        NDArray[] chunks = Open(one, MapMode.ReadOnly);
        Assert.Equal(7L, Convert.ToInt64(Assert.Single(chunks).Item(), null));
        Assert.Empty(Open(none, MapMode.ReadOnly));
        Close(chunks);
    }

    [Theory]
    [InlineData("::2, ::-1")]
    [InlineData("..., newaxis, 3")]
    [InlineData("1:1")]
    [InlineData("2")]
    public void A_view_is_written_in_its_own_order(string index)
    {
        NDArray view = (NDArray)NDArray.Arange(0, 24).Reshape(4, 6)[index]!;
        foreach (NDArray array in new[] { view, view.T })
        {
            string path = NewPath("a.zarr");
            Export(path, array, null);
            NDArray[] chunks = Open(path, MapMode.ReadOnly);
            Assert.Equal(array.Size == 0 ? 0 : 1, chunks.Length);
            Assert.Equal(array.ToBytes(), chunks.SelectMany(chunk => chunk.ToBytes()));
            Assert.All(chunks, chunk => Assert.Equal(array.Shape, chunk.Shape));
            Close(chunks);
        }
    }

    [Fact]
    public void A_store_may_be_written_from_its_own_chunks()
    {
        string path = NewPath("a.zarr");
        Export(path, NDArray.Arange(0, 10), 5);
        NDArray[] chunks = Open(path, MapMode.ReadOnly);
        Export(path, (NDArray)chunks[1]["::-1"]!, 2);
        Close(chunks);
        chunks = Open(path, MapMode.ReadOnly);
        Assert.Equal([9, 8, 7, 6, 5], chunks.SelectMany(chunk => (long[])chunk.ToArray()));
        Close(chunks);
    }

    [Fact]
    public void What_is_stopped_halfway_leaves_the_old_store_and_nothing_else()
    {
        string path = NewPath("a.zarr");
        Export(path, NDArray.Arange(0, 3), null);
        byte[] before = File.ReadAllBytes(Path.Combine(path, "0"));
        ArrayExport export = new(new ExportRequest(path, [NDArray.Arange(5, 9).Ref], FileFormat.Auto, null, false, false, 1));
        Assert.Throws<OperationCanceledException>(() => export.Run(done => throw new OperationCanceledException()));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(path, "0")));
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Fields_with_gaps_are_refused_before_anything_is_written()
    {
        string path = NewPath("a.zarr");
        Assert.Equal("ZarrRecord", Id(() => Export(path, NDArray.Zeros([3], "i4,f8,i2").Field("f0", "f2"), null)));
        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void A_store_is_replaced_in_the_end_and_any_other_folder_is_not()
    {
        string path = NewPath("a.zarr"), other = NewPath("b.zarr");
        Export(path, NDArray.Arange(0, 10), 2);
        Export(path, NDArray.Arange(0, 3), 2);
        Assert.Equal([".zarray", "0", "1"], Directory.GetFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Directory.CreateDirectory(other);
        File.WriteAllText(Path.Combine(other, "mine.txt"), "mine");
        Assert.Equal("FileExists", Id(() => Export(other, NDArray.Arange(0, 3), null)));
        Assert.Equal("FileExists", Id(() => Export(path, NDArray.Arange(0, 3), null, noClobber: true)));
        Assert.Equal(2, Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!).Length);
    }

    [Fact]
    public void A_link_leads_to_the_store_that_is_replaced()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("links need a right on Windows");
            return;
        }
        string path = NewPath("a.zarr"), link = NewPath("link.zarr");
        Export(path, NDArray.Arange(0, 3), null);
        Directory.CreateSymbolicLink(link, path);
        Export(link, NDArray.Arange(5, 7), null);
        Assert.Equal(path, new DirectoryInfo(link).LinkTarget);
        NDArray[] chunks = Open(path, MapMode.ReadOnly);
        Assert.Equal([5, 6], chunks.SelectMany(chunk => (long[])chunk.ToArray()));
        Close(chunks);
    }

    [Fact]
    public void More_chunks_than_there_is_memory_to_list_are_missing_at_once()
    {
        string path = NewPath("a.zarr");
        Directory.CreateDirectory(path);
        File.WriteAllText(
            Path.Combine(path, ".zarray"),
            """{ "zarr_format": 2, "dtype": "|u1", "shape": [1000000000000], "chunks": [1], "order": "C" }""");
        File.WriteAllBytes(Path.Combine(path, "0"), new byte[1]);
        Assert.Equal("ZarrChunkMissing", Id(() => Open(path, MapMode.ReadOnly)));
    }

    [Theory]
    [InlineData("""{ "zarr_format": 3 }""", "version 3")]
    [InlineData("""{ "zarr_format": 2, "compressor": { "id": "zlib" } }""", "compressor")]
    [InlineData("""{ "zarr_format": 2, "filters": [{}] }""", "filter")]
    [InlineData("""{ "zarr_format": 2, "dtype": "<f4", "shape": [4, 4], "chunks": [4, 2], "order": "C" }""", "along the first axis")]
    [InlineData("""{ "zarr_format": 2, "dtype": "<f4", "shape": [4, 4], "chunks": [4], "order": "C" }""", "along the first axis")]
    [InlineData("""{ "zarr_format": 2, "dtype": "<f4", "shape": [4], "chunks": [0], "order": "C" }""", "along the first axis")]
    [InlineData("""{ "zarr_format": 2, "dtype": "|O", "shape": [4], "chunks": [4], "order": "C" }""", "object")]
    [InlineData("""{ "zarr_format": 2, "dtype": "<f4", "shape": [1e30], "chunks": [4], "order": "C" }""", "")]
    [InlineData("""{ "zarr_format": 2, "dtype": "<f4", "shape": [-4], "chunks": [4], "order": "C" }""", "negative")]
    [InlineData("""{ "zarr_format": 2, "shape": 4 }""", "")]
    [InlineData("[[[[", "")]
    [InlineData("", "")]
    public void A_wrong_description_is_one_error(string description, string says)
    {
        string path = NewPath("a.zarr");
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, ".zarray"), description);
        Exception error = Failure(() => Open(path, MapMode.ReadOnly));
        Assert.NotNull(error.Data[Error.IdKey]);
        Assert.Contains(says, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_chunk_that_is_missing_or_short_is_an_error_that_names_it()
    {
        string path = NewPath("a.zarr");
        Export(path, NDArray.Arange(0, 10), 5);
        File.WriteAllBytes(Path.Combine(path, "1"), new byte[39]);
        Assert.Contains("39 bytes", Failure(() => Open(path, MapMode.ReadOnly)).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(path, "1"));
        Assert.Equal("ZarrChunkMissing", Id(() => Open(path, MapMode.ReadOnly)));
        Assert.Equal("ZarrMode", Id(() => Open(path, MapMode.Write)));
    }

    private static NDArray[] Open(string path, MapMode mode)
        => MemMapArray.Open(ArrayFile.Plan(new() { Path = path, Mode = mode }, FileFormat.Auto, new ArraySpec()));

    private static void Export(string path, NDArray array, long? rows, bool noClobber = false)
        => new ArrayExport(new ExportRequest(path, [array.Ref], FileFormat.Auto, null, false, noClobber, rows)).Run(_ => { });

    private static object? Id(Action action) => Failure(action).Data[Error.IdKey];

    private static Exception Failure(Action action) => Assert.ThrowsAny<Exception>(action);

    private static void Close(IEnumerable<NDArray> chunks)
    {
        foreach (NDArray chunk in chunks)
        {
            chunk.Buffer.Close();
        }
    }
}

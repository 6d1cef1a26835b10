using CsCheck;
using MemMap.Formats;
using MemMap.Memory;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>Zarr stores: those that zarr and zarrita wrote are one array each, and what is written is read again.</summary>
public class ZarrTests : TempFolder
{
    private static readonly string Golden = Path.Combine(Repository.Root, "tests", "Golden", "zarr");

    public static TheoryData<string, string, string> Written
    {
        get
        {
            TheoryData<string, string, string> cases = [];
            foreach (string line in new[] { "sums.txt", "sums3.txt" }.SelectMany(name => File.ReadLines(Path.Combine(Golden, name))))
            {
                string[] columns = line.Split('\t');
                cases.Add(columns[0], columns[1], columns[3]);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void What_zarr_and_zarrita_wrote_is_one_array(string store, string shape, string bytes)
    {
        NDArray array = Open(Path.Combine(Golden, store), MapMode.ReadOnly);
        Assert.Equal(bytes, Convert.ToHexStringLower(array.ToBytes()));
        Assert.Equal(shape, Error.Shape(array.Shape));
        Assert.False(array.IsWriteable);
        array.Buffer.Close();
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void A_damaged_chunk_is_an_error_or_another_value(string store, string shape, string bytes)
    {
        string path = Copy(store);
        string[] files = [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is not (".zarray" or "zarr.json"))];
        Random random = new(19);
        string file = files[0];
        byte[] whole = File.ReadAllBytes(file);
        for (int i = 0; i < 40; i++)
        {
            byte[] damaged = i % 4 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int flips = i % 4; flips > 0 && damaged.Length > 0; flips--)
            {
                damaged[random.Next(Math.Min(damaged.Length, 64))] = (byte)random.Next(256);
            }
            File.WriteAllBytes(file, damaged);
            NDArray? array = null;
            try
            {
                array = Open(path, MapMode.ReadOnly);
                Assert.Equal(bytes.Length / 2, array.ToBytes().Length);
            }
            catch (Exception e) when (e.Data[Error.IdKey] is "ZarrChunkDamaged" or "ZarrChunkTooShort")
            {
                Assert.Contains(Path.GetFileName(file), e.Message, StringComparison.Ordinal);
            }
            array?.Buffer.Close();
        }
        Assert.NotEmpty(shape);
    }

    [Theory]
    [InlineData("zlib")]
    [InlineData("blosc_lz4_bits")]
    [InlineData("v3_zstd")]
    public void What_is_compressed_is_read_and_changed_in_memory_only(string store)
    {
        string path = Copy(store);
        Assert.Equal("ZarrReadOnly", Id(() => Open(path, MapMode.ReadWrite)));
        NDArray read = Open(path, null);
        Assert.Equal(MapMode.ReadOnly, ((JoinedMemMap)read).Mode);
        Assert.Throws<InvalidOperationException>(() => read.Fill(1));
        NDArray copy = Open(path, MapMode.CopyOnWrite);
        copy.Fill(1);
        Assert.Equal(copy.Size, Convert.ToInt64(copy.Sum(), null));
        read.Buffer.Close();
        copy.Buffer.Close();
        NDArray again = Open(path, MapMode.ReadOnly);
        Assert.NotEqual(again.Size, Convert.ToInt64(again.Sum(), null));
        again.Buffer.Close();
    }

    [Fact]
    public void A_chunk_that_was_never_written_has_the_fill_value_and_gets_a_file_when_it_is_written()
    {
        string path = Copy("holes");
        NDArray array = Open(path, null);
        Assert.Equal(16 * 1.5f, Convert.ToSingle(array.NanSum(), null));
        array.SetItem(["5, 5"], 2);
        string[] names = [.. Directory.GetFiles(path).Select(file => Path.GetFileName(file)!).Where(name => name[0] != '.').Order()];
        Assert.Equal(["0.0", "1.1"], names);
        Assert.Equal(64, new FileInfo(Path.Combine(path, "1.1")).Length);
        array.Buffer.Close();
        array = Open(path, MapMode.ReadOnly);
        Assert.Equal((16 * 1.5f) + 2, Convert.ToSingle(array.NanSum(), null));
        Assert.Equal(19L, array.IsNaN().CountNonZero());
        array.Buffer.Close();
        array = Open(path, MapMode.CopyOnWrite);
        array.Fill(1);
        Assert.Equal(36f, Convert.ToSingle(array.Sum(), null));
        Assert.Equal(2, Directory.GetFiles(path).Count(file => Path.GetFileName(file)[0] != '.'));
        array.Buffer.Close();
    }

    [Fact]
    public void A_group_has_its_arrays_as_members()
    {
        string path = Path.Combine(Golden, "group");
        IReadOnlyList<ArrayMember> members = MemberList.Of(path, FileFormat.Auto);
        Assert.Equal(["deep/er/two", "one"], members.Select(member => member.Name));
        Assert.Equal([false, true], members.Select(member => member.IsMapped));
        using OpenPlan plan = ArrayFile.Plan(new() { Path = path, Mode = MapMode.ReadOnly }, FileFormat.Auto, new ArraySpec(), ["one"]);
        NDArray one = Assert.Single(MemMapArray.Open(plan));
        Assert.Equal("one", one.Member);
        Assert.Equal("m", one.Attributes["units"]);
        Assert.Equal(0.5, one.Attributes["scale"]);
        Assert.Equal(3L, one.Sum());
        Assert.Equal("NoSuchMember", Id(() => ArrayFile.Plan(new() { Path = path }, FileFormat.Auto, new ArraySpec(), ["../one"])));
        one.Buffer.Close();
    }

    [Fact]
    public void The_fill_value_of_integers_is_exact_and_that_of_floats_may_be_bits()
    {
        foreach ((string type, string fill, object expected) in new[]
        {
            ("uint64", "18446744073709551615", (object)ulong.MaxValue), ("int64", "-9007199254740993", -9007199254740993),
            ("float32", "\"0x3fc00000\"", 1.5f), ("float64", "\"-Infinity\"", double.NegativeInfinity), ("bool", "true", true),
        })
        {
            string path = NewPath(type);
            Directory.CreateDirectory(path);
            File.WriteAllText(Path.Combine(path, "zarr.json"), $$"""
                {"zarr_format":3,"node_type":"array","shape":[2],"data_type":"{{type}}","fill_value":{{fill}},"codecs":["bytes"],
                "chunk_grid":{"name":"regular","configuration":{"chunk_shape":[2]} },"chunk_key_encoding":"default"}
                """);
            NDArray array = Open(path, MapMode.ReadOnly);
            Assert.Equal(expected, array.Item(1));
            array.Buffer.Close();
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Attributes_and_names_of_axes_go_along(int version)
    {
        using OpenPlan plan = ArrayFile.Plan(
            new() { Path = Path.Combine(Golden, "group"), Mode = MapMode.ReadOnly }, FileFormat.Auto, new ArraySpec(), ["one"]);
        NDArray one = MemMapArray.Open(plan)[0];
        string path = NewPath("a.zarr");
        Export(path, one, null, version: version);
        NDArray copy = Open(path, MapMode.ReadOnly);
        Assert.Equal(one.Attributes.Keys.Order(), copy.Attributes.Keys.Order());
        Assert.Equal("m", copy.Attributes["units"]);
        Assert.Equal(0.5, copy.Attributes["scale"]);
        Assert.Equal(["x"], (object?[])copy.Attributes["_ARRAY_DIMENSIONS"]!);
        Assert.Equal(version == 3, File.Exists(Path.Combine(path, "zarr.json"))
            && File.ReadAllText(Path.Combine(path, "zarr.json")).Contains("dimension_names", StringComparison.Ordinal));
        copy.Buffer.Close();
        one.Buffer.Close();
        // It is known as one that was written here, and replaced.
        Export(path, NDArray.Arange(0, 3), null);
    }

    [Fact]
    public void A_description_that_claims_too_much_allocates_little()
    {
        string path = Store("""
            {"zarr_format":2,"dtype":"|u1","shape":[2000000000],"chunks":[2000000000],"order":"C","compressor":{"id":"zlib"},"fill_value":0}
            """);
        File.WriteAllBytes(Path.Combine(path, "0"), [0x78, 0x9c, 3, 0, 0, 0, 0, 1]);
        NDArray array = Open(path, MapMode.ReadOnly);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("ZarrChunkDamaged", Id(() => array.Item(0)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 << 20);
        array.Buffer.Close();
    }

    [Fact]
    public void A_checksum_behind_a_chunk_is_verified()
    {
        Assert.Equal(0xE3069283, Crc32CCodec.Compute("123456789"u8));
        byte[] encoded = [.. "123456789"u8, .. BitConverter.GetBytes(0xE3069283)];
        Assert.Equal("123456789"u8, ChunkCodec.Decode([new Crc32CCodec()], encoded, 9));
        encoded[3]++;
        Assert.Throws<InvalidDataException>(() => ChunkCodec.Decode([new Crc32CCodec()], encoded, 9));
    }

    [Fact]
    public void Properties_of_version_3_are_read()
    {
        NDArray array = Open(Path.Combine(Golden, "v3_plain"), MapMode.ReadOnly);
        Assert.Equal("m", array.Attributes["UNITS"]);
        Assert.Equal([1L, 2L], (object?[])array.Attributes["levels"]!);
        array.Buffer.Close();
    }

    // Any shape, chunks of any shape, against an array in memory: every element is where it was put.
    [Fact]
    public void Chunks_of_any_shape_hold_what_was_assigned()
    {
        int number = 0;
        Gen.Select(Gen.Int[1, 7].Array[1, 3], Gen.Int[1, 4].Array[3], Gen.Bool, Gen.Int[2, 3], Gen.Int[0, 1000]).Sample(
            (shape, chunk, isFortran, version, seed) =>
            {
                string path = NewPath($"p{Interlocked.Increment(ref number)}");
                Directory.CreateDirectory(path);
                string axes = string.Join(",", shape), chunks = string.Join(",", chunk.Take(shape.Length));
                string order = string.Join(",", Enumerable.Range(0, shape.Length).Reverse());
                File.WriteAllText(Path.Combine(path, version == 2 ? ".zarray" : "zarr.json"), version == 2
                    ? $$"""
                        {"zarr_format":2,"shape":[{{axes}}],"chunks":[{{chunks}}],"dtype":"<i4","fill_value":7,
                        "order":"{{(isFortran ? 'F' : 'C')}}"}
                        """
                    : $$"""
                        {"zarr_format":3,"node_type":"array","shape":[{{axes}}],"data_type":"int32","fill_value":7,
                        "chunk_grid":{"name":"regular","configuration":{"chunk_shape":[{{chunks}}]} },"chunk_key_encoding":"default",
                        "codecs":[{{(isFortran ? $$$"""{"name":"transpose","configuration":{"order":[{{{order}}}]}},""" : "")}}"bytes"]}
                        """);
                NDArray expected = NDArray.Zeros([.. shape.Select(length => (long)length)], DType.Int32);
                expected.Fill(7);
                NDArray array = Open(path, MapMode.ReadWrite);
                Random random = new(seed);
                for (int i = 0; i < 5; i++)
                {
                    string index = string.Join(", ", shape.Select(length => random.Next(3) switch
                    {
                        0 => $"{random.Next(length)}",
                        1 => $"{random.Next(length)}:",
                        _ => "::-1",
                    }));
                    array.SetItem([index], i);
                    expected.SetItem([index], i);
                }
                Assert.Equal(expected.ToBytes(), array.ToBytes());
                array.Buffer.Close();
                array = Open(path, MapMode.ReadOnly);
                Assert.Equal(expected.ToBytes(), array.ToBytes());
                array.Buffer.Close();
            }, iter: 100);
    }

    public static TheoryData<string, long, int> Kinds
    {
        get
        {
            TheoryData<string, long, int> cases = [];
            foreach ((string dtype, long rows) in new[]
            {
                ("<f4", 3L), (">i2", 7), ("S3", 1), ("<M8[ms]", 5), ("?", 2), ("<c8", 3), ("U2", 3), ("V5", 4), ("m8[25s]", 7), ("<f2", 8),
                ("i4,f8,S2", 3),
            })
            {
                cases.Add(dtype, rows, 2);
                cases.Add(dtype, rows, 3);
            }
            cases.Add("i4,(2,3)f8", 2, 2);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_is_read_again(string dtype, long rows, int version)
    {
        NDArray array = dtype.Contains(',', StringComparison.Ordinal) || dtype[0] == 'V' ? NDArray.Zeros([7], dtype)
            : NDArray.Arange(0, 21).Reshape(7, 3).AsType(dtype == "?" ? "?" : dtype);
        if (dtype.Contains(',', StringComparison.Ordinal))
        {
            array.Field("f0")["..."] = NDArray.Arange(0, 7);
        }
        string path = NewPath("a.zarr");
        Export(path, array, rows, version: version);
        NDArray read = Open(path, MapMode.ReadWrite);
        Assert.Equal(array.DType, read.DType);
        Assert.Equal(array.Shape, read.Shape);
        Assert.Equal(array.ToBytes(), read.ToBytes());
        // Readers need the last file to be as long as the others.
        string[] files = [.. Directory.GetFiles(path).Where(file => Path.GetFileName(file) is not (".zarray" or "zarr.json"))];
        Assert.Equal(((7 - 1) / rows) + 1, files.Length);
        Assert.Single(files.Select(file => new FileInfo(file).Length).Distinct());
        read.Buffer.Close();
        // It is known as one that was written here, and replaced.
        Export(path, NDArray.Arange(0, 3), null, version: 5 - version);
    }

    [Fact]
    public void Arrays_without_axes_and_without_elements_are_stores_too()
    {
        foreach (int version in new[] { 2, 3 })
        {
            string one = NewPath("one.zarr"), none = NewPath("none.zarr");
            Export(one, NDArray.Array(7), null, version: version);
            Export(none, NDArray.Zeros([0, 3], DType.Float32), null, version: version);
            NDArray scalar = Open(one, MapMode.ReadOnly), empty = Open(none, MapMode.ReadOnly);
            Assert.Equal(7L, Convert.ToInt64(scalar.Item(), null));
            Assert.Equal([0, 3], empty.Shape);
            Assert.Equal(0f, Convert.ToSingle(empty.Sum(), null));
            scalar.Buffer.Close();
            empty.Buffer.Close();
        }
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
            NDArray read = Open(path, MapMode.ReadOnly);
            Assert.Equal(array.ToBytes(), read.ToBytes());
            Assert.Equal(array.Shape, read.Shape);
            read.Buffer.Close();
        }
    }

    [Fact]
    public void A_store_may_be_written_from_its_own_chunks()
    {
        string path = NewPath("a.zarr");
        Export(path, NDArray.Arange(0, 10), 5);
        NDArray[] chunks = ((JoinedMemMap)Open(path, MapMode.ReadOnly)).OpenParts();
        Export(path, (NDArray)chunks[1]["::-1"]!, 2);
        Array.ForEach(chunks, chunk => chunk.Buffer.Close());
        NDArray read = Open(path, MapMode.ReadOnly);
        Assert.Equal([9, 8, 7, 6, 5], (long[])read.ToArray());
        read.Buffer.Close();
    }

    [Fact]
    public void What_is_stopped_halfway_leaves_the_old_store_and_nothing_else()
    {
        string path = NewPath("a.zarr");
        Export(path, NDArray.Arange(0, 3), null);
        byte[] before = File.ReadAllBytes(Path.Combine(path, "c.0"));
        ArrayExport export = new(new ExportRequest(path, [NDArray.Arange(5, 9).Ref], FileFormat.Auto, null, false, false, 1));
        Assert.Throws<OperationCanceledException>(() => export.Run(done => throw new OperationCanceledException()));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(path, "c.0")));
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Fields_with_gaps_are_refused_before_anything_is_written()
    {
        string path = NewPath("a.zarr");
        foreach (int version in new[] { 2, 3 })
        {
            Assert.Equal("ZarrRecord", Id(() => Export(path, NDArray.Zeros([3], "i4,f8,i2").Field("f0", "f2"), null, version: version)));
        }
        Assert.Equal("ZarrSubArray", Id(() => Export(path, NDArray.Zeros([3], "i4,(2,3)f8"), null)));
        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void A_store_is_replaced_in_the_end_and_any_other_folder_is_not()
    {
        string path = NewPath("a.zarr"), other = NewPath("b.zarr");
        Export(path, NDArray.Arange(0, 10), 2);
        Export(path, NDArray.Arange(0, 3), 2);
        Assert.Equal(["c.0", "c.1", "zarr.json"], Directory.GetFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
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
        NDArray read = Open(path, MapMode.ReadOnly);
        Assert.Equal([5, 6], (long[])read.ToArray());
        read.Buffer.Close();
    }

    [Fact]
    public void More_chunks_than_there_is_memory_to_list_are_opened_at_once()
    {
        string path = Store(
            """{ "zarr_format": 2, "dtype": "|u1", "shape": [1000000000000], "chunks": [1], "order": "C", "fill_value": 3 }""");
        File.WriteAllBytes(Path.Combine(path, "5"), [9]);
        NDArray array = Open(path, MapMode.ReadOnly);
        Assert.Equal(1_000_000_000_000, array.Size);
        Assert.Equal([3, 9, 3], (byte[])((NDArray)array["4:7"]!).ToArray());
        array.Buffer.Close();
    }

    [Theory]
    [InlineData("""{ "zarr_format": 3 }""", "version 3")]
    [InlineData("""{ "zarr_format": 2, "dtype": "<f4", "shape": [4], "chunks": [4], "order": "C", "compressor": {"id":"bz2"} }""", "'bz2'")]
    [InlineData("""{ "zarr_format": 2, "dtype": "<f4", "shape": [4], "chunks": [4], "order": "C", "filters": [{"id":"x1"}] }""", "'x1'")]
    [InlineData("""{ "zarr_format": 2, "dtype": "<f4", "shape": [4, 4], "chunks": [4], "order": "C" }""", "chunks of shape")]
    [InlineData("""{ "zarr_format": 2, "dtype": "<f4", "shape": [4], "chunks": [0], "order": "C" }""", "chunks of shape")]
    [InlineData("""{ "zarr_format": 2, "dtype": "|O", "shape": [4], "chunks": [4], "order": "C" }""", "object")]
    [InlineData("""{ "zarr_format": 2, "dtype": "<f4", "shape": [4], "chunks": [4], "order": "C", "fill_value": "x" }""", "x")]
    [InlineData("""{ "zarr_format": 2, "dtype": "<f4", "shape": [1e30], "chunks": [4], "order": "C" }""", "")]
    [InlineData("""{ "zarr_format": 2, "dtype": "<f4", "shape": [-4], "chunks": [4], "order": "C" }""", "negative")]
    [InlineData("""{ "zarr_format": 2, "shape": 4 }""", "")]
    [InlineData("[[[[", "")]
    [InlineData("", "")]
    public void A_wrong_description_is_one_error(string description, string says)
    {
        Exception error = Failure(() => Open(Store(description), MapMode.ReadOnly));
        Assert.NotNull(error.Data[Error.IdKey]);
        Assert.Contains(says, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("\"codecs\": [{\"name\":\"sharding_indexed\",\"configuration\":{\"chunk_shape\":[1],\"index_codecs\":[\"bytes\"],"
        + "\"codecs\":[{\"name\":\"sharding_indexed\",\"configuration\":{}}]}}]", "shards within shards")]
    [InlineData("\"codecs\": [{\"name\":\"sharding_indexed\",\"configuration\":{\"chunk_shape\":[3],\"index_codecs\":[\"bytes\"],"
        + "\"codecs\":[\"bytes\"]}}]", "no parts of shards")]
    [InlineData("\"codecs\": [{\"name\":\"sharding_indexed\",\"configuration\":{\"chunk_shape\":[1],\"index_codecs\":[\"bytes\",\"gzip\"],"
        + "\"codecs\":[\"bytes\"]}}]", "index of its shards")]
    [InlineData("\"codecs\": [{\"name\":\"packbits\"}]", "'packbits'")]
    [InlineData("\"codecs\": []", "no codec 'bytes'")]
    [InlineData("\"codecs\": [{\"name\":\"transpose\",\"configuration\":{\"order\":[1]}},\"bytes\"]", "order")]
    [InlineData("\"codecs\": [\"bytes\"], \"novelty\": {}", "novelty")]
    [InlineData("\"codecs\": [\"bytes\"], \"data_type\": \"int2\"", "int2")]
    [InlineData("\"codecs\": [\"bytes\"], \"chunk_key_encoding\": \"mine\"", "mine")]
    [InlineData("\"codecs\": [\"bytes\"], \"chunk_grid\": {\"name\":\"rectangular\"}", "rectangular")]
    public void What_is_not_read_of_version_3_is_named(string member, string says)
    {
        string path = NewPath("a.zarr");
        Directory.CreateDirectory(path);
        string description = """
            {"zarr_format":3,"node_type":"array","shape":[4],"data_type":"int16","fill_value":0,"chunk_key_encoding":"default",
            "chunk_grid":{"name":"regular","configuration":{"chunk_shape":[2]}},
            """;
        File.WriteAllText(Path.Combine(path, "zarr.json"), description + member + "}");
        Exception error = Failure(() => Open(path, MapMode.ReadOnly));
        Assert.Equal("InvalidZarr", error.Data[Error.IdKey]);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chunk_that_is_short_is_an_error_that_names_it()
    {
        string path = NewPath("a.zarr");
        Export(path, NDArray.Arange(0, 10), 5);
        File.WriteAllBytes(Path.Combine(path, "c.1"), new byte[39]);
        NDArray array = Open(path, MapMode.ReadOnly);
        Assert.Contains("39 bytes", Failure(() => array.Sum()).Message, StringComparison.Ordinal);
        Assert.Equal(10L, ((NDArray)array[":5"]!).Sum());
        Assert.Equal("ZarrMode", Id(() => Open(path, MapMode.Write)));
        array.Buffer.Close();
    }

    private static NDArray Open(string path, MapMode? mode)
    {
        MapRequest request = new() { Path = path, Mode = mode ?? MapMode.ReadWrite, KeepsLength = mode is null };
        using OpenPlan plan = ArrayFile.Plan(request, FileFormat.Auto, new ArraySpec());
        return Assert.Single(MemMapArray.Open(plan));
    }

    private static void Export(string path, NDArray array, long? rows, bool noClobber = false, int? version = null)
        => new ArrayExport(new ExportRequest(path, [array.Ref], FileFormat.Auto, null, false, noClobber, rows, version)).Run(_ => { });

    private static object? Id(Action action) => Failure(action).Data[Error.IdKey];

    private static Exception Failure(Action action) => Assert.ThrowsAny<Exception>(action);

    private string Store(string description)
    {
        string path = NewPath("a.zarr");
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, ".zarray"), description);
        return path;
    }

    private string Copy(string store)
    {
        string path = NewPath($"{store}.zarr"), source = Path.Combine(Golden, store);
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(path, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return path;
    }
}

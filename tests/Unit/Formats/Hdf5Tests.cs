using MemMap.Formats;
using MemMap.Memory;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>What is special to HDF5; that elements are right is ContainerTests'.</summary>
public class Hdf5Tests : TempFolder
{
    [Fact]
    public void Attributes_are_texts_numbers_and_lists()
    {
        ArrayMember floats = Member("old.h5", "floats");
        Assert.Equal([1, 2, 3], Assert.IsType<object?[]>(floats.Attributes["list"]).Cast<int>());
        Assert.Equal(["a", "bc"], Assert.IsType<object?[]>(floats.Attributes["words"]).Cast<string>());
        Assert.False(floats.Attributes.ContainsKey("to")); // A reference means nothing outside of the file.
        Assert.Equal(20, Member("new.h5", "floats").Attributes.Count);
    }

    [Fact]
    public void Types_have_names_of_enums_byte_orders_and_fields()
    {
        Assert.Equal(DType.Bool, Member("old.h5", "flags").DType);
        Assert.Equal(DType.Complex128, Member("old.h5", "complex").DType);
        Assert.Equal(DType.Parse(">i2"), Member("old.h5", "big").DType);
        Assert.Equal("green", $"{Open("old.h5", "colors").Item(2)}");
        Assert.Equal(["id", "pair", "name", "inner"], Member("old.h5", "rows").DType!.Fields!.Select(field => field.Name));
        Assert.Equal([4L, 3L], Member("old.h5", "vectors").Shape);
    }

    [Fact]
    public void What_is_refused_says_why()
    {
        Assert.Contains("variable length", Member("old.h5", "words").Problem, StringComparison.Ordinal);
        Assert.Contains("references", Member("old.h5", "to").Problem, StringComparison.Ordinal);
        Assert.Contains("another file", Member("old.h5", "elsewhere").Problem, StringComparison.Ordinal);
        Assert.Contains("filter 6 (scaleoffset)", Member("chunks.h5", "packed").Problem, StringComparison.Ordinal);
        Assert.Contains("virtual", Member("virtual.h5", "virtual").Problem, StringComparison.Ordinal);
        Assert.Contains("other files", Member("virtual.h5", "external").Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("four.nc", "rain", "time", "x")]
    [InlineData("four.nc", "x", "x")]
    [InlineData("four.nc", "model/wind", "x", "plain")]
    [InlineData("labels.h5", "data", "time", "y", null)]
    [InlineData("labels.h5", "y", "y")]
    public void Axes_have_the_names_of_their_scales_or_labels(string file, string member, params string?[] names)
    {
        NDArray array = Open(file, member);
        Assert.Equal(string.Join(", ", names), NamesOf(array));
        for (int axis = 0; axis < names.Length; axis++)
        {
            Assert.Equal(axis, names[axis] is { } name ? array.AxisOf(name) : axis);
        }
        array.Buffer.Close();
    }

    [Fact]
    public void Names_of_axes_stay_with_slices_and_not_with_other_views()
    {
        NDArray rain = Open("four.nc", "rain");
        Assert.Equal("time, x", NamesOf((NDArray)rain.GetItem(["1:3, ::2"])!));
        Assert.Equal("time, x", NamesOf((NDArray)rain.GetItem(["::-1"])!));
        Assert.Equal(", ", NamesOf(rain.T));
        Assert.Equal("", NamesOf((NDArray)rain.GetItem(["0"])!));
        Assert.Equal("", NamesOf(rain.Reshape(12)));
        Assert.Equal("NoSuchAxis", IdOf(Assert.Throws<ArgumentException>(() => rain.AxisOf("y"))));
        Assert.Equal(0, rain.AxisOf("TIME"));
        rain.Buffer.Close();
    }

    [Fact]
    public void A_joined_array_has_the_attributes_on_which_its_parts_agree()
    {
        JoinedMemMap files = JoinedMemMap.Join([Plan("four.nc", "rain"), Plan("four.nc", "rain")], 0, null);
        Assert.Equal("time, x", NamesOf(files));
        NDArray rain = Open("four.nc", "rain");
        Assert.Equal(rain.Attributes.Keys.Order(), files.Attributes.Keys.Order());
        Assert.Equal("time, x", NamesOf(JoinedMemMap.Join([rain, (NDArray)rain.GetItem(["::-1"])!])));
        // The axes of this one are others than those that the names are of.
        Assert.Equal(", ", NamesOf(JoinedMemMap.Join([rain.T, rain.T])));
        NDArray plain = NDArray.Zeros([1, 3], rain.DType);
        Assert.Empty(JoinedMemMap.Join([rain, plain]).Attributes);
        Assert.Empty(JoinedMemMap.Join([plain, rain]).Attributes);
        Assert.Equal("", NamesOf((NDArray)files.GetItem(["0"])!));
        files.Close();
        rain.Buffer.Close();
    }

    [Fact]
    public void What_is_mapped_is_changed_in_place_and_chunks_are_not()
    {
        string path = NewPath("x.h5");
        File.Copy(FileOf("old.h5"), path);
        NDArray big = Open(path, "big", MapMode.ReadWrite);
        big.SetItem(["..."], 300);
        big.Buffer.Close();
        Assert.Equal(6 * 300L, Open(path, "big").Sum());
        path = FileOf("chunks.h5");
        Assert.Equal("MemberReadOnly", IdOf(Assert.Throws<ArgumentException>(() => Open(path, "gzip", MapMode.ReadWrite))));
        NDArray chunks = Open(path, "gzip");
        Assert.Throws<InvalidOperationException>(() => chunks.Fill(1));
        NDArray copy = Open(path, "gzip", MapMode.CopyOnWrite);
        Assert.Equal(chunks.Sum(), copy.Sum());
        copy.Fill(1);
        Assert.Equal(70L, copy.Sum());
        Assert.Equal("gzip", copy.Member);
        chunks.Buffer.Close();
    }

    [Fact]
    public void A_damaged_chunk_is_an_error_that_names_the_array()
    {
        byte[] bytes = File.ReadAllBytes(FileOf("chunks.h5"));
        for (int at = bytes.AsSpan().IndexOf((byte)0x78); at >= 0 && at < bytes.Length - 1; at++)
        {
            if (bytes[at] == 0x78 && bytes[at + 1] == 0x5e)
            {
                bytes[at] = 0; // No zlib stream begins so.
            }
        }
        string path = NewPath("x.h5");
        File.WriteAllBytes(path, bytes);
        NDArray damaged = Open(path, "gzip");
        Assert.Contains("x.h5:gzip", Assert.Throws<InvalidDataException>(() => damaged.Sum()).Message, StringComparison.Ordinal);
        damaged.Buffer.Close();
        NDArray plain = Open(path, "plain");
        Assert.True(plain.Size > 0 && plain.Sum() is not null);
        plain.Buffer.Close();
    }

    [Theory]
    [InlineData("old.h5", 512, true)]
    [InlineData("new.h5", 1024, true)]
    [InlineData("old.h5", 2048, true)]
    [InlineData("new.h5", 4096, true)]
    [InlineData("old.h5", 8192, true)]
    [InlineData("new.h5", 16384, false)]
    [InlineData("old.h5", 513, false)]
    public void A_file_behind_a_user_block_is_recognised(string name, int userBlock, bool isAuto)
    {
        string path = NewPath(name);
        File.WriteAllBytes(path, [.. new byte[userBlock], .. File.ReadAllBytes(FileOf(name))]);
        using OpenPlan plan = ArrayFile.Plan(new MapRequest { Path = path, Mode = MapMode.ReadOnly }, FileFormat.Auto, new ArraySpec());
        Assert.Equal(isAuto, plan.Parts is not null);
        if (isAuto)
        {
            NDArray floats = Open(path, "floats");
            Assert.True(floats.Compare(Open(name, "floats")).Equal);
            Assert.True(((MemMapArray)floats).Offset > userBlock);
            floats.Buffer.Close();
        }
        else if (userBlock % 512 == 0)
        {
            Assert.NotEmpty(MemberList.Of(path, FileFormat.Hdf5));
        }
    }

    [Theory]
    [InlineData("EAHD")]
    [InlineData("FAHD")]
    [InlineData("BTHD")]
    [InlineData("TREE")]
    [InlineData("GCOL")]
    [InlineData("FRHP")]
    public void What_an_index_claims_takes_no_more_memory_than_the_file_is_worth(string signature)
    {
        // Every number of a header in turn is one that no file of this length can mean.
        const int headerBytes = 60;
        foreach (string name in new[] { "chunks_new.h5", "chunks.h5", "new.h5" })
        {
            byte[] original = File.ReadAllBytes(FileOf(name));
            int start = original.AsSpan().LastIndexOf(System.Text.Encoding.ASCII.GetBytes(signature));
            for (int at = 5; start >= 0 && at < headerBytes; at += 3)
            {
                byte[] bytes = [.. original];
                bytes[start + at] = 0xff;
                bytes[start + at + 2] = 0x7f;
                string path = NewPath($"{at}.h5");
                File.WriteAllBytes(path, bytes);
                long before = GC.GetAllocatedBytesForCurrentThread();
                Try(() =>
                {
                    MapRequest request = new() { Path = path, Mode = MapMode.ReadOnly };
                    using OpenPlan plan = ArrayFile.Plan(request, FileFormat.Hdf5, new ArraySpec());
                    foreach (OpenPlan part in plan.Parts!)
                    {
                        Try(() =>
                        {
                            NDArray array = MemMapArray.Open(part)[0];
                            _ = array.GetItem([0]);
                            _ = array.GetItem([-1]);
                            array.Buffer.Close();
                        });
                    }
                });
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(allocated < 64 << 20, $"{name}, {signature} + {at}: {allocated} bytes");
                File.Delete(path);
            }
        }

        static void Try(Action read)
        {
            try
            {
                read();
            }
            catch (Exception e) when (e.Data.Contains(Error.IdKey))
            {
                // What is refused hides no other array.
            }
        }
    }

    private static string NamesOf(NDArray array) => string.Join(", ", array.AxisNames);

    private static string FileOf(string name)
        => Path.IsPathRooted(name) ? name : Path.Combine(Repository.Root, "tests", "Golden", "containers", name);

    [Theory]
    [InlineData("plain")]
    [InlineData("free")]
    [InlineData("implicit")]
    public void Chunks_without_filters_are_changed_in_place_if_all_are_there(string name)
    {
        foreach (string file in new[] { "chunks.h5", "chunks_new.h5" })
        {
            string path = NewPath(file);
            File.Copy(FileOf(file), path);
            NDArray data = Open(path, name, MapMode.ReadWrite), expected = data.Copy();
            expected.SetItem(["1::2, 3:"], -5);
            data.SetItem(["1::2, 3:"], -5);
            ((JoinedMemMap)data).Flush();
            Assert.True(expected.Compare(Open(path, name)).Equal);
            Assert.True(Open(FileOf(file), "gzip").Compare(Open(path, "gzip")).Equal);
            data.Buffer.Close();
            Assert.Equal("MemberReadOnly", IdOf(Assert.Throws<ArgumentException>(() => Open(path, "holes", MapMode.ReadWrite))));
            // Changes in memory, of chunks that are in the file and of those that are not
            NDArray holes = Open(path, "holes", MapMode.CopyOnWrite);
            holes.Fill(7);
            Assert.Equal(7.0 * holes.Size, holes.Sum());
            data = Open(path, name, MapMode.CopyOnWrite);
            data.Fill(7);
            Assert.Equal(7L * data.Size, data.Sum());
            Assert.True(expected.Compare(Open(path, name)).Equal);
        }
    }

    private static ArrayMember Member(string file, string name)
        => MemberList.Of(FileOf(file), FileFormat.Auto).Single(member => member.Name == name);

    private static NDArray Open(string file, string member, MapMode? mode = null)
    {
        using OpenPlan plan = Plan(file, member, mode);
        return Assert.Single(MemMapArray.Open(plan));
    }

    private static OpenPlan Plan(string file, string member, MapMode? mode = null)
        => ArrayFile.Plan(
            new MapRequest { Path = FileOf(file), Mode = mode ?? MapMode.ReadOnly }, FileFormat.Auto, new ArraySpec(), [member]);
}

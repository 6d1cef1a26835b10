using CsCheck;
using MemMap.Compute;
using MemMap.Memory;
using MemMap.Tests.Arrays;

namespace MemMap.Tests.Memory;

/// <summary>Files that are read and written by position: all that arrays do gives the same as in memory, and no fault.</summary>
public class BufferedTests : TempFolder
{
    private const int Cases = 1500;

    [Fact]
    public void Any_view_of_a_file_has_its_elements()
        => Samples.Views.Sample(
            sample => Both(sample.Array, (memory, file) =>
            {
                Assert.Equal(Samples.Read(memory), Samples.Read(file));
                Assert.Equal(memory.ToBytes(), file.ToBytes());
                Assert.Equal(memory.ToString(), file.ToString());
                Assert.Equal(memory.Copy(MemoryOrder.F).ToBytes(), file.Copy(MemoryOrder.F).ToBytes());
                Assert.Equal(memory.T.ToArray(), file.T.ToArray());
                Assert.Equal(memory.CountNonZero(), file.CountNonZero());
                Assert.Equal((memory + 1.5).ToBytes(), (file + 1.5).ToBytes());
            }),
            iter: Cases, threads: 1);

    [Fact]
    public void Assigning_through_any_view_of_a_file_changes_its_elements_and_no_other_byte()
        => Gen.Select(Samples.Views, Gen.Int[0, 9]).Sample(
            (sample, add) => Both(sample.Array, (memory, file) =>
            {
                memory.SetItem(["..."], memory.Copy() + add);
                file.SetItem(["..."], file.Copy() + add);
            }),
            iter: Cases, threads: 1);

    [Fact]
    public void A_fancy_index_reads_and_writes_the_same_elements_wherever_they_are()
        => Gen.Select(Gen.OneOfConst("u1", ">i4", "<f8", "V3", "<c16"), Gen.Int[0, 199].Array[0, 60], Gen.Int[1, 4], Gen.Int[0, 9]).Sample(
            (code, index, rows, seed) =>
            {
                DType dtype = DType.Parse(code);
                byte[] content = new byte[200 * rows * dtype.ItemSize];
                new Random(seed).NextBytes(content);
                NDArray array = NDArray.Array(content).View(dtype).Reshape(200, rows);
                return Both(array, (memory, file) =>
                {
                    object[] places = [Array.ConvertAll(index, i => (long)i)];
                    var taken = (NDArray)file.GetItem(places)!;
                    Assert.Equal(((NDArray)memory.GetItem(places)!).ToBytes(), taken.ToBytes());
                    NDArray backwards = ((NDArray)taken.GetItem(["::-1"])!).Copy();
                    memory.SetItem(places, backwards);
                    file.SetItem(places, backwards);
                });
            },
            iter: Cases, threads: 1);

    [Fact]
    public void What_is_larger_than_a_block_is_read_and_written_alike()
    {
        NDArray array = NDArray.Arange(0, 1_500_000, dtype: DType.Int32).Reshape(1500, 1000);
        Assert.True(Both(array, (memory, file) =>
        {
            Assert.Equal(memory.Sum(), file.Sum());
            Assert.True(Same(memory.Sum(0), file.Sum(0)));
            Assert.True(Same(memory.T.Copy(), file.T.Copy()));
            Assert.True(Same(memory.CumSum(), file.CumSum()));
            NDArray column = (NDArray)file.GetItem([":, 7"])!, mask = memory.Gt(750_000);
            Assert.True(Same((NDArray)memory.GetItem([":, 7"])!, column));
            Assert.True(Same((NDArray)memory.GetItem([mask])!, (NDArray)file.GetItem([mask])!));
            foreach (NDArray one in new[] { memory, file })
            {
                one.SetItem([":, 3"], -1);
                ((NDArray)one.GetItem(["::2"])!).T.SetItem(["..."], NDArray.Arange(0, 750));
                one.SetItem([mask], 5);
                ((NDArray)one.GetItem(["10, ::-1"])!).Sort();
            }
        }));
    }

    [Fact]
    public void An_array_of_indices_or_of_values_may_be_buffered_itself()
    {
        using MemMapArray indices = Create("i8", 5), mask = Create("?", 10), values = Create("i4", 5);
        indices.SetItem(["..."], new long[] { 9, 7, 5, 3, 1 });
        mask.SetItem(["::2"], true);
        values.SetItem(["..."], new[] { 1, 2, 3, 4, 5 });
        NDArray array = NDArray.Zeros([10], DType.Int32);
        array.SetItem([indices], values);
        Assert.Equal(new[] { 0, 5, 0, 4, 0, 3, 0, 2, 0, 1 }, array.ToArray());
        array.SetItem([mask], values);
        Assert.Equal(new[] { 1, 5, 2, 4, 3, 3, 4, 2, 5, 1 }, array.ToArray());
    }

    [Fact]
    public void A_mask_that_others_change_while_it_is_used_is_an_error()
    {
        using MemMapArray mask = Create("?", 1000);
        mask.SetItem([10], true);
        NDArray array = NDArray.Arange(0, 1000);
        foreach (bool now in new[] { true, false })
        {
            var places = new MaskSelection(mask.Ref);
            mask.Fill(now);
            Assert.Equal("MaskChanged", IdOf(Assert.Throws<InvalidOperationException>(() => places.Take(array.Ref))));
            ArrayRef zero = ArrayRef.Zeros([1], DType.Int64);
            Assert.Equal("MaskChanged", IdOf(Assert.Throws<InvalidOperationException>(() => places.Put(array.Ref, zero))));
        }
    }

    [Fact]
    public void There_is_no_memory_to_show()
    {
        using MemMapArray map = Create("f8", 4);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _ = map.AsSpan<double>().Span.Length);
        Assert.Equal("NotMapped", IdOf(error));
        Assert.Contains(map.FileName, error.Message, StringComparison.Ordinal);
        Assert.Equal("NotMapped", IdOf(Assert.Throws<InvalidOperationException>(() => _ = map.AsTensorSpan<double>().Tensor.Rank)));
        map.Close();
        File.Delete(map.FileName);
        Assert.Equal("BufferedPrivate", IdOf(Fails<ArgumentException>(
            "BufferedPrivate", new() { Path = NewFile(1, 2), Mode = MapMode.CopyOnWrite, Access = AccessHint.Buffered })));
    }

    [Fact]
    public void What_is_assigned_is_in_the_file_and_what_others_write_is_seen()
    {
        using MemMapArray map = Create("u1", 4);
        map.SetItem([1], 7);
        Assert.Equal([0, 7, 0, 0], Content(map.FileName));
        using (FileStream other = new(map.FileName, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.Position = 3;
            other.WriteByte(9);
        }
        map.Flush();
        Assert.Equal((byte)9, map.GetItem([3]));
        map.Resize(6);
        map.SetItem([5], 1);
        Assert.Equal([0, 7, 0, 9, 0, 1], Content(map.FileName));
        map.Resize(2);
        Assert.Equal([0, 7], Content(map.FileName));
    }

    [Fact]
    public void A_file_that_was_cut_short_is_an_error_in_everything_that_is_done()
    {
        using MemMapArray map = Create("i4", 1000);
        NDArray view = (NDArray)map.GetItem(["::2"])!;
        using (FileStream other = new(map.FileName, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.SetLength(100);
        }
        Action[] uses =
        [
            () => map.Sum(), () => view.Mean(), () => map.GetItem([999]), () => map.SetItem([0], 1), () => map.Copy(), () => map.ToBytes(),
            () => map.ToArray(),
            () => map.ToString(), map.Flush, () => map.Resize(2000), () => view.Fill(1), () => _ = map + 1,
            () => map.GetItem([new long[] { 1, 2 }]),
        ];
        foreach (Action use in uses)
        {
            IOException error = Assert.Throws<IOException>(use);
            Assert.Equal("FileTruncated", IdOf(error));
            Assert.Equal($"'{map.FileName}' was truncated: it was mapped up to byte 4000, and now has 100 bytes", error.Message);
        }
        Assert.Equal(100, new FileInfo(map.FileName).Length);
    }

    [Fact]
    public void A_read_that_ends_too_soon_is_an_error_too()
    {
        // The file is cut short between the check and the read: the lease is taken first.
        string path = NewFile(Bytes(100));
        MappedFile file = MappedFile.Open(new() { Path = path, Access = AccessHint.Buffered });
        using BufferLease lease = file.Lease();
        using (FileStream other = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.SetLength(60);
        }
        var bytes = new byte[50];
        IOException? error = null;
        try
        {
            lease.Read(40, bytes);
        }
        catch (IOException e)
        {
            error = e;
        }
        Assert.Equal("FileTruncated", IdOf(error));
        Assert.EndsWith("up to byte 100, and now has 60 bytes", error!.Message, StringComparison.Ordinal);
        file.Close();
    }

    [Fact]
    public void After_close_every_use_is_an_error()
    {
        MemMapArray map = Create("i4", 10);
        NDArray view = (NDArray)map.GetItem(["1:"])!;
        map.Close();
        map.Close();
        foreach (Action use in new Action[] { () => map.Sum(), () => view.GetItem([0]), () => view.Fill(1), () => map.Resize(5),
            map.Flush })
        {
            Assert.Equal($"the map of '{map.FileName}' is closed", Assert.Throws<ObjectDisposedException>(use).Message);
        }
    }

    private static bool Same(object? x, object? y) => ((NDArray)x!).ToBytes().AsSpan().SequenceEqual(((NDArray)y!).ToBytes());

    private MemMapArray Create(string dtype, long length)
        => MemMapArray.Open(
            NewPath(Path.GetRandomFileName()), DType.Parse(dtype), MapMode.Write, shape: [length], access: AccessHint.Buffered);

    /// <summary>
    /// Does the same with an array in memory and with one of the same bytes in a buffered file, whose bytes must be the same afterwards.
    /// </summary>
    private bool Both(NDArray memory, Action<NDArray, NDArray> work)
    {
        string path = NewFile(Read(memory.Buffer));
        MappedFile file = MappedFile.Open(new() { Path = path, Access = AccessHint.Buffered });
        work(memory, new NDArray(new ArrayRef(file, memory.Layout, memory.DType)));
        file.Close();
        return Read(memory.Buffer).AsSpan().SequenceEqual(Content(path));
    }
}

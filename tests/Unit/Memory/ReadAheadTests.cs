using MemMap.Geometry;
using MemMap.Memory;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Tests.Memory;

/// <summary>What a scan tells the system changes nothing that anybody can read.</summary>
public sealed unsafe class ReadAheadTests : TempFolder
{
    private const int Count = 1_500_000;

    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    public void What_was_passed_is_read_again_as_it_was_written(int offset)
    {
        string path = NewPath();
        using MemMapArray map = MemMapArray.Open(path, DType.Int32, MapMode.Write, offset, [Count]);
        map.Fill(7);
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using (BufferLease lease = map.Buffer.Lease())
        {
            ReadAhead window = new(lease.Pointer, file, offset, isLarge: true);
            window.Expect(0, map.NBytes);
            window.Pass(0, map.NBytes);
            window.Pass(17, 18);
            file.Dispose();
            window.Pass(0, 100_000);
        }
        Assert.Equal((long)Count, map.CountWhere(Relation.Eq, 7));
    }

    [Fact]
    public void A_sequential_map_gives_the_results_of_any_other()
    {
        string path = NewPath();
        using MemMapArray map = MemMapArray.Open(path, DType.Int32, MapMode.Write, 0, [Count]);
        ((NDArray)map["..."]!).SetItem([], NDArray.Arange(0, Count));
        using MemMapArray other = MemMapArray.Open(path, DType.Int32, MapMode.ReadWrite, access: AccessHint.Sequential);
        Assert.Equal(map.Sum(), other.Sum());
        Assert.Equal(((NDArray)map["::3"]!).Sum(), ((NDArray)other["::3"]!).Sum());
        Assert.Equal(((NDArray)map["::-1"]!).Copy().ToBytes(), ((NDArray)other["::-1"]!).Copy().ToBytes());
        other.Update("Add", 1);
        Assert.Equal(((long)Count * (Count - 1) / 2) + Count, map.Sum());
    }

    [Theory]
    [InlineData(new long[] { 3, 4 }, new long[] { 16, 4 }, true)]
    [InlineData(new long[] { 3, 4 }, new long[] { 20, 4 }, true)]
    [InlineData(new long[] { 3, 4 }, new long[] { 12, 4 }, false)]
    [InlineData(new long[] { 3, 4 }, new long[] { 4, 12 }, false)]
    [InlineData(new long[] { 3 }, new long[] { -4 }, false)]
    [InlineData(new long[] { 3 }, new long[] { 0 }, false)]
    [InlineData(new long[] { 1, 3 }, new long[] { 0, 4 }, true)]
    [InlineData(new long[0], new long[0], true)]
    public void Elements_ascend_where_none_begins_before_the_one_before_ends(long[] shape, long[] strides, bool ascends)
        => Assert.Equal(ascends, new Layout(shape, strides, 64).IsAscending(4));
}

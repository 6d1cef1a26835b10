using MemMap.Memory;

namespace MemMap.Tests.Memory;

/// <summary>A map becomes shorter only when nobody works on what is cut off, through whichever map of the file.</summary>
public class ResizeBesideUseTests : TempFolder
{
    private const long Length = 1 << 16;

    [Fact]
    public void What_a_growth_has_replaced_counts_as_in_use_until_it_is_returned()
    {
        using MemMapArray map = MemMapArray.Open(NewFile(new byte[Length]));
        BufferLease lease = map.Lease();
        map.Resize(2 * Length);
        bool refused = Refuses(map, Length / 2);
        if (OperatingSystem.IsWindows())
        {
            refused &= Refuses(map, Length); // While anything maps the file, however little of it.
        }
        else
        {
            map.Resize(Length); // What goes on beyond it is free.
        }
        lease.Verify();
        lease.Dispose();
        Assert.True(refused);
        map.Resize(Length / 2);
        Assert.Equal(Length / 2, new FileInfo(map.FileName).Length);
    }

    [Theory]
    [InlineData("r")]
    [InlineData("r+")]
    [InlineData("c")]
    public void Work_through_another_map_of_the_file_keeps_it_long(string mode)
    {
        string path = NewFile(new byte[Length]);
        using MemMapArray map = MemMapArray.Open(path), other = MemMapArray.Open(path, mode: MapMode.Parse(mode));
        using MemMapArray brief = MemMapArray.Open(path, shape: [100]);
        BufferLease first = other.Lease(), second = brief.Lease();
        bool refused = Refuses(map, 1000);
        first.Dispose();
        if (OperatingSystem.IsWindows())
        {
            second.Dispose();
            Assert.True(refused && Refuses(map, 1000)); // The maps are in the way, and not only work on them.
            Assert.Equal((0UL, 0UL), (brief.Sum(), other.Sum()));
            brief.Close();
            other.Close();
            map.Resize(1000);
            Assert.Equal(1000, new FileInfo(path).Length);
            return;
        }
        map.Resize(1000);
        second.Verify();
        second.Dispose();
        Assert.True(refused);
        // Both maps go on: one has all that it had, the other one says what it lacks.
        Assert.Equal(0UL, brief.Sum());
        Assert.Equal("FileTruncated", IdOf(Assert.Throws<IOException>(() => other.Sum())));
    }

    [Fact]
    public void Work_that_runs_on_through_a_closed_map_keeps_it_long()
    {
        string path = NewFile(new byte[Length]);
        using MemMapArray map = MemMapArray.Open(path);
        MemMapArray other = MemMapArray.Open(path);
        BufferLease lease = other.Lease();
        other.Close();
        bool refused = Refuses(map, 1);
        lease.Dispose();
        Assert.True(refused);
        map.Resize(1);
        Assert.Equal(1, new FileInfo(path).Length);
    }

    [Fact]
    public void A_growth_that_fails_leaves_file_and_map_as_they_were()
    {
        string path = NewFile([.. Enumerable.Repeat((byte)1, 5000)]);
        using MemMapArray map = MemMapArray.Open(path);
        foreach (long length in (long[])[long.MaxValue, 1L << 60, 1L << 46])
        {
            Exception error = Assert.ThrowsAny<Exception>(() => map.Resize(length));
            Assert.NotNull(IdOf(error));
            Assert.Equal(5000, new FileInfo(path).Length);
            Assert.Equal([5000L], map.Shape);
            Assert.Equal(5000UL, map.Sum());
        }
        map.Resize(6000);
        Assert.Equal(5000UL, map.Sum());
    }

    /// <remarks>Some file systems have files that are longer than what can be mapped: there the file is made longer first.</remarks>
    [Fact]
    public void A_growth_to_more_than_can_be_mapped_leaves_file_and_map_as_they_were()
    {
        byte[] content = Bytes(5000);
        MappedFile map = MappedFile.Open(new() { Path = NewFile(content), Sparse = true });
        Assert.NotNull(IdOf(Assert.ThrowsAny<IOException>(() => map.Resize(1L << 48, 5000, 1L << 48))));
        Assert.Equal(5000, new FileInfo(map.Path).Length);
        Assert.Equal(content, Read(map));
        map.Resize(5001, 5000, 5001);
        Assert.Equal([.. content, 0], Read(map));
        map.Close();
    }

    private static bool Refuses(MemMapArray map, long length)
    {
        long before = map.Size;
        Exception? refused = Xunit.Record.Exception(() => map.Resize(length));
        bool isAsBefore = map.Size == before && new FileInfo(map.FileName).Length == before;
        return isAsBefore && refused is InvalidOperationException && IdOf(refused) == "InUse";
    }
}

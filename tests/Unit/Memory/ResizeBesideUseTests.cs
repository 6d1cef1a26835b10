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
        // What goes on beyond it is free.
        map.Resize(Length);
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

    private static bool Refuses(MemMapArray map, long length)
    {
        long before = map.Size;
        Exception? refused = Xunit.Record.Exception(() => map.Resize(length));
        bool isAsBefore = map.Size == before && new FileInfo(map.FileName).Length == before;
        return isAsBefore && refused is InvalidOperationException && IdOf(refused) == "InUse";
    }
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MemMap.Memory;

namespace MemMap.Tests.Memory;

/// <summary>Leases, closing, truncation, flushing and the list of open maps.</summary>
public class CloseTests : TempFolder
{
    /// <summary>
    /// Collects until what finalizers do has happened. A conservative stack or a running finalizer can take it more than one round.
    /// </summary>
    internal static void CollectUntil(Func<bool> done)
    {
        for (int round = 0; round < 20 && !done(); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.True(done());
    }

    [Fact]
    public void After_close_every_use_is_an_error_with_the_path()
    {
        MappedFile map = MappedFile.Open(new() { Path = NewFile(1, 2, 3) });
        map.Close();
        map.Close();
        Assert.True(map.IsClosed);
        Action[] uses = [() => Read(map), () => Write(map, 0, 1), map.Flush, () => map.Flush(0, 1), () => _ = map.FileLength];
        foreach (Action use in uses)
        {
            ObjectDisposedException error = Assert.Throws<ObjectDisposedException>(use);
            Assert.Equal($"the map of '{map.Path}' is closed", error.Message);
            Assert.Equal("Closed", IdOf(error));
        }
    }

    [Fact]
    public unsafe void A_running_lease_ends_on_memory_that_stays_mapped()
    {
        MappedFile map = MappedFile.Open(new() { Path = NewFile(1, 2, 3) });
        using (BufferLease lease = map.Lease(forWrite: true))
        {
            map.Close();
            Assert.Throws<ObjectDisposedException>(() => Read(map));
            lease.Pointer[1] = 22;
            Assert.Equal(3, lease.Pointer[2]);
            bool stopped = false;
            try
            {
                lease.Verify();
            }
            catch (ObjectDisposedException)
            {
                stopped = true;
            }
            Assert.True(stopped);
        }
        Assert.Equal([1, 22, 3], Content(map.Path));
        File.Delete(map.Path);
    }

    [Fact]
    public void Closing_races_with_work_and_never_crashes()
    {
        string path = NewFile(Bytes(5000));
        MappedFile current = MappedFile.Open(new() { Path = path });
        bool done = false;
        ConcurrentBag<Exception> unexpected = [];
        Thread[] workers = [.. Enumerable.Range(0, 3).Select(worker => new Thread(() =>
        {
            while (!Volatile.Read(ref done))
            {
                try
                {
                    Touch(Volatile.Read(ref current), write: worker == 0);
                }
                catch (ObjectDisposedException e) when (IdOf(e) == "Closed" && e.Message.Contains(path, StringComparison.Ordinal))
                {
                }
                catch (Exception e)
                {
                    unexpected.Add(e);
                }
            }
        })
        { IsBackground = true })];
        Array.ForEach(workers, thread => thread.Start());
        for (int round = 0; round < 2000; round++)
        {
            // The workers go on with the old map for a moment, so that they meet its closing at any point of their work.
            current.Close();
            Volatile.Write(ref current, MappedFile.Open(new() { Path = path }));
        }
        Volatile.Write(ref done, true);
        Array.ForEach(workers, thread => thread.Join());
        current.Close();
        Assert.Empty(unexpected);
    }

    private static unsafe void Touch(MappedFile map, bool write)
    {
        using BufferLease lease = map.Lease(write);
        byte* last = lease.Pointer + lease.Length - 1;
        if (write)
        {
            (*last)++;
        }
        lease.Verify();
        _ = *lease.Pointer + *last;
    }

    [Theory]
    [InlineData("r")]
    [InlineData("c")]
    [InlineData("r+")]
    public void A_file_that_was_truncated_is_noticed(string mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("the system doesn't truncate a mapped file");
        }
        string path = NewFile(Bytes(10_000));
        MappedFile map = MappedFile.Open(new() { Path = path, Mode = MapMode.Parse(mode), Offset = 100, ByteLength = 9000 });
        SetLength(path, 9100);
        Assert.Equal(9000, Read(map).Length);
        using (BufferLease lease = map.Lease())
        {
            SetLength(path, 9099);
            IOException? running = null;
            try
            {
                lease.Verify();
            }
            catch (IOException e)
            {
                running = e;
            }
            Assert.Equal("FileTruncated", IdOf(running));
        }
        IOException error = Assert.Throws<IOException>(() => Read(map));
        Assert.Equal("FileTruncated", IdOf(error));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("9100", error.Message, StringComparison.Ordinal);
        Assert.Contains("9099", error.Message, StringComparison.Ordinal);
        SetLength(path, 20_000);
        Assert.Equal(9000, Read(map).Length);
        map.Close();
    }

    private static void SetLength(string path, long length)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.SetLength(length);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(8191, 4098)]
    [InlineData(19_999, 1)]
    [InlineData(20_000, 0)]
    public void A_range_can_be_flushed(long start, long length)
    {
        MappedFile map = MappedFile.Open(new() { Path = NewPath(), Mode = MapMode.Write, Offset = 17, ByteLength = 20_000 });
        Write(map, 8191, 1);
        map.Flush(start, length);
        Assert.Equal(1, Content(map.Path)[8191 + 17]);
        map.Close();
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    [InlineData(0, 11)]
    [InlineData(10, 1)]
    [InlineData(1, long.MaxValue)]
    public void A_range_to_flush_is_within_the_map(long start, long length)
    {
        MappedFile map = MappedFile.Open(new() { Path = NewFile(Bytes(10)) });
        Assert.Equal("RangeOutOfBounds", IdOf(Assert.Throws<ArgumentException>(() => map.Flush(start, length))));
        map.Close();
    }

    [Fact]
    public void Open_maps_are_listed_in_their_order()
    {
        string path = NewFile(1, 2, 3);
        MappedFile[] maps = [.. Enumerable.Range(0, 5).Select(_ => MappedFile.Open(new() { Path = path }))];
        Assert.Equal(maps, MappedFile.OpenFiles.Where(map => map.Path == path));
        maps[2].Close();
        Assert.Equal([maps[0], maps[1], maps[3], maps[4]], MappedFile.OpenFiles.Where(map => map.Path == path));
        Array.ForEach(maps, map => map.Close());
        Assert.DoesNotContain(MappedFile.OpenFiles, map => map.Path == path);
    }

    [Fact]
    public void A_dropped_map_is_neither_listed_nor_kept()
    {
        string path = NewFile(1, 2, 3);
        WeakReference dropped = OpenAndDrop(path);
        CollectUntil(() => !dropped.IsAlive);
        Assert.DoesNotContain(MappedFile.OpenFiles, map => map.Path == path);
        if (OperatingSystem.IsLinux())
        {
            CollectUntil(() => !File.ReadAllText("/proc/self/maps").Contains(path, StringComparison.Ordinal));
            Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd"), fd => new FileInfo(fd).LinkTarget == path);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference OpenAndDrop(string path) => new(MappedFile.Open(new() { Path = path }));

    [Fact]
    public void A_closed_map_holds_nothing_of_the_file()
    {
        string path = NewFile(1, 2, 3);
        MappedFile.Open(new() { Path = path }).Close();
        Assert.Throws<IOException>(() => MappedFile.Open(new() { Path = path, Mode = MapMode.ReadOnly, ByteLength = 99 }));
        using FileStream exclusive = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        if (OperatingSystem.IsLinux())
        {
            Assert.DoesNotContain(path, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
        }
    }
}

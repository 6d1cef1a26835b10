using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Memory;

namespace MemMap.Faults;

/// <summary>Pages that the system can't supply, at known points.</summary>
internal static unsafe class PageFaults
{
    private const long Length = 1 << 20;

    /// <summary>Bytes that are touched after they were cut off, under leases that began before.</summary>
    internal static void Known(string folder)
    {
        Cuts(folder);
        ManyPages(folder);
    }

    /// <summary>The same where the system refuses memory for a whole range.</summary>
    internal static void OneByOne(string folder)
    {
        const uint privateFixedAnonymousNoReserve = 0x4032;
        SystemFilter.RefuseMemory(privateFixedAnonymousNoReserve);
        Cuts(folder);
    }

    private static void Cuts(string folder)
    {
        Check.That(FaultHandler.Absence is null);
        string path = Check.Fresh(folder), other = Check.Fresh(folder);
        File.WriteAllBytes(path, [.. Enumerable.Repeat((byte)1, (int)Length)]);
        File.WriteAllBytes(other, [1, 2, 3]);
        MappedFile neighbour = Open(other, MapMode.ReadWrite);
        for (int round = 0; round < 100; round++)
        {
            foreach (MapMode mode in (MapMode[])[MapMode.ReadOnly, MapMode.ReadWrite, MapMode.CopyOnWrite])
            {
                MappedFile map = Open(path, mode);
                Failed(map, mode);
                // It is long again, and stays failed until it is opened again.
                Check.Cut(path, Length);
                foreach (Action use in (Action[])[() => map.Lease().Dispose(), map.Verify, map.Flush])
                {
                    Exception e = Check.Fails("later", use, "MemoryFault");
                    Check.That(e.Message.Contains(path, StringComparison.Ordinal));
                    Check.That(e.Message.Contains($"{Length} bytes", StringComparison.Ordinal));
                }
                map.Close();
                MappedFile again = Open(path, mode);
                Touch(again, Length - 1);
                again.Close();
            }
        }
        // Whose pages are all there has seen nothing of it.
        Touch(neighbour, 2);
        neighbour.Flush();
        neighbour.Close();
        Threads(path);
    }

    private static void Failed(MappedFile map, MapMode mode)
    {
        BufferLease outer = map.Lease(), inner = map.Lease();
        Check.Cut(map.Path, Length / 2);
        Check.That(inner.Pointer[(Length / 2) - 1] == 1 && inner.Extent.Fault is null);
        Check.That(inner.Pointer[Length - 5000] == 0 && inner.Pointer[Length - 1] == 0);
        Check.That(inner.Extent.Fault / Environment.SystemPageSize == (Length - 5000) / Environment.SystemPageSize);
        if (mode.IsWriteable)
        {
            inner.Pointer[(Length / 2) + 1] = 2;
            Check.That(inner.Pointer[(Length / 2) + 1] == 2);
        }
        Ends(inner, "FileTruncated");
        Ends(outer, "FileTruncated");
    }

    /// <summary>Faults all over a map, at more pages than a process may have mappings.</summary>
    private static void ManyPages(string folder)
    {
        long pages = 2 * long.Parse(File.ReadAllText("/proc/sys/vm/max_map_count")), page = Environment.SystemPageSize;
        if (pages > 1 << 20)
        {
            Console.WriteLine("this system allows more mappings than can be tried");
            return;
        }
        string path = Check.Fresh(folder);
        File.WriteAllBytes(path, []);
        Check.Cut(path, (pages + 1000) * page);
        MappedFile map = Open(path, MapMode.ReadOnly);
        BufferLease lease = map.Lease();
        Check.Cut(path, 0);
        for (long at = 0; at < map.ByteLength; at += 2 * page)
        {
            Check.That(lease.Pointer[at] == 0);
        }
        Check.That(File.ReadLines("/proc/self/maps").Count() < 5000);
        Ends(lease, "FileTruncated");
        map.Close();
        File.Delete(path);
    }

    /// <summary>Threads that touch the same missing pages at once.</summary>
    private static void Threads(string path)
    {
        for (int round = 0; round < 50; round++)
        {
            Check.Cut(path, Length);
            MappedFile map = Open(path, MapMode.ReadWrite);
            int failed = 0;
            using Barrier barrier = new(4, _ => Check.Cut(path, 0));
            Thread[] threads = [.. Enumerable.Range(0, 4).Select(thread => new Thread(() =>
            {
                BufferLease lease = map.Lease();
                barrier.SignalAndWait();
                for (long at = thread; at < Length; at += 512)
                {
                    lease.Pointer[at]++;
                }
                try
                {
                    lease.Dispose();
                }
                catch (IOException)
                {
                    Interlocked.Increment(ref failed);
                }
            }))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            Check.That(failed == 4 && new FileInfo(path).Length == 0);
            map.Close();
        }
    }

    /// <summary>A fault in memory that isn't MemMap's is the runtime's business, with a map beside it: it ends the process.</summary>
    internal static void OfOthers(string folder)
    {
        string path = Check.Fresh(folder), own = Check.Fresh(folder);
        File.WriteAllBytes(path, new byte[Length]);
        File.WriteAllBytes(own, new byte[Length]);
        MappedFile map = Open(own, MapMode.ReadOnly);
        Touch(map, 0);
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, Length);
        Check.Cut(path, 0);
        Console.WriteLine("about to fault");
        byte* start = (byte*)view.SafeMemoryMappedViewHandle.DangerousGetHandle();
        Console.WriteLine($"survived: {Volatile.Read(ref *start)}");
    }

    /// <summary>A child of a fork has none of the maps, and its handler leaves all faults to others.</summary>
    internal static void InAFork(string folder)
    {
        string path = Check.Fresh(folder);
        File.WriteAllBytes(path, new byte[Length]);
        MappedFile map = Open(path, MapMode.ReadWrite);
        Check.That(FaultHandler.Entries == 1);
        nint library = NativeLibrary.Load("libc.so.6");
        int child = Fork(NativeLibrary.GetExport(library, "fork"), NativeLibrary.GetExport(library, "_exit")), status = -1;
        var wait = (delegate* unmanaged<int, int*, int, int>)NativeLibrary.GetExport(library, "waitpid");
        Check.That(wait(child, &status, 0) == child);
        Check.That(status == 7 << 8, $"{status:x}");
        Check.That(FaultHandler.Entries == 1);
        Touch(map, 0);
        map.Close();
    }

    // All that the child needs is there before: the runtime's other threads are gone in it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Fork(nint fork, nint exit)
    {
        int child = ((delegate* unmanaged[SuppressGCTransition]<int>)fork)();
        if (child == 0)
        {
            ((delegate* unmanaged[SuppressGCTransition]<int, void>)exit)(7 + (int)FaultHandler.Entries);
        }
        return child;
    }

    /// <summary>Where the system refuses the handler's page, there is none, and all else works.</summary>
    internal static void WithoutHandler(string folder)
    {
        SystemFilter.RefuseExecutable((uint)FaultHandlerCode.Length);
        Check.That(FaultHandler.Absence?.Contains("refuses", StringComparison.Ordinal) == true, FaultHandler.Absence ?? "none");
        string path = Check.Fresh(folder);
        File.WriteAllBytes(path, [1, 2, 3]);
        using MemMapArray map = MemMapArray.Open(path);
        Check.That((ulong)map.Sum()! == 6);
        Check.Cut(path, 1);
        Check.Fails("sum", () => map.Sum(), "FileTruncated");
    }

    private static MappedFile Open(string path, MapMode mode) => MappedFile.Open(new() { Path = path, Mode = mode });

    private static void Touch(MappedFile map, long at)
    {
        using BufferLease lease = map.Lease();
        _ = Volatile.Read(ref lease.Pointer[at]);
    }

    private static void Ends(BufferLease lease, string id)
    {
        try
        {
            lease.Dispose();
        }
        catch (IOException e) when (e.Data[Error.IdKey] is string found && found == id)
        {
            return;
        }
        throw new InvalidOperationException($"the end of a lease was not {id}");
    }
}

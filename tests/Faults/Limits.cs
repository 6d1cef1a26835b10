using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using MemMap.Formats;

namespace MemMap.Faults;

/// <summary>Many maps, and the limits of the system on open files and mapped ranges.</summary>
internal static unsafe partial class Limits
{
    private const int Members = 60_000, OpenFiles = 7;

    /// <summary>All members of a large archive at once, in a process that may have few files.</summary>
    internal static void ManyMembers(string folder)
    {
        LimitFiles(400);
        string path = Path.Combine(folder, "many.npz");
        byte[] header = NpyHeader.Write(DType.Int32, [1], MemoryOrder.C);
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            for (int i = 0; i < Members; i++)
            {
                using Stream member = archive.CreateEntry($"m{i}.npy", CompressionLevel.NoCompression).Open();
                member.Write([.. header, .. BitConverter.GetBytes(i)]);
            }
        }
        UseAll(MemMapArray.OpenMembers(path, mode: MapMode.ReadWrite), path);
    }

    /// <summary>All chunks of a large store at once, in a process that may have few files.</summary>
    internal static void ManyChunks(string folder)
    {
        string path = Path.Combine(folder, "many.zarr");
        Directory.CreateDirectory(path);
        File.WriteAllText(
            Path.Combine(path, ZarrReader.ArrayFile),
            $$"""{"zarr_format":2,"shape":[{{Members}}],"chunks":[1],"dtype":"<i4","order":"C","compressor":null,"filters":null}""");
        for (int i = 0; i < Members; i++)
        {
            File.WriteAllBytes(Path.Combine(path, i.ToString(CultureInfo.InvariantCulture)), BitConverter.GetBytes(i));
        }
        LimitFiles(400);
        using OpenPlan plan = ArrayFile.Plan(new() { Path = path }, FileFormat.Zarr, new ArraySpec());
        UseAll(((JoinedMemMap)MemMapArray.Open(plan)[0]).OpenParts(), path);
    }

    /// <summary>Many files as one array, in a process that may have few files.</summary>
    internal static void ManyParts(string folder)
    {
        const int files = 20_000;
        LimitFiles(400);
        string path = Check.Fresh(folder);
        Directory.CreateDirectory(path);
        for (int i = 0; i < files; i++)
        {
            File.WriteAllBytes(PathOf(i), BitConverter.GetBytes(i));
        }
        JoinedMemMap joined = Work.Join(Enumerable.Range(0, files).Select(PathOf), DType.Int32);
        CheckKept("joined");
        Check.That((long)joined.Sum()! == (long)files * (files - 1) / 2);
        CheckKept("read");
        joined.Fill(1);
        CheckKept("written");
        Check.That((long)joined.Sum()! == files);
        CheckKept("read again");
        joined.Close();
        Check.That(CountFiles(path) == 0 && CountMappings(path) == 0);
        Check.That(File.ReadAllBytes(PathOf(files / 2)).AsSpan().SequenceEqual(BitConverter.GetBytes(1)));

        string PathOf(int number) => Path.Combine(path, number.ToString(CultureInfo.InvariantCulture));

        // Few files are open, and the mappings of as many as may be at rest are kept: those of the next scan.
        void CheckKept(string what)
        {
            int open = CountFiles(path), mappings = CountMappings(path);
            Console.WriteLine($"{files} parts {what}: {open} files, {mappings} mappings");
            long limit = long.Parse(File.ReadAllText("/proc/sys/vm/max_map_count"), CultureInfo.InvariantCulture);
            long most = Math.Min(1 << 14, limit / 4);
            Check.That(open < 200 && mappings <= most + open && mappings >= most - open);
        }
    }

    private static void UseAll(NDArray[] arrays, string path)
    {
        Check.That(arrays.Length == Members && arrays.Index().All(one => (int)one.Item.Item()! == one.Index));
        Array.ForEach(arrays, array => array.Fill(1));
        Check.That(arrays.Sum(array => (int)array.Item()!) == Members);
        Console.WriteLine($"{Members} arrays: {CountFiles(path)} files, {CountMappings(path)} mappings");
        Check.That(CountFiles(path) < 200 && CountMappings(path) < 200);
        Array.ForEach(arrays, array => ((MemMapArray)array).Close());
        Check.That(CountFiles(path) == 0 && CountMappings(path) == 0);
    }

    /// <summary>Maps of one file until the process may have no more files.</summary>
    internal static void Descriptors(string folder)
    {
        LimitFiles(600);
        Exhaust(Small(folder), "TooManyFiles", static () => { });
    }

    /// <summary>Maps of one file until the process may have no more mappings, most of which are others'.</summary>
    internal static void Mappings(string folder)
    {
        long limit = long.Parse(File.ReadAllText("/proc/sys/vm/max_map_count"), CultureInfo.InvariantCulture);
        if (limit > 1 << 20)
        {
            Console.WriteLine($"{limit} mappings are too many to reach");
            return;
        }
        // Pages of two kinds in turn can't be merged.
        long pages = limit - 6000 - CountMappings("");
        byte* memory = (byte*)MMap(0, (nuint)(pages * Environment.SystemPageSize), 1, 0x22, -1, 0);
        for (long page = 0; page < pages; page += 2)
        {
            Check.That(MProtect(memory + (page * Environment.SystemPageSize), (nuint)Environment.SystemPageSize, 0) == 0);
        }
        Exhaust(Small(folder), "TooManyMaps", () => Check.That(MUnmap(memory, (nuint)(pages * Environment.SystemPageSize)) == 0));
    }

    private static void Exhaust(string path, string id, Action release)
    {
        List<MemMapArray> maps = [];
        IOException? error = null;
        while (error is null)
        {
            try
            {
                maps.Add(MemMapArray.Open(path));
            }
            catch (IOException e)
            {
                error = e;
            }
        }
        Check.That((string?)error.Data[Error.IdKey] == id, error.ToString());
        Console.WriteLine($"after {maps.Count} maps: {error.Message}");
        for (int round = 0; round < 100; round++)
        {
            Check.Fails("open", () => MemMapArray.Open(path), id);
        }
        // What was open works on, and so does the runtime.
        Check.That(maps.TrueForAll(map => (ulong)map.Sum()! == 64));
        maps[3].Fill(1);
        maps[3].Flush();
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(
            _ => new Thread(() => Check.That(GC.AllocateArray<int>(10_000_000).Length > 0)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Check.That(File.ReadAllBytes(path).Length == 64);
        // Dropped ones make room, as closed ones do.
        Drop(maps);
        using (MemMapArray next = MemMapArray.Open(path))
        {
            Check.That((ulong)next.Sum()! == 64);
        }
        maps.ForEach(map => map.Close());
        release();
        MemMapArray.Open(path).Close();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(List<MemMapArray> maps) => maps.RemoveRange(10, maps.Count - 10);

    /// <summary>Maps that are dropped at once, in a loop: there are never many.</summary>
    internal static void DroppedInALoop(string folder, string[] args)
    {
        string path = Small(folder);
        int most = 0;
        for (int round = 0, rounds = int.Parse(args[0], CultureInfo.InvariantCulture); round < rounds; round++)
        {
            OpenAndDrop(path);
            most = round % 50 == 0 ? Math.Max(most, CountFiles(path)) : most;
        }
        Console.WriteLine($"at most {most} open files");
        Check.That(most <= 300);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OpenAndDrop(string path)
        => Check.That((byte)MemMapArray.Open(path, mode: MapMode.ReadOnly, shape: [1]).GetItem([0])! == 1);

    private static string Small(string folder)
    {
        string path = Check.Fresh(folder);
        File.WriteAllBytes(path, [.. Enumerable.Repeat((byte)1, 64)]);
        return path;
    }

    private static int CountFiles(string path) => Directory.GetFiles("/proc/self/fd").Count(
        fd => new FileInfo(fd).LinkTarget?.StartsWith(path, StringComparison.Ordinal) == true);

    private static int CountMappings(string path) => File.ReadLines("/proc/self/maps", Encoding.UTF8).Count(
        line => line.Contains(path, StringComparison.Ordinal));

    private static void LimitFiles(ulong count)
    {
        ulong* limits = stackalloc ulong[] { count, count };
        Check.That(SetResourceLimit(OpenFiles, limits) == 0);
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetResourceLimit(int resource, ulong* limits);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint MMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int MProtect(byte* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int MUnmap(byte* address, nuint length);
}

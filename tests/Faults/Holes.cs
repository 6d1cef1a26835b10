using System.Diagnostics;
using MemMap.Formats;
using MemMap.Memory;

namespace MemMap.Faults;

/// <summary>Stores that the disk doesn't take: holes on a full disk, files that may not be changed any more, and disks that fail.</summary>
internal static class Holes
{
    private const long Large = 64 << 20, Item = 1 << 16;

    /// <summary>On a disk with less than 64 MiB.</summary>
    internal static void Full(string folder)
    {
        string path = Check.Fresh(folder);
        long free = new DriveInfo(folder).AvailableFreeSpace;
        Check.That(free is > 1 << 20 and < Large);
        File.WriteAllBytes(path, []);
        Check.Cut(path, Large);
        using (MemMapArray map = MemMapArray.Open(path))
        {
            // All that is going to be written is reserved first, so nothing is half-done.
            foreach ((string name, Action work) in Writes(map))
            {
                Check.Fails(name, work, "NoSpace");
                Check.That(!File.ReadAllBytes(path).AsSpan().ContainsAnyExcept((byte)0), name);
                Check.That(new DriveInfo(folder).AvailableFreeSpace > free / 2, name);
            }
            map.SetItem(["5:70000"], 3);
            map.SetItem([-1], 4);
            map.Flush();
            // Not of the whole map: through a map, a tmpfs makes pages also of holes that are read.
            Check.That((ulong)((NDArray)map.GetItem([":70000"])!).Sum()! == 3 * 69_995 && map.GetItem([-1]) is (byte)4);
        }
        // Elements all over the file can't be reserved: the map fails, and says so ever after.
        Fails(path, sparse: false, map => map.SetItem([NDArray.Zeros([Large], DType.Bool).Eq(NDArray.Zeros([1], DType.Bool))], (byte)1));
        File.Delete(path);
        // Holes that were asked for.
        Fails(path, sparse: true, map => map.Fill((byte)1));
        File.Delete(path);
        Check.That(new DriveInfo(folder).AvailableFreeSpace >= free - (1 << 20));
    }

    /// <summary>A file that root protects while it is mapped: it is named, and so is what root does.</summary>
    internal static void Immutable(string folder, string[] args)
    {
        string path = Path.Combine(folder, "protected");
        File.WriteAllBytes(path, new byte[Item]);
        using MemMapArray map = MemMapArray.Open(path);
        Check.That((ulong)map.Sum()! == 0);
        Process.Start(args[0], ["+i", path]).WaitForExit();
        try
        {
            Check.Fails("assign", () => map.Fill((byte)1), "MemoryFault");
            Check.Fails("sum", () => map.Sum(), "MemoryFault");
            Check.Fails("flush", map.Flush, "MemoryFault");
        }
        finally
        {
            Process.Start(args[0], ["-i", path]).WaitForExit();
        }
        Check.That(File.ReadAllBytes(path).All(value => value == 0));
    }

    /// <summary>A disk that has no longer what it says it has, and a file "large" on it that nobody has read yet.</summary>
    internal static void BrokenDisk(string folder)
    {
        string path = Path.Combine(folder, "large");
        using MemMapArray map = MemMapArray.Open(path, mode: MapMode.ReadOnly, format: FileFormat.Raw);
        Console.WriteLine(Check.Fails("sum", () => map.Sum(), "MemoryFault").Message);
        Check.Fails("element", () => map.GetItem([0]), "MemoryFault");
        Check.Fails("export", () => Work.Export(map, Path.GetTempPath(), FileFormat.Raw), "MemoryFault");
    }

    private static IEnumerable<(string, Action)> Writes(MemMapArray map) =>
    [
        ("fill", () => map.Fill((byte)1)),
        ("assign", () => map.SetItem(["100:"], 1)),
        ("assign elements", () => map.SetItem([], NDArray.Zeros([Large], DType.UInt8) + 1)),
        ("every second", () => map.SetItem(["::2"], 1)),
        ("in place", () => map.UpdateItem([], Compute.Operations.ByName("Add"), 1)),
    ];

    private static void Fails(string path, bool sparse, Action<MemMapArray> work)
    {
        MapRequest request = sparse ? new() { Path = path, Mode = MapMode.Write, Sparse = true } : new() { Path = path };
        using var map = (MemMapArray)MemMapArray.Open(ArrayFile.Plan(request, FileFormat.Raw, new ArraySpec(DType.UInt8, [Large])))[0];
        Check.Fails("write", () => work(map), "MemoryFault");
        Check.Fails("sum", () => map.Sum(), "MemoryFault");
        Check.Fails("flush", map.Flush, "MemoryFault");
        Check.Fails("flush a view", () => ((MemMapArray)map.GetItem([":10"])!).Flush(), "MemoryFault");
    }
}

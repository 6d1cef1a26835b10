using System.Runtime.InteropServices;
using MemMap.Compute;
using MemMap.Formats;
using MemMap.Memory;

namespace MemMap.Faults;

/// <summary>Disks that are full, limits on the length of files, and disks that can't be written.</summary>
internal static partial class Space
{
    private const long Small = 1 << 20, Large = 64 << 20;
    private const int LongText = 4096;

    private static readonly string[] Expected = ["NoSpace", "CannotExtend", "CannotWrite", "WriteFailed"];

    /// <summary>On a disk with less than 64 MiB: each error tells how much is missing, and nothing is left or lost.</summary>
    internal static void Full(string folder)
    {
        long free = new DriveInfo(folder).AvailableFreeSpace;
        Check.That(free is > 4 * Small and < Large);
        Refused(folder,
            e => Check.That(
                e.Data[Error.IdKey] is not "NoSpace" || e.Message.Contains("more bytes of disk space", StringComparison.Ordinal)),
                "NoSpace");
        Check.That(new DriveInfo(folder).AvailableFreeSpace == free);

        FullOfOthers(folder);
        HolesOfParts(folder, free);

        // Holes are what was asked for; that there is no space then shows when they are filled.
        string path = Check.Fresh(folder);
        MappedFile file = MappedFile.Open(
            new() { Path = path, Mode = MapMode.Write, ByteLength = Large, Sparse = true, Access = AccessHint.Buffered });
        NDArray array = new(new ArrayRef(file, Geometry.Layout.Contiguous([Large], 1), DType.UInt8));
        Check.Fails("fill holes", () => array.Fill((byte)1), "NoSpace");
        file.Close();
        File.Delete(path);
        Check.That(new DriveInfo(folder).AvailableFreeSpace == free);
    }

    /// <summary>Parts with holes, for all of which there is no room: those that there is room for have what was assigned.</summary>
    private static void HolesOfParts(string folder, long free)
    {
        string[] parts = [.. Enumerable.Range(0, 8).Select(_ => Check.Fresh(folder))];
        foreach (string part in parts)
        {
            using FileStream stream = File.Create(part);
            stream.SetLength(Large / parts.Length);
        }
        JoinedMemMap joined = Work.Join(parts, DType.UInt8);
        Check.Fails("fill the holes of parts", () => joined.Fill((byte)1), "NoSpace");
        // By position: where the disk is memory, a hole needs a page of it to be read through a map.
        Check.That(parts.Count(part => File.ReadAllBytes(part)[0] == 1) is > 0 and < 8);
        joined.Flush();
        joined.Close();
        Array.ForEach(parts, File.Delete);
        Check.That(new DriveInfo(folder).AvailableFreeSpace == free);
    }

    /// <summary>Others have taken what was left: there is no room for anything, however small.</summary>
    private static void FullOfOthers(string folder)
    {
        string filler = Check.Fresh(folder);
        string[] files = [
            .. ((string[])["old.csv", "old.npz", "old.npy", "old.dat", "old.svg", "old.png"]).Select(name => Path.Combine(folder, name))];
        string store = Path.Combine(folder, "old.zarr");
        NDArray small = NDArray.Zeros([10_000], DType.Float64);
        foreach (string file in files)
        {
            File.WriteAllText(file, "old");
        }
        Export(small, store, FileFormat.Zarr);
        using (FileStream stream = File.Create(filler))
        {
            stream.SetLength(new DriveInfo(folder).AvailableFreeSpace);
            stream.Write(new byte[stream.Length]);
        }
        Check.That(new DriveInfo(folder).AvailableFreeSpace == 0);
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            Check.Fails(name, () => Make(file), Expected);
            Check.That(File.ReadAllText(file) == "old", name);
            Check.Fails($"new {name}", () => Make(Path.Combine(folder, $"new.{name}")), Expected);
        }
        Check.Fails("old.zarr", () => Export(small + 1, store, FileFormat.Zarr), Expected);
        Check.That(File.ReadAllBytes(Path.Combine(store, "c.0")).AsSpan().SequenceEqual(small.ToBytes()));
        Check.That(Directory.GetFileSystemEntries(folder).Length == files.Length + 2, "nothing half-made");
        File.Delete(filler);
        Array.ForEach(files, File.Delete);
        Directory.Delete(store, recursive: true);

        void Make(string file)
        {
            if (Path.GetExtension(file) is ".svg" or ".png")
            {
                Work.Picture(file);
            }
            else
            {
                Export(small, file, FileFormat.Auto);
            }
        }
    }

    /// <summary>The same where it is the user's share of the disk that is used up.</summary>
    internal static void OverQuota(string folder)
    {
        SystemFilter.Quota(4 * (uint)Small);
        Refused(folder,
            static e
            => Check.That(!e.Message.Contains("only", StringComparison.Ordinal) && e.Message.Contains("uota", StringComparison.Ordinal)),
                Expected);
    }

    /// <summary>The same by a limit that the system sets for this process, of which it tells by a signal that ends others.</summary>
    internal static void Limited(string folder)
    {
        const int fileSize = 1;
        Limit limit = new() { Soft = 4 * (ulong)Small, Hard = ulong.MaxValue };
        Check.That(SetLimit(fileSize, in limit) == 0);
        Refused(folder, static _ => { }, Expected);
    }

    /// <summary>The same for an operation that asks for no space, and is the first one of its process.</summary>
    internal static void LimitedFirst(string folder, string[] args)
    {
        const int fileSize = 1;
        string old = Path.Combine(folder, "old"), none = Path.Combine(folder, "none");
        byte[] content = new byte[Small];
        File.WriteAllBytes(old, content);
        Limit limit = new() { Soft = 4 * (ulong)Small, Hard = ulong.MaxValue };
        Check.That(SetLimit(fileSize, in limit) == 0);
        MapRequest request = new() { Path = old, Mode = MapMode.ReadWrite, Sparse = true };
        switch (args[0])
        {
            case "objects":
                Check.Fails(args[0], () => Append(none, append: false), Expected);
                Check.That(new FileInfo(none).Length > Small);
                File.Delete(none);
                break;
            case "append":
                Check.Fails(args[0], () => Append(old, append: true), Expected);
                break;
            case "sparse":
                Check.Fails(
                    args[0], () => MappedFile.Open(request with { Path = none, Mode = MapMode.Write, ByteLength = Large }), Expected);
                break;
            case "resize":
                MappedFile map = MappedFile.Open(request);
                Check.Fails(args[0], () => map.Resize(Large, Small, Large), Expected);
                map.Close();
                Check.That(new FileInfo(old).Length == Small);
                break;
            default:
                throw new ArgumentException(args[0]);
        }
        Check.That(
            File.ReadAllBytes(old).AsSpan(0, content.Length).SequenceEqual(content) && Directory.GetFileSystemEntries(folder).Length == 1);
    }

    /// <summary>On a disk that can't be written, which has a file "old".</summary>
    internal static void ReadOnly(string folder)
    {
        string old = Path.Combine(folder, "old");
        Check.Fails("create", () => Create(Check.Fresh(folder), Small), "CannotOpen", "AccessDenied");
        Check.Fails("replace", () => Create(old, Small), "CannotOpen", "AccessDenied");
        Check.Fails("write", () => MemMapArray.Open(old), "CannotOpen", "AccessDenied");
        Check.Fails("export", () => Export(NDArray.Zeros([5], DType.UInt8), old), "CannotWrite");
        using MemMapArray map = MemMapArray.Open(old, mode: MapMode.ReadOnly);
        Check.That((ulong)map.Sum()! == (ulong)map.Size);
        map.Flush();
    }

    private static void Refused(string folder, Action<Exception> check, params string[] ids)
    {
        string old = Path.Combine(folder, "old"), none = Path.Combine(folder, "none"), npy = none + ".npy";
        byte[] content = [.. Enumerable.Repeat((byte)1, (int)Small)];
        File.WriteAllBytes(old, content);
        NDArray large = NDArray.Zeros([Large], DType.UInt8);
        void Fails(string name, Action work, string[] expected)
        {
            check(Check.Fails(name, work, expected));
            Check.That(File.ReadAllBytes(old).AsSpan().SequenceEqual(content), name);
            Check.That(Directory.GetFileSystemEntries(folder).Length == 1, name);
        }
        Fails("create", () => Create(none, Large), ids);
        Fails("create .npy", () => Create(npy, Large), ids);
        Fails("replace", () => Create(old, Large), ids);
        Fails("extend", () => MemMapArray.Open(old, mode: MapMode.ReadWrite, shape: [Large]), ids);
        using (MemMapArray map = MemMapArray.Open(old))
        {
            Fails("resize", () => map.Resize(Large), ids);
            Check.That((ulong)map.Sum()! == (ulong)Small && map.Size == Small);
            map.Fill((byte)1);
        }
        Fails("export", () => Export(large, none), ids);
        Fails("replace by an export", () => Export(large, old), ids);
        Fails("export .npz", () => Export(large, old, FileFormat.Npz), Expected);
        Fails("export CSV", () => Export(large, old, FileFormat.Csv), Expected);
        Fails("export Zarr", () => Export(large, none + ".zarr", FileFormat.Zarr), Expected);
        Fails("replace by objects", () => Append(old, append: false), Expected);
        // The text is short, and its elements are long.
        string table = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(table, Enumerable.Repeat("x", (int)(Large / LongText)));
            DType text = DType.Parse($"S{LongText}");
            Fails("CSV", () => Work.Import(table, none, text), Expected);
            Fails("replace by CSV", () => Work.Import(table, old, text), Expected);
            Fails("append CSV", () => Work.Import(table, old, text, append: true), Expected);
        }
        finally
        {
            File.Delete(table);
        }
        Check.Fails("append objects", () => Append(old, append: true), Expected);
        Check.That(new FileInfo(old).Length >= Small && File.ReadAllBytes(old).AsSpan(0, (int)Small).SequenceEqual(content));
        File.Delete(old);
        Check.Fails("objects", () => Append(none, append: false), Expected);
        // What was written stays, as much of it as there is room for.
        Check.That(new FileInfo(none).Length > Small);
        File.Delete(none);
        Check.That(Directory.GetFileSystemEntries(folder).Length == 0);
    }

    private static void Create(string path, long length) => MemMapArray.Open(path, DType.UInt8, MapMode.Write, shape: [length]).Close();

    private static void Export(NDArray array, string path, FileFormat format = FileFormat.Raw)
        => new ArrayExport(new ExportRequest(path, [array.Ref], format, null, Compress: false, NoClobber: false)).Run(static _ => { });

    private static void Append(string path, bool append)
    {
        using ElementAppender appender = Work.Appender(path, DType.Parse("V4096"), append);
        byte[] element = [.. Enumerable.Repeat((byte)1, 4096)];
        for (long i = 0; i < Large / element.Length; i++)
        {
            appender.Append(element);
        }
        appender.Complete();
    }

    private struct Limit
    {
        internal ulong Soft, Hard;
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);
}

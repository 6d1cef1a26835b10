using System.Globalization;
using System.IO.Compression;
using MemMap.Formats;

namespace MemMap.Faults;

/// <summary>
/// Replaces files over and over, until the process is killed. Every file is full of one number, its own: what isn't all of one number was
/// torn.
/// </summary>
internal static class Killing
{
    private const int Items = 200_000, RowBytes = 400;

    private static readonly string[] Plain = ["a.dat", "a.csv", "a.zarr"];

    private static readonly DType Row = DType.Parse($"V{RowBytes}");

    internal static void Replace(string folder, string[] args)
    {
        int operations = int.Parse(args[0], CultureInfo.InvariantCulture);
        Random random = new(int.Parse(args[1], CultureInfo.InvariantCulture));
        Console.WriteLine("started");
        for (int i = 0; i < operations; i++)
        {
            int value = random.Next(1, 1_000_000), length = random.Next(Items / 2, Items);
            switch (random.Next(11))
            {
                case 0:
                    NDArray array = NDArray.Zeros([length], DType.Int32);
                    array.Fill(value);
                    Export(array, Path.Combine(folder, "a.npy"));
                    break;
                case 1:
                    NDArray other = NDArray.Zeros([length], DType.Int32);
                    other.Fill(value);
                    ExportRequest request = new(
                        Path.Combine(folder, "a.npz"), [other.Ref, other.Ref], FileFormat.Npz, null, i % 2 == 0, false);
                    new ArrayExport(request).Run(static _ => { });
                    break;
                case 2:
                    using (ElementAppender appender = Work.Appender(Path.Combine(folder, "objects.dat"), DType.Int32, append: false))
                    {
                        for (int k = 0; k < length; k++)
                        {
                            appender.Append(value);
                        }
                        appender.Complete();
                    }
                    break;
                case 3:
                    using (MemMapArray map = MemMapArray.Open(Path.Combine(folder, "rows.dat"), Row))
                    {
                        map.Resize(random.Next(1, 2000));
                    }
                    break;
                case 4:
                    Work.Picture(Path.Combine(folder, i % 2 == 0 ? "a.svg" : "a.png"));
                    break;
                case 5:
                    string table = Path.Combine(folder, "table.csv");
                    File.WriteAllLines(table, Enumerable.Repeat($"{value}", length));
                    Work.Import(table, Path.Combine(folder, "table.dat"), DType.Int32);
                    break;
                case 6:
                    JoinedMemMap joined = Work.Join(Parts(folder), DType.Int32);
                    Export(joined + value, Path.Combine(folder, "joined.npy"));
                    joined.Close();
                    break;
                default:
                    NDArray last = NDArray.Zeros([length], DType.Int32);
                    last.Fill(value);
                    Export(last, Path.Combine(folder, Plain[random.Next(Plain.Length)]));
                    break;
            }
        }
    }

    /// <summary>Makes the files that <see cref="Replace"/> replaces.</summary>
    internal static void Begin(string folder)
    {
        NDArray old = NDArray.Zeros([Items], DType.Int32);
        foreach (string name in (string[])["a.npy", "a.npz", "objects.dat", .. Plain])
        {
            Export(old, Path.Combine(folder, name));
        }
        foreach (string part in Parts(folder))
        {
            Export(NDArray.Zeros([Items / 3], DType.Int32), part);
        }
        Export(old, Path.Combine(folder, "table.dat"));
        Export(old, Path.Combine(folder, "joined.npy"));
        Work.Picture(Path.Combine(folder, "a.svg"));
        Work.Picture(Path.Combine(folder, "a.png"));
        MemMapArray.Open(Path.Combine(folder, "rows.dat"), Row, MapMode.Write, shape: [10]).Close();
    }

    /// <summary>That each file is one that was whole at a time.</summary>
    internal static void Verify(string folder)
    {
        foreach (string name in (string[])["a.npy", "joined.npy"])
        {
            using MemMapArray map = MemMapArray.Open(Path.Combine(folder, name), mode: MapMode.ReadOnly);
            RequireOne(map);
        }
        using (ZipArchive archive = ZipFile.OpenRead(Path.Combine(folder, "a.npz")))
        {
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                using Stream content = entry.Open();
                content.CopyTo(Stream.Null); // Checks the sum.
            }
        }
        foreach (NDArray array in MemMapArray.OpenMembers(Path.Combine(folder, "a.npz")))
        {
            RequireOne(array);
            (array as MemMapArray)?.Close();
        }
        foreach (string name in (string[])["objects.dat", "table.dat"])
        {
            using MemMapArray map = MemMapArray.Open(Path.Combine(folder, name), DType.Int32, MapMode.ReadOnly);
            RequireOne(map);
        }
        byte[] one = File.ReadAllBytes(Path.Combine(folder, "a.dat")), chunk = File.ReadAllBytes(Path.Combine(folder, "a.zarr", "c.0"));
        RequireOne(NDArray.Array(one).View(DType.Int32));
        RequireOne(NDArray.Array(chunk).View(DType.Int32));
        string description = File.ReadAllText(Path.Combine(folder, "a.zarr", "zarr.json"));
        Check.That(description.Contains($"{chunk.Length / sizeof(int)}", StringComparison.Ordinal), "the description of these elements");
        string text = File.ReadAllText(Path.Combine(folder, "a.csv"));
        string[] lines = text.Split('\n');
        Check.That(lines.Length > Items / 2 && lines[^1].Length == 0 && lines[..^1].Distinct().Count() == 1, "whole lines of one number");
        Check.That(
            File.ReadAllText(Path.Combine(folder, "a.svg")).TrimEnd().EndsWith("</svg>", StringComparison.Ordinal), "a whole picture");
        Check.That(File.ReadAllBytes(Path.Combine(folder, "a.png")).AsSpan()[^8..^4].SequenceEqual("IEND"u8), "a whole picture");
        long length = new FileInfo(Path.Combine(folder, "rows.dat")).Length;
        Check.That(length > 0 && length % RowBytes == 0, "whole rows");
    }

    private static string[] Parts(string folder) => [.. Enumerable.Range(0, 3).Select(i => Path.Combine(folder, $"part{i}.dat"))];

    private static void Export(NDArray array, string path)
        => new ArrayExport(new ExportRequest(path, [array.Ref], FileFormat.Auto, null, false, false)).Run(static _ => { });

    private static void RequireOne(NDArray array) => Check.That(array.Size >= Items / 2 && array.Max()!.Equals(array.Min()));
}

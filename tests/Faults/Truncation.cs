using System.Diagnostics;
using System.Globalization;
using MemMap.Compute;
using MemMap.Formats;

namespace MemMap.Faults;

/// <summary>Files that are cut short under a map.</summary>
internal static class Truncation
{
    private const long Rows = 512, Columns = 256, Bytes = Rows * Columns * sizeof(double);

    /// <summary>Every operation on a file that was cut short before it.</summary>
    internal static void Before(string folder)
    {
        foreach (AccessHint access in (AccessHint[])[AccessHint.Normal, AccessHint.Buffered])
        {
            foreach ((string name, Action<NDArray> work) in Work.Reading(folder).Concat(Work.Writing()))
            {
                // In the middle, within a page, and all of it.
                foreach (long length in (long[])[Bytes / 2, 4097, 0])
                {
                    string path = Check.Fresh(folder);
                    using MemMapArray map = MemMapArray.Open(path, DType.Float64, MapMode.Write, shape: [Rows, Columns], access: access);
                    Check.Cut(path, length);
                    Exception e = Check.Fails($"{name}, {access}", () => work(map), "FileTruncated");
                    Check.That(e.Message == $"'{path}' was truncated: it was mapped up to byte {Bytes}, and now has {length} bytes");
                    Check.That(new FileInfo(path).Length == length);
                    File.Delete(path);
                }
            }
        }
        Check.That(Directory.GetFileSystemEntries(folder).Length == 0);
    }

    /// <summary>Files that are cut short while they are worked on; what is cut off is what is still to come.</summary>
    internal static void During(string folder)
    {
        const long items = 4 * BlockLoop.ChunkItems;
        Check.That(BlockLoop.Threads == 1);
        string path = Check.Fresh(folder);
        using (MemMapArray map = Open(path, [items]))
        {
            long seen = 0;
            Check.Fails("blocks", () => Loop(map, count =>
            {
                seen += count;
                Check.Cut(path, BlockLoop.ChunkItems * sizeof(double));
            }), "FileTruncated");
            Check.That(seen == BlockLoop.ChunkItems);
        }
        using (MemMapArray map = Open(path, [1024, 1024]))
        {
            // Tiles of a transpose touch all rows at once: nothing is cut off but the last page, which the last tiles need.
            long tiles = 0;
            Check.Fails("tiles", () => Loop(map.T, _ =>
            {
                if (++tiles == 16)
                {
                    Check.Cut(path, map.NBytes - 1);
                }
            }), "FileTruncated");
            Check.That(tiles == 16);
        }
        using (MemMapArray map = Open(path, [items]))
        {
            ElementReader reader = new(map.Ref);
            _ = reader.Read();
            Check.Cut(path, 100_000);
            Check.Fails("elements", () => reader.Read(), "FileTruncated");
        }
        using (MemMapArray map = Open(path, [items]))
        {
            string exported = Check.Fresh(folder);
            Check.Fails("export", () => new ArrayExport(new ExportRequest(exported, [map.Ref], FileFormat.Npy, null, false, false))
                .Run(_ => Check.Cut(path, map.NBytes / 2)), "FileTruncated");
            Check.That(Directory.GetFileSystemEntries(folder).Length == 1);
        }
    }

    /// <summary>
    /// Each kind of operation on a mapped file, in each mode, while another process cuts the file short and fills it up again at any
    /// instant: it has a result, or an error that is documented.
    /// </summary>
    internal static void Mapped(string folder, string[] args)
    {
        int rounds = int.Parse(args[0], CultureInfo.InvariantCulture);
        string path = Path.Combine(folder, "ones"), results = Path.Combine(folder, "results");
        Directory.CreateDirectory(results);
        Fill(path, Bytes);
        (string Name, Action<NDArray> Do)[] reading = [.. Work.Reading(results).Concat(Work.Searching(results))];
        (string Name, Action<NDArray> Do)[] writing = [.. Work.Writing()];
        Dictionary<string, int> outcomes = [];
        using Process cutter = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { typeof(Truncation).Assembly.Location, "truncate-loop", folder },
            RedirectStandardInput = true,
        })!;
        try
        {
            for (int round = 0; round < rounds;)
            {
                MapMode mode = (round % 3) switch { 0 => MapMode.ReadOnly, 1 => MapMode.CopyOnWrite, _ => MapMode.ReadWrite };
                try
                {
                    using MemMapArray map = MemMapArray.Open(path, DType.Float64, mode, shape: [Rows, Columns]);
                    var work = mode.ChangesFile ? writing[round / 3 % writing.Length] : reading[round / 3 % reading.Length];
                    string outcome = Outcome(() => work.Do(map), work.Name);
                    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                    round++;
                }
                catch (IOException e) when (e.Data[Error.IdKey] is "FileTooShort" or "CannotMap" or "CannotExtend")
                {
                    // It is short just now.
                }
            }
        }
        finally
        {
            cutter.StandardInput.Close();
            cutter.WaitForExit();
        }
        Console.WriteLine(string.Join(", ", outcomes.Select(pair => $"{pair.Value} {pair.Key}")));
        Check.That(outcomes.Values.Sum() == rounds && outcomes.ContainsKey("FileTruncated") && outcomes.ContainsKey("done"));
    }

    private static string Outcome(Action work, string name)
    {
        try
        {
            work();
            return "done";
        }
        catch (Exception e) when (e.Data[Error.IdKey] is "FileTruncated" or "MemoryFault" or "NotAtEnd" or "BeyondResized" or "CannotMap")
        {
            return (string)e.Data[Error.IdKey]!;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{name}: an undocumented error", e);
        }
    }

    /// <summary>All that reads a buffered file, over and over, while another process cuts it short and fills it up again.</summary>
    internal static void Race(string folder, string[] args)
    {
        string path = Path.Combine(folder, "ones");
        Fill(path, Bytes);
        using Process cutter = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { typeof(Truncation).Assembly.Location, "truncate-loop", folder },
            RedirectStandardInput = true,
        })!;
        try
        {
            int right = 0, refused = 0;
            for (Stopwatch time = Stopwatch.StartNew(); time.Elapsed < TimeSpan.FromSeconds(
                double.Parse(args[0], CultureInfo.InvariantCulture));)
            {
                try
                {
                    using MemMapArray map = MemMapArray.Open(
                        path, DType.UInt8, MapMode.ReadOnly, shape: [Rows, Columns * 8], access: AccessHint.Buffered);
                    for (int round = 0; round < 3; round++)
                    {
                        foreach ((_, Action<NDArray> check) in OnesAndZeros)
                        {
                            (right, refused) = Passes(() => check(map), "FileTruncated") ? (right + 1, refused) : (right, refused + 1);
                        }
                    }
                }
                catch (IOException e) when (e.Data[Error.IdKey] is "FileTooShort")
                {
                    refused++;
                }
            }
            Console.WriteLine($"{right} answers, {refused} refused");
            Check.That(right + refused > 0);
        }
        finally
        {
            cutter.StandardInput.Close();
            cutter.WaitForExit();
        }
    }

    /// <summary>Cuts a file short and fills it up again, until there is no more to read from standard input.</summary>
    internal static void Loop(string folder)
    {
        string path = Path.Combine(folder, "ones");
        var end = Task.Run(() => Console.In.ReadToEnd());
        Random random = new(1);
        byte[] ones = [.. Enumerable.Repeat((byte)1, (int)Bytes)];
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        while (!end.IsCompleted)
        {
            file.SetLength(random.NextInt64(Bytes));
            if (random.Next(2) == 0)
            {
                file.SetLength(Bytes);
                continue;
            }
            // What works on the file may change its length as well.
            file.Position = Math.Min(file.Length, Bytes);
            file.Write(ones, 0, (int)(Bytes - file.Position));
            file.Flush();
            if (random.Next(4) == 0)
            {
                Thread.Sleep(1);
            }
        }
    }

    /// <summary>
    /// What is known of a file that somebody cuts short and fills up again, with ones or with holes: each element is 1 or 0.
    /// </summary>
    private static readonly (string Name, Action<NDArray> Check)[] OnesAndZeros =
    [
        ("sum", a => Check.That((ulong)a.Sum()! <= (ulong)a.Size)),
        ("mean of an axis", a => Check.That(((NDArray)a.Mean(0)!).Le(1).All() is true)),
        ("max", a => Check.That((byte)a.Max()! <= 1)),
        ("element", a => Check.That((byte)a.GetItem([-1, -1])! <= 1)),
        ("copy", a => Check.That(a.Copy().Le(1).All() is true)),
        ("columns", a => Check.That(((NDArray)a.GetItem([":, ::7"])!).T.Copy().Le(1).All() is true)),
        ("indices", a => Check.That(((NDArray)a.GetItem([new long[] { 511, 3, 255 }])!).Le(1).All() is true)),
        ("bytes", a => Check.That(!a.ToBytes().AsSpan().ContainsAnyExcept((byte)0, (byte)1))),
        ("text", a => Check.That(!a.ToString().AsSpan().ContainsAnyInRange('2', '9'))),
        ("elements", a => Check.That(new ElementReader(a.Ref).Read().All(value => value is (byte)0 or (byte)1))),
        ("add", a => Check.That((a + a).Le(2).All() is true)),
        ("median", a => Check.That((double)a.Median()! <= 1)),
    ];

    private static bool Passes(Action work, string id)
    {
        try
        {
            work();
            return true;
        }
        catch (IOException e) when (e.Data[Error.IdKey] is string found && found == id)
        {
            return false;
        }
    }

    private static void Fill(string path, long length) => File.WriteAllBytes(path, [.. Enumerable.Repeat((byte)1, (int)length)]);

    private static MemMapArray Open(string path, long[] shape) => MemMapArray.Open(path, DType.Float64, MapMode.Write, shape: shape);

    private static unsafe void Loop(NDArray array, Action<int> onBlock)
    {
        using var leases = new LeaseSet();
        NDArray copy = NDArray.Zeros(array.Shape, DType.Float64);
        BlockLoop.Run(
            [
                new Operand(leases.Add(array.Buffer), array.Layout, array.DType, array.DType, IsOutput: false),
                new Operand(leases.Add(copy.Buffer), copy.Layout, copy.DType, copy.DType, IsOutput: true),
            ],
            (_, count) => onBlock(count),
            leases.Verify);
    }
}

using System.Globalization;

namespace MemMap.Faults;

/// <summary>Maps that are closed while others work on them.</summary>
internal static class Closing
{
    private const int Threads = 4, Items = 16 << 10;

    /// <summary>Three threads work and one closes, at any point of what they do.</summary>
    internal static void Races(string folder, string[] args)
    {
        int rounds = int.Parse(args[0], CultureInfo.InvariantCulture), refused = 0, done = 0;
        string path = Check.Fresh(folder);
        File.WriteAllBytes(path, [.. Enumerable.Repeat((byte)1, Items)]);
        MemMapArray map = null!;
        Exception? failure = null;
        using Barrier barrier = new(Threads);
        void Work(int thread)
        {
            Random random = new(thread);
            for (int round = 0; round < rounds; round++)
            {
                if (thread == 0)
                {
                    map = MemMapArray.Open(path, access: round % 8 == 0 ? AccessHint.Buffered : AccessHint.Normal);
                }
                barrier.SignalAndWait();
                try
                {
                    if (thread == 0)
                    {
                        Thread.SpinWait(random.Next(3000));
                        map.Close();
                        map.Close();
                    }
                    else
                    {
                        Use(map, random.Next(6));
                        Interlocked.Increment(ref done);
                    }
                }
                catch (ObjectDisposedException e) when (e.Message == $"the map of '{path}' is closed")
                {
                    Interlocked.Increment(ref refused);
                }
                catch (Exception e)
                {
                    failure ??= e;
                }
                barrier.SignalAndWait();
            }
        }
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() => Work(thread)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        if (failure is not null)
        {
            throw new InvalidOperationException("an undocumented error", failure);
        }
        Console.WriteLine($"{rounds} rounds: {done} done, {refused} refused");
        Check.That(MemMapArray.OpenMaps.Length == 0 && done + refused == rounds * (Threads - 1));
    }

    /// <summary>Maps that nobody refers to any more are unmapped without being closed.</summary>
    internal static void Dropped(string folder)
    {
        string path = Check.Fresh(folder);
        File.WriteAllBytes(path, new byte[Items]);
        Open(path, 1000);
        for (int round = 0; round < 50 && (Maps(path) > 0 || MemMapArray.OpenMaps.Length > 0); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Check.That(MemMapArray.OpenMaps.Length == 0 && Maps(path) == 0);
    }

    private static void Open(string path, int count)
    {
        for (int i = 0; i < count; i++)
        {
            NDArray view = (NDArray)MemMapArray.Open(path).GetItem(["::2"])!;
            Check.That((ulong)view.Sum()! == 0);
        }
    }

    private static int Maps(string path)
        => OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/maps").Count(line => line.EndsWith(path, StringComparison.Ordinal)) : 0;

    private static void Use(MemMapArray map, int what)
    {
        switch (what)
        {
            case 0:
                Check.That((ulong)map.Sum()! == Items);
                break;
            case 1:
                Check.That((byte)((NDArray)map.GetItem(["5:"])!).GetItem([3])! == 1);
                break;
            case 2:
                map.Fill((byte)1);
                break;
            case 3:
                Check.That(map.Copy().All() is true);
                break;
            case 4 when map.Access != AccessHint.Buffered:
                using (ArraySpan<byte> span = map.AsSpan<byte>())
                {
                    Check.That(!span.Span.ContainsAnyExcept((byte)1));
                }
                break;
            default:
                map.Flush();
                break;
        }
    }
}

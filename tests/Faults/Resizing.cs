using System.Globalization;
using MemMap.Memory;

namespace MemMap.Faults;

/// <summary>A map that becomes longer and shorter while others work on the file.</summary>
internal static class Resizing
{
    private const long Items = 200_000;

    private static volatile bool _ended;

    /// <summary>
    /// One thread resizes; others use the same map, another map of the file, and maps that they close under their own work.
    /// </summary>
    internal static void Race(string folder, string[] args)
    {
        int rounds = int.Parse(args[0], CultureInfo.InvariantCulture);
        string path = Check.Fresh(folder);
        File.WriteAllBytes(path, new byte[Items * sizeof(long)]);
        using MemMapArray map = MemMapArray.Open(path, DType.Int64);
        // Windows makes no file shorter that has another map: each try would be refused, after some time.
        using MemMapArray? second = OperatingSystem.IsWindows() ? null : MemMapArray.Open(path, DType.Int64, MapMode.ReadOnly);
        _ended = false;
        Exception? failure = null;
        int done = 0, refused = 0;
        void Loop(Action work)
        {
            while (!_ended)
            {
                try
                {
                    work();
                    Interlocked.Increment(ref done);
                }
                catch (Exception e) when (e.Data[Error.IdKey] is "FileTruncated" or "BeyondResized" or "FileTooShort" or "Closed")
                {
                    Interlocked.Increment(ref refused);
                }
                catch (Exception e)
                {
                    failure ??= e;
                }
            }
        }
        Action[] works = second is null ? [() => Check.That(map.Sum() is 0L)] :
        [
            () => Check.That(map.Sum() is 0L),
            () => Check.That(second.Sum() is 0L),
            () =>
            {
                using MemMapArray third = MemMapArray.Open(path, DType.Int64, MapMode.CopyOnWrite, shape: [1000]);
                using BufferLease lease = third.Lease();
                third.Close();
                Check.That(third.IsClosed && lease.Length == 8000);
            },
        ];
        Thread[] threads = [.. works.Select(work => new Thread(() => Loop(work)))];
        Array.ForEach(threads, thread => thread.Start());
        int grown = 0, shrunk = 0, busy = 0;
        for (int round = 0; round < rounds; round++)
        {
            foreach (long length in (long[])[Items, Items + (Items / 2), 1000])
            {
                try
                {
                    long before = map.Size;
                    map.Resize(length);
                    _ = length > before ? grown++ : shrunk++;
                }
                catch (InvalidOperationException e) when (e.Data[Error.IdKey] is "InUse")
                {
                    busy++;
                }
            }
        }
        _ended = true;
        Array.ForEach(threads, thread => thread.Join());
        if (failure is not null)
        {
            throw new InvalidOperationException("an undocumented error", failure);
        }
        Console.WriteLine($"grown {grown}, shrunk {shrunk}, in use {busy}; {done} done, {refused} refused");
        Check.That(grown > 0 && done > 0 && map.Sum() is 0L);
    }
}

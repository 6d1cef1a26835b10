using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>
/// The limits of a process on open files and mapped ranges. The last ones are left to the runtime, which ends the process without them.
/// Dropped maps, which nobody has closed, are collected before an error is reported.
/// </summary>
internal static class MapLimits
{
    /// <summary>The part of each limit that is left to others.</summary>
    private const int Share = 16;

    private static readonly object Counting = new();
    private static long _mappings, _total, _mappingsAtCount;

    /// <summary>Throws if a file that was just opened is one of the last that the process can open.</summary>
    /// <exception cref="IOException">The process has too many open files.</exception>
    internal static void RequireRoom(OpenedFile file)
    {
        long limit = Platform.Current.MaxOpenFiles, most = limit - Math.Clamp(limit / Share, 16, 256);
        // The system gives the lowest free number.
        if (file.Handle.DangerousGetHandle() < most)
        {
            return;
        }
        ArrayBuffer.CollectDropped();
        try
        {
            using SafeFileHandle next = File.OpenHandle(file.Path);
            if (next.DangerousGetHandle() < most)
            {
                return;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is no room at all, or the file is gone.
        }
        throw Error.TooManyFiles(file.Path, limit);
    }

    /// <summary>Throws if a further mapped range would be one of the last that the process can have.</summary>
    /// <exception cref="IOException">The process has too many mapped ranges.</exception>
    internal static void RequireMapping(string path)
    {
        long limit = Platform.Current.MaxMappings, reserve = limit / Share;
        if (limit == long.MaxValue)
        {
            return;
        }
        lock (Counting)
        {
            // Counting takes milliseconds. Others, such as the heap, seldom need a new range. The first maps are few beside the reserve.
            long added = Volatile.Read(ref _mappings) - _mappingsAtCount;
            if (_total > 0 ? added < reserve / 2 && _total + added < limit - reserve : added < reserve / Share)
            {
                return;
            }
            if (Count() >= limit - reserve)
            {
                MappedFile.ParkResting();
                ArrayBuffer.CollectDropped();
                if (Count() is var count && count >= limit - reserve)
                {
                    throw Error.TooManyMaps(path, count, limit);
                }
            }
        }
    }

    /// <summary>Reports that ranges were mapped, or unmapped if negative.</summary>
    internal static void Add(int mappings) => Interlocked.Add(ref _mappings, mappings);

    private static long Count()
    {
        _mappingsAtCount = Volatile.Read(ref _mappings);
        return _total = Platform.Current.CountMappings();
    }
}

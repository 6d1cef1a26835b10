using System.Globalization;
using System.Runtime.InteropServices;

namespace MemMap.Memory;

// What the system allows to a process.
internal sealed unsafe partial class PlatformUnix
{
    private static readonly Lazy<long> MappingLimit = new(
        static () => long.TryParse(TryRead("/proc/sys/vm/max_map_count"), CultureInfo.InvariantCulture, out long limit) ? limit
            : long.MaxValue);

    public long MaxOpenFiles => Limit(OperatingSystem.IsMacOS() ? 8 : 7);

    public long MaxMappings => MappingLimit.Value;

    public long CountMappings()
    {
        try
        {
            using var maps = new FileStream("/proc/self/maps", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            Span<byte> block = new byte[64 << 10];
            long count = 0;
            for (int read; (read = maps.Read(block)) > 0;)
            {
                // No method of .NET for it: there is none without a type parameter, which would be compiled for the first map.
                foreach (byte character in block[..read])
                {
                    count += character == '\n' ? 1 : 0;
                }
            }
            return count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0; // Unknown, which is no reason to fail.
        }
    }

    /// <summary>The limit of this process on a resource; the largest number if there is none.</summary>
    private static long Limit(int resource)
    {
        // Two numbers of 64 bits: the limit, and what it can be raised to.
        ulong* limits = stackalloc ulong[2];
        return GetResourceLimit(resource, limits) == 0 && limits[0] <= long.MaxValue ? (long)limits[0] : long.MaxValue;
    }

    /// <summary>The text of a file of the system; null if there is none.</summary>
    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetResourceLimit(int resource, ulong* limits);
}

using System.Runtime.CompilerServices;

namespace MemMap.Memory;

// The maps of one file in this process: a part that is cut off must not be in use through any of them.
internal sealed unsafe partial class MappedFile
{
    /// <summary>The time to wait for leases to end.</summary>
    private const int PatienceMilliseconds = 1000;

    /// <summary>
    /// All mapped memory and its maps, including memory that a growth has replaced or a closed map had, on which leases may still be held.
    /// The table keeps none of them alive.
    /// </summary>
    private static readonly ConditionalWeakTable<MemoryExtent, MappedFile> Extents = [];

    /// <summary>
    /// Whether the system has refused to replace a file or folder because it is mapped: Windows says so, or gives no reason and it, or a
    /// file in it, is mapped in this process.
    /// </summary>
    internal static bool IsWhatPrevents(Exception e, string path)
        => Error.IsStillMapped(e) || (OperatingSystem.IsWindows() && e is UnauthorizedAccessException
            && OpenFiles.Any(map => map.Path.StartsWith(path, StringComparison.OrdinalIgnoreCase)
                && (map.Path.Length == path.Length || map.Path[path.Length] == System.IO.Path.DirectorySeparatorChar)));

    /// <inheritdoc/>
    internal override long? StartOf(ArrayBuffer other)
        => !ReferenceEquals(this, other) && other is MappedFile map && (Mode.ChangesFile || map.Mode.ChangesFile)
            && map.Offset < Offset + ByteLength && Offset < map.Offset + map.ByteLength && IsSameFile(map)
                ? map.Offset - Offset : base.StartOf(other);

    private bool IsSameFile(MappedFile other) => FileId is null || other.FileId is null ? other.Path == Path : other.FileId == FileId;

    private bool Reaches(MemoryExtent extent, long end) => extent.File is null && Offset + extent.Length > end;

    /// <summary>
    /// Waits until no lease reaches the file from <paramref name="end"/> on, through any map, and blocks new ones. It must be called within
    /// <see cref="ArrayBuffer.Exclusively"/>.
    /// </summary>
    /// <returns>To be disposed when the file has its new length; null if leases did not end in time.</returns>
    private Standstill? TryStop(long end)
    {
        for (long patience = Environment.TickCount64 + PatienceMilliseconds; ; Thread.Sleep(1))
        {
            Standstill standstill = new();
            if (standstill.TryBegin(this, end))
            {
                return standstill;
            }
            standstill.Dispose();
            Resume(standstill.Own);
            if (Environment.TickCount64 >= patience)
            {
                return null;
            }
        }
    }

    /// <summary>The maps of one file, none of which admits leases.</summary>
    private sealed class Standstill : IDisposable
    {
        private readonly List<(MappedFile Map, MemoryExtent? Extent)> _others = [];

        /// <summary>The memory of the map that shrinks. It is replaced, or returned on failure.</summary>
        internal MemoryExtent? Own { get; private set; }

        internal bool TryBegin(MappedFile map, long end)
        {
            if (!map.TryPause(out MemoryExtent? own))
            {
                Own = own;
                return false;
            }
            Own = own;
            foreach (MappedFile other in OpenFiles)
            {
                if (other != map && !other.IsBuffered && map.IsSameFile(other) && other.Offset + other.ByteLength > end)
                {
                    if (!other.TryHold(out MemoryExtent? held))
                    {
                        return false;
                    }
                    _others.Add((other, held));
                }
            }
            // New leases are blocked now; check for those that were taken before.
            return !Extents.Any(entry => map.IsSameFile(entry.Value) && entry.Value.Reaches(entry.Key, end) && entry.Key.IsInUse);
        }

        /// <summary>Lets the other maps admit leases again. A lease on a map that is now longer than the file fails.</summary>
        public void Dispose()
        {
            foreach ((MappedFile map, MemoryExtent? extent) in _others)
            {
                map.Release(extent);
            }
        }
    }
}

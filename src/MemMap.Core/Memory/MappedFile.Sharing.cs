using System.Runtime.CompilerServices;

namespace MemMap.Memory;

// The maps that this process has of one file: what is cut off it must not be under work through any of them.
internal sealed unsafe partial class MappedFile
{
    /// <summary>How long to wait for leases to end.</summary>
    private const int PatienceMilliseconds = 1000;

    /// <summary>
    /// All mapped memory and its maps; also what a growth has replaced and what a closed map had, as leases on that may still be out.
    /// Listing it here keeps none alive.
    /// </summary>
    private static readonly ConditionalWeakTable<MemoryExtent, MappedFile> Extents = [];

    private bool IsSameFile(MappedFile other) => FileId is null || other.FileId is null ? other.Path == Path : other.FileId == FileId;

    private bool Reaches(MemoryExtent extent, long end) => extent.File is null && Offset + extent.Length > end;

    /// <summary>
    /// Waits until nobody works on the file from <paramref name="end"/> on, through whichever map, and keeps it so; within
    /// <see cref="ArrayBuffer.Exclusively"/>.
    /// </summary>
    /// <returns>To be disposed when the file has its new length; null where leases don't end.</returns>
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

    /// <summary>Maps of one file, none of which gives leases.</summary>
    private sealed class Standstill : IDisposable
    {
        private readonly List<(MappedFile Map, MemoryExtent? Extent)> _others = [];

        /// <summary>What the map had that is to be made shorter; that map gets other memory, or this again.</summary>
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
            // Now there are no new leases; the old ones show here.
            return !Extents.Any(entry => map.IsSameFile(entry.Value) && entry.Value.Reaches(entry.Key, end) && entry.Key.IsInUse);
        }

        /// <summary>The other maps go on; those that the file is too short for now say so.</summary>
        public void Dispose()
        {
            foreach ((MappedFile map, MemoryExtent? extent) in _others)
            {
                map.Release(extent);
            }
        }
    }
}

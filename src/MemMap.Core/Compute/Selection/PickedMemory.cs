using System.Collections.Concurrent;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Memory for what is selected before it is known how much it is. Threads rent a slab each and fill it one chunk behind the other. Slabs
/// are of one size, so those of one selection are those of the next: memory of as many small sizes as there are chunks would be given back
/// to the system each time, and accessing it for the first time takes longer than the copies.
/// </summary>
/// <param name="slabBytes">The size of a slab.</param>
internal sealed unsafe class PickedMemory(long slabBytes) : IDisposable
{
    private const long MinSlab = 64 << 10, MaxSlab = 4 << 20;

    private readonly ConcurrentBag<Slab> _idle = [];
    private readonly ConcurrentBag<Slab> _all = [];

    /// <summary>Memory for a selection of at most so many bytes.</summary>
    internal static PickedMemory For(double bytes) => new((long)Math.Clamp(bytes, MinSlab, MaxSlab));

    /// <summary>A slab with some room, for one thread until it is returned.</summary>
    /// <param name="room">The least number of free bytes.</param>
    internal Slab Rent(long room)
    {
        // One that is full is not returned to.
        while (_idle.TryTake(out Slab? slab))
        {
            if (slab.Room >= room)
            {
                return slab;
            }
        }
        return Allocate(room);
    }

    /// <summary>A slab of its own for a chunk that needs more room than is left.</summary>
    /// <param name="room">The least number of free bytes.</param>
    internal Slab Allocate(long room)
    {
        Slab slab = new(Math.Max(slabBytes, room));
        _all.Add(slab);
        return slab;
    }

    /// <summary>Leaves what is free of a slab to the next chunk.</summary>
    internal void Return(Slab slab) => _idle.Add(slab);

    /// <summary>Frees all memory. Nobody reads the elements any more.</summary>
    public void Dispose()
    {
        while (_all.TryTake(out Slab? slab))
        {
            slab.Dispose();
        }
    }

    /// <summary>A block of memory that is filled from its beginning.</summary>
    internal sealed class Slab : IDisposable
    {
        private const int Alignment = NativeBuffer.Alignment;

        private readonly byte* _first;

        internal Slab(long bytes)
        {
            Buffer = NativeBuffer.Allocate(bytes, zeroed: false);
            // Nothing but this object closes the buffer.
            using BufferLease lease = Buffer.Lease(forWrite: true);
            _first = lease.Pointer;
        }

        internal NativeBuffer Buffer { get; }

        /// <summary>The number of bytes that are in use.</summary>
        internal long Used { get; private set; }

        /// <summary>The number of bytes that aren't.</summary>
        internal long Room => Buffer.ByteLength - Used;

        /// <summary>The first byte that isn't in use.</summary>
        internal byte* Free => _first + Used;

        /// <summary>Takes the next bytes into use.</summary>
        internal void Use(long bytes) => Used = Math.Min(Buffer.ByteLength, (Used + bytes + Alignment - 1) / Alignment * Alignment);

        public void Dispose() => Buffer.Dispose();
    }
}

using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>The elements of a chunk that a mask selects, in memory that grows with them. One thread adds them, block by block.</summary>
/// <param name="chunkItems">The number of elements that may be selected.</param>
/// <param name="itemSize">The size of an element in bytes.</param>
internal sealed unsafe class PickedElements(long chunkItems, int itemSize) : IDisposable
{
    /// <summary>A chunk whose parts are alike needs no more memory than it has been given first.</summary>
    private const double Reserve = 1.25;

    private NativeBuffer? _buffer;
    private long _room;

    /// <summary>The number of elements.</summary>
    internal long Count { get; private set; }

    /// <summary>Makes room for the next elements, which the caller writes.</summary>
    /// <param name="found">Their number.</param>
    /// <param name="done">The number of elements of the chunk of which these and the earlier ones were selected.</param>
    internal byte* Add(int found, long done)
    {
        long count = Count + found;
        if (count > _room || _buffer is null)
        {
            _room = Math.Clamp((long)(Reserve * count * chunkItems / done), count, count + chunkItems - done);
            NativeBuffer larger = NativeBuffer.Allocate(checked(_room * itemSize), zeroed: false);
            using BufferLease to = larger.Lease(forWrite: true);
            CopyTo(to.Pointer);
            _buffer?.Close();
            _buffer = larger;
        }
        // Nothing but this object closes the buffer.
        using BufferLease lease = _buffer.Lease(forWrite: true);
        byte* place = lease.Pointer + (Count * itemSize);
        Count = count;
        return place;
    }

    /// <summary>Copies the elements.</summary>
    internal void CopyTo(byte* target)
    {
        if (_buffer is not null)
        {
            using BufferLease from = _buffer.Lease();
            Buffer.MemoryCopy(from.Pointer, target, Count * itemSize, Count * itemSize);
        }
    }

    /// <summary>The elements as an array over their memory, which is the array's from now on.</summary>
    internal ArrayRef? TakeArray(DType dtype)
    {
        (NativeBuffer? buffer, _buffer) = (_buffer, null);
        return buffer is null ? null : new ArrayRef(buffer, Layout.Contiguous([Count], itemSize), dtype);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _buffer?.Close();
}

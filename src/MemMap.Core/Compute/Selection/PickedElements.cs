using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>The elements of a chunk that a mask selects, in memory that grows with them. One thread adds them, block by block.</summary>
/// <param name="memory">Where the elements are kept.</param>
/// <param name="chunkItems">The number of elements that may be selected.</param>
/// <param name="dtype">The dtype of an element.</param>
internal sealed unsafe class PickedElements(PickedMemory memory, long chunkItems, DType dtype)
{
    /// <summary>A chunk whose parts are alike needs no more memory than it has been given first.</summary>
    private const double Reserve = 1.25;

    private PickedMemory.Slab? _slab;

    /// <summary>The number of elements.</summary>
    internal long Count { get; private set; }

    /// <summary>Makes room for the next elements, which the caller writes.</summary>
    /// <param name="found">Their number.</param>
    /// <param name="done">The number of elements of the chunk of which these and the earlier ones were selected.</param>
    internal byte* Add(int found, long done)
    {
        long count = Count + found;
        // What is left of a slab that was too small is not used: the next chunk would copy its elements as well.
        _slab ??= memory.Rent(dtype.ItemSize);
        if (count * dtype.ItemSize > _slab.Room)
        {
            long most = Math.Clamp((long)(Reserve * count * chunkItems / done), count, count + chunkItems - done);
            PickedMemory.Slab larger = memory.Allocate(checked(most * dtype.ItemSize));
            Buffer.MemoryCopy(_slab.Free, larger.Free, larger.Room, Count * dtype.ItemSize);
            _slab = larger;
        }
        byte* place = _slab.Free + (Count * dtype.ItemSize);
        Count = count;
        return place;
    }

    /// <summary>Ends the chunk: the elements as an array over the memory, which others use behind them.</summary>
    internal ArrayRef? Finish()
    {
        if (_slab is null)
        {
            return null;
        }
        ArrayRef elements = new(
            _slab.Buffer, Layout.Contiguous([Count], dtype.ItemSize).WithOffset(_slab.Used), dtype);
        _slab.Use(Count * dtype.ItemSize);
        memory.Return(_slab);
        _slab = null;
        return elements;
    }
}

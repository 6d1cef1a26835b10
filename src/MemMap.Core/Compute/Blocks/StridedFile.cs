using System.Buffers;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Moves elements between a buffered file and a contiguous block, as <see cref="StridedMemory"/> does for memory. Elements that lie close
/// together are read in one piece, including the gaps. Writing touches only the elements' own bytes, so that concurrent writes to the
/// gaps are not lost.
/// </summary>
internal static unsafe class StridedFile
{
    /// <summary>A piece of at most this size is read as fast as a single element.</summary>
    private const long SmallPiece = 64 << 10;

    private const long LargePiece = 1 << 20;

    /// <summary>The largest ratio of bytes read to bytes wanted, for pieces that are not small.</summary>
    private const long MaxWaste = 4;

    /// <inheritdoc cref="StridedMemory.Gather"/>
    internal static void Gather(
        ByteSource file, Layout layout, long start, int count, byte* block, int itemSize, CancellationToken cancellation)
    {
        if (layout.IsContiguous(itemSize))
        {
            file.Read(layout.Offset + (start * itemSize), block, (long)count * itemSize);
            return;
        }
        if (file.IsPinnable && TryInMemory(file, layout, start, count, block, itemSize, isToBlock: true, cancellation))
        {
            return;
        }
        if (IsTurned(layout, start, count))
        {
            ForEachColumn(
                layout, block, itemSize, isToBlock: true,
                (column, items, packed) => Gather(file, column, 0, items, packed, itemSize, cancellation));
            return;
        }
        byte[] piece = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(count * (long)itemSize * MaxWaste, SmallPiece, LargePiece));
        try
        {
            fixed (byte* room = piece)
            {
                Gather(file, layout, start, count, block, itemSize, room, piece.Length, cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <summary>Halves the range until its elements lie close together.</summary>
    private static void Gather(
        ByteSource file, Layout layout, long start, int count, byte* block, int itemSize, byte* room, int roomSize,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        (long first, long last, long middle) = Bounds(layout, start, count);
        long bytes = last - first + itemSize, wanted = (long)count * itemSize;
        if (count == 1)
        {
            file.Read(first, block, itemSize);
        }
        else if (file.IsPinnable && TryInMemory(file, layout, start, count, block, itemSize, isToBlock: true, cancellation))
        {
            return;
        }
        else if (bytes <= roomSize && (bytes <= SmallPiece || bytes <= wanted * MaxWaste))
        {
            file.Read(first, room, bytes);
            StridedMemory.Gather(room - first, layout, start, count, block, itemSize, cancellation);
        }
        else
        {
            int half = (int)(middle - start);
            Gather(file, layout, start, half, block, itemSize, room, roomSize, cancellation);
            Gather(file, layout, middle, count - half, block + ((long)half * itemSize), itemSize, room, roomSize, cancellation);
        }
    }

    /// <inheritdoc cref="StridedMemory.Scatter"/>
    internal static void Scatter(
        byte* block, ByteSource file, Layout layout, long start, int count, int itemSize, CancellationToken cancellation)
    {
        if (layout.IsContiguous(itemSize))
        {
            file.Write(layout.Offset + (start * itemSize), block, (long)count * itemSize);
            return;
        }
        if (file.IsPinnable)
        {
            if (TryInMemory(file, layout, start, count, block, itemSize, isToBlock: false, cancellation))
            {
                return;
            }
            if (count > 1)
            {
                ScatterHalves(block, file, layout, start, count, itemSize, cancellation);
                return;
            }
        }
        if (IsTurned(layout, start, count))
        {
            ForEachColumn(
                layout, block, itemSize, isToBlock: false,
                (column, items, packed) => Scatter(packed, file, column, 0, items, itemSize, cancellation));
            return;
        }
        int inner = layout.NDim == 0 ? 1 : (int)Math.Min(layout.Shape[^1], int.MaxValue);
        bool isDense = layout.NDim > 0 && layout.Strides[^1] == itemSize;
        while (count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            int run = isDense ? Math.Min(count, inner - (int)(start % inner)) : 1;
            file.Write(Bounds(layout, start, 1).First, block, (long)run * itemSize);
            block += (long)run * itemSize;
            start += run;
            count -= run;
        }
    }

    /// <summary>Halves the range until its elements are in one range of memory.</summary>
    private static void ScatterHalves(
        byte* block, ByteSource file, Layout layout, long start, int count, int itemSize, CancellationToken cancellation)
    {
        int half = (int)(Bounds(layout, start, count).Middle - start);
        Scatter(block, file, layout, start, half, itemSize, cancellation);
        Scatter(block + ((long)half * itemSize), file, layout, start + half, count - half, itemSize, cancellation);
    }

    /// <summary>Moves elements that are all in one range of memory (<see cref="ByteSource.Pin"/>). Returns false if they are not.</summary>
    private static bool TryInMemory(
        ByteSource file, Layout layout, long start, int count, byte* block, int itemSize, bool isToBlock, CancellationToken cancellation)
    {
        (long first, long last, _) = Bounds(layout, start, count);
        using PinnedBytes pinned = file.Pin(first, last - first + itemSize, forWrite: !isToBlock);
        if (!pinned.IsThere)
        {
            return false;
        }
        if (isToBlock)
        {
            StridedMemory.Gather(pinned.Origin, layout, start, count, block, itemSize, cancellation);
            return true;
        }
        pinned.Occupy(first, last - first + itemSize);
        StridedMemory.Scatter(block, pinned.Origin, layout, start, count, itemSize, cancellation);
        return true;
    }

    /// <summary>Moves the elements at the given offsets to or from a contiguous block.</summary>
    internal static void Move(
        ByteSource file, ReadOnlySpan<long> offsets, long origin, byte* block, int itemSize, bool toBlock, CancellationToken cancellation)
    {
        if (file.IsPinnable)
        {
            MovePinned(file, offsets, origin, block, itemSize, toBlock, cancellation);
            return;
        }
        byte[] piece = ArrayPool<byte>.Shared.Rent((int)SmallPiece);
        try
        {
            fixed (byte* room = piece)
            {
                for (int done = 0, items; done < offsets.Length; done += items)
                {
                    cancellation.ThrowIfCancellationRequested();
                    ReadOnlySpan<long> rest = offsets[done..];
                    items = toBlock ? Near(rest, itemSize, out long first, out long bytes)
                        : Adjoining(rest, itemSize, out first, out bytes);
                    byte* packed = block + ((long)done * itemSize);
                    if (!toBlock)
                    {
                        file.Write(origin + first, packed, bytes);
                    }
                    else if (items == 1)
                    {
                        file.Read(origin + first, packed, bytes);
                    }
                    else
                    {
                        file.Read(origin + first, room, bytes);
                        for (int i = 0; i < items; i++)
                        {
                            Buffer.MemoryCopy(room + (rest[i] - first), packed + ((long)i * itemSize), itemSize, itemSize);
                        }
                    }
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <summary>Moves elements in memory. The ranges of memory that were used last stay pinned.</summary>
    private static void MovePinned(
        ByteSource file, ReadOnlySpan<long> offsets, long origin, byte* block, int itemSize, bool toBlock, CancellationToken cancellation)
    {
        const int itemsPerCheck = 1 << 10;
        using PinnedRanges ranges = new(file, forWrite: !toBlock);
        for (int i = 0; i < offsets.Length; i++, block += itemSize)
        {
            if (i % itemsPerCheck == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            long at = origin + offsets[i];
            if (ranges.Find(at, itemSize) is var element && element == null)
            {
                Move(file, at, block, itemSize, toBlock);
            }
            else
            {
                Buffer.MemoryCopy(toBlock ? element : block, toBlock ? block : element, itemSize, itemSize);
            }
        }
    }

    private static void Move(ByteSource file, long at, byte* block, long bytes, bool toBlock)
    {
        if (toBlock)
        {
            file.Read(at, block, bytes);
        }
        else
        {
            file.Write(at, block, bytes);
        }
    }

    /// <summary>The number of leading offsets whose elements lie within one small piece, and the bounds of that piece.</summary>
    private static int Near(ReadOnlySpan<long> offsets, int itemSize, out long first, out long bytes)
    {
        long last = first = offsets[0];
        int items = 1;
        for (; items < offsets.Length; items++)
        {
            long low = Math.Min(first, offsets[items]), high = Math.Max(last, offsets[items]);
            if (high - low + itemSize > SmallPiece)
            {
                break;
            }
            (first, last) = (low, high);
        }
        bytes = last - first + itemSize;
        return items;
    }

    /// <summary>The number of leading offsets whose elements are contiguous, and their bounds.</summary>
    private static int Adjoining(ReadOnlySpan<long> offsets, int itemSize, out long first, out long bytes)
    {
        first = offsets[0];
        int items = 1;
        while (items < offsets.Length && offsets[items] == offsets[items - 1] + itemSize)
        {
            items++;
        }
        bytes = (long)items * itemSize;
        return items;
    }

    /// <summary>
    /// Whether the elements are a whole tile whose columns are closer together than its rows. Such a tile is moved column by column.
    /// </summary>
    private static bool IsTurned(Layout layout, long start, int count)
        => start == 0 && layout.NDim == 2 && count == layout.Size && count > 1
            && layout.Strides[0] != 0 && Math.Abs(layout.Strides[0]) < Math.Abs(layout.Strides[1]);

    private delegate void ColumnMover(Layout column, int items, byte* packed);

    private static void ForEachColumn(Layout layout, byte* block, int itemSize, bool isToBlock, ColumnMover move)
    {
        int rows = (int)layout.Shape[0];
        long columns = layout.Shape[1];
        byte[] packed = ArrayPool<byte>.Shared.Rent(checked(rows * itemSize));
        try
        {
            fixed (byte* room = packed)
            {
                for (long column = 0; column < columns; column++)
                {
                    Layout inFile = new([rows], [layout.Strides[0]], layout.Offset + (column * layout.Strides[1]));
                    Layout inBlock = new([rows], [columns * itemSize], column * itemSize);
                    if (isToBlock)
                    {
                        move(inFile, rows, room);
                        StridedMemory.Scatter(room, block, inBlock, 0, rows, itemSize, CancellationToken.None);
                    }
                    else
                    {
                        StridedMemory.Gather(block, inBlock, 0, rows, room, itemSize, CancellationToken.None);
                        move(inFile, rows, room);
                    }
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <summary>
    /// The bounds of some elements, and the position at which to cut them in two: along the first axis on which the first and the last of
    /// them differ. The bounds may include all of the axes after it.
    /// </summary>
    private static (long First, long Last, long Middle) Bounds(Layout layout, long start, int count)
    {
        ReadOnlySpan<long> shape = layout.Shape, strides = layout.Strides;
        long inner = layout.Size, firstRest = start, lastRest = start + count - 1, first = layout.Offset, middle = start;
        long last = first;
        bool differs = false;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            inner /= shape[axis];
            (long from, firstRest) = Math.DivRem(firstRest, inner);
            (long to, lastRest) = Math.DivRem(lastRest, inner);
            if (differs)
            {
                (from, to) = (0, shape[axis] - 1);
            }
            else if (from != to)
            {
                differs = true;
                long cut = from + ((to - from + 1) / 2);
                middle = start - (start % inner) - (from * inner) + (cut * inner);
            }
            (long low, long high) = strides[axis] < 0 ? (to, from) : (from, to);
            first += low * strides[axis];
            last += high * strides[axis];
        }
        return (first, last, middle);
    }
}

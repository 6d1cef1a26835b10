using System.Runtime.CompilerServices;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// Reads and writes the elements that an advanced index selects. Each tuple of the broadcast index arrays selects one piece of the array,
/// with the axes that basic items leave (<see cref="AdvancedIndex.Sub"/>). Pieces are moved as bytes, whatever the dtype.
/// </summary>
internal static unsafe class GatherScatter
{
    private const int PartItems = 1 << 16;

    // The parts for each thread, as some take longer than others.
    private const int PartsOfThread = 8;

    // The number of elements between two checks for cancellation: each may have to be read from the disk.
    private const int ItemsPerCheck = 16;

    /// <summary>Moves the selected elements to or from a contiguous array of the result's shape, in order.</summary>
    internal static void Move(ArrayRef array, AdvancedIndex plan, ArrayRef packed, bool toResult)
    {
        if (packed.Size == 0)
        {
            return;
        }
        using var leases = new LeaseSet();
        LeasedMemory memory = leases.Add(array.Buffer, forWrite: !toResult), block = leases.Add(packed.Buffer);
        int itemSize = array.ItemSize;
        byte* elements = memory.UpToIfAny(plan.Sub.Extent(itemSize).End + plan.Offsets.Max());
        long pieceItems = plan.Sub.Size;
        if (pieceItems == 1)
        {
            byte* first = block.UpTo(packed.Layout.RequiredLength(itemSize)) + packed.Layout.Offset;
            CancellationToken cancellation = Interruption.Token;
            if (memory.File is { } file)
            {
                MoveElements(
                    (part, at) => StridedFile.Move(file, part, plan.Sub.Offset, at, itemSize, toResult, cancellation), plan.Offsets, first,
                    itemSize, toResult, leases);
            }
            else
            {
                byte* start = elements + plan.Sub.Offset;
                MoveElements(
                    (part, at) => MovePart(start, part, at, itemSize, toResult, cancellation), plan.Offsets, first, itemSize, toResult,
                    leases);
            }
            return;
        }
        // The result with the axes of the index first: the piece of each tuple is then one layout at its own offset.
        Layout pieces = IndexAxesFirst(packed.Layout, plan);
        Layout places = new(
            pieces.Shape[..plan.IndexShape.Length].ToArray(), pieces.Strides[..plan.IndexShape.Length].ToArray(), pieces.Offset);
        Layout piece = new(pieces.Shape[plan.IndexShape.Length..].ToArray(), pieces.Strides[plan.IndexShape.Length..].ToArray(), 0);
        Operand inArray = new(
            memory, plan.Sub, DType.Flexible(ElementKind.Void, itemSize), DType.Flexible(ElementKind.Void, itemSize), IsOutput: !toResult);
        Operand inBlock = new(
            block, piece, DType.Flexible(ElementKind.Void, itemSize), DType.Flexible(ElementKind.Void, itemSize), IsOutput: toResult);
        Kernel copy = Kernels.Copy(itemSize);
        var offsets = new long[plan.Offsets.Length];
        int next = 0;
        foreach (long place in places.Offsets)
        {
            offsets[next++] = place;
        }
        void MovePieces(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                Operand source = inArray.WithLayout(plan.Sub.WithOffset(plan.Offsets[i])),
                    target = inBlock.WithLayout(piece.WithOffset(offsets[i]));
                BlockLoop.Run(toResult ? [source, target] : [target, source], copy, leases.Verify);
            }
        }
        // Of the places that are written, the last one wins. Pieces that are read may come in any order; long ones use all threads each.
        int parts = toResult && pieceItems < BlockLoop.ParallelItems && packed.Size >= BlockLoop.ParallelItems
            ? Math.Min(offsets.Length, PartsOfThread * BlockLoop.Threads) : 1;
        ParallelWork.For(parts, part => MovePieces(
            (int)((long)offsets.Length * part / parts), (int)((long)offsets.Length * (part + 1) / parts)));
    }

    private static Layout IndexAxesFirst(Layout layout, AdvancedIndex plan)
    {
        int ndim = layout.NDim, count = plan.IndexShape.Length;
        IEnumerable<int> ofIndex = Enumerable.Range(plan.InsertAt, count);
        return layout.Transpose([.. ofIndex, .. Enumerable.Range(0, ndim).Except(ofIndex)]);
    }

    /// <summary>Moves the elements at some offsets to or from a block.</summary>
    private delegate void PartMover(ReadOnlySpan<long> offsets, byte* block);

    private static void MoveElements(PartMover move, long[] offsets, byte* block, int itemSize, bool toResult, LeaseSet leases)
    {
        // A piece is one element: its position in the result is its number. Reads may run in any order.
        int parts = (offsets.Length + PartItems - 1) / PartItems;
        void Move(int part)
        {
            leases.Verify();
            int start = part * PartItems;
            move(offsets.AsSpan(start, Math.Min(PartItems, offsets.Length - start)), block + ((long)start * itemSize));
        }
        if (toResult && parts > 1)
        {
            ParallelWork.For(parts, Move);
            return;
        }
        for (int part = 0; part < parts; part++)
        {
            Move(part);
        }
    }

    private static void MovePart(
        byte* memory, ReadOnlySpan<long> part, byte* packed, int itemSize, bool toResult, CancellationToken cancellation)
    {
        for (; part.Length > ItemsPerCheck; part = part[ItemsPerCheck..], packed += (long)ItemsPerCheck * itemSize)
        {
            cancellation.ThrowIfCancellationRequested();
            MovePart(memory, part[..ItemsPerCheck], packed, itemSize, toResult);
        }
        MovePart(memory, part, packed, itemSize, toResult);
    }

    private static void MovePart(byte* memory, ReadOnlySpan<long> part, byte* packed, int itemSize, bool toResult)
    {
        switch (itemSize)
        {
            case 1: MoveElements<byte>(memory, part, packed, toResult); break;
            case 2: MoveElements<ushort>(memory, part, packed, toResult); break;
            case 4: MoveElements<uint>(memory, part, packed, toResult); break;
            case 8: MoveElements<ulong>(memory, part, packed, toResult); break;
            default:
                for (int i = 0; i < part.Length; i++, packed += itemSize)
                {
                    byte* element = memory + part[i];
                    Unsafe.CopyBlockUnaligned(toResult ? packed : element, toResult ? element : packed, (uint)itemSize);
                }
                break;
        }
    }

    private static void MoveElements<T>(byte* memory, ReadOnlySpan<long> offsets, byte* block, bool toResult) where T : unmanaged
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            if (toResult)
            {
                ((T*)block)[i] = Unsafe.ReadUnaligned<T>(memory + offsets[i]);
            }
            else
            {
                Unsafe.WriteUnaligned(memory + offsets[i], ((T*)block)[i]);
            }
        }
    }
}

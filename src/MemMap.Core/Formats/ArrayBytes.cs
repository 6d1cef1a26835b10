using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap.Formats;

/// <summary>Receives the bytes of some whole elements, as in a file.</summary>
internal delegate void BytesSink(ReadOnlySpan<byte> bytes);

/// <summary>Enumerates the bytes of an array, in bounded memory.</summary>
internal static unsafe class ArrayBytes
{
    /// <summary>The most elements of a lazy array that are computed at a time, and the most bytes.</summary>
    private const long ComputedItems = 4 << 20, ComputedBytes = 64 << 20;

    /// <summary>Calls <paramref name="sink"/> with all elements in turn, in the dtype's own byte order.</summary>
    /// <param name="array">The array.</param>
    /// <param name="order">Which axis varies fastest.</param>
    /// <param name="sink">Receives the bytes.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    /// <exception cref="IOException">The array's file was truncated.</exception>
    public static void ForEachBlock(ArrayRef array, MemoryOrder order, BytesSink sink)
    {
        Layout layout = order == MemoryOrder.C ? array.Layout : array.Layout.Transpose();
        int itemSize = array.ItemSize;
        if (array.Buffer is ExpressionBuffer && layout.Size > ComputedItems)
        {
            Compute(array with { Layout = layout }, sink);
            return;
        }
        // Use a raw dtype, so that bytes are neither swapped nor normalised.
        DType raw = DType.Flexible(ElementKind.Void, itemSize);
        CancellationToken cancellation = Interruption.Token;
        using LeaseSet leases = new();
        Operand operand = leases.Input(array with { Layout = layout, DType = raw }, raw);
        BlockBody body = (blocks, count, _) =>
        {
            cancellation.ThrowIfCancellationRequested();
            leases.Verify();
            try
            {
                sink(new ReadOnlySpan<byte>(blocks[0], count * itemSize));
            }
            catch (IOException e) when (Error.IsBadAddress(e))
            {
                throw leases.Unreadable(blocks[0]); // It is the map that the system can't supply, and no fault of what is written to.
            }
        };
        BlockLoop.Run([operand], body, leases.Verify, inOrder: true);
    }

    /// <summary>Computes the elements of a lazy array in parts, each on all cores, and calls <paramref name="sink"/> with each.</summary>
    private static void Compute(ArrayRef array, BytesSink sink)
    {
        // As few elements of a kind are computed on one thread, parts are as long as their size allows.
        DType raw = DType.Flexible(ElementKind.Void, array.ItemSize);
        long items = Math.Clamp(ComputedBytes / Math.Max(1, array.ItemSize), 1, ComputedItems);
        ArrayRef room = ArrayRef.Allocate([items], raw);
        foreach (Layout part in Slabs.Of(array.Layout, array.NDim, items))
        {
            ArrayRef elements = array with { Layout = part, DType = raw };
            ArrayRef computed = room.WithLayout(room.Layout.Narrow(0, 0, part.Size));
            Elementwise.Copy(elements, computed.Reshape(part.Shape));
            // They were counted when they were computed.
            using IDisposable uncounted = WorkProgress.Use(static _ => { });
            ForEachBlock(computed, MemoryOrder.C, sink);
        }
        room.Buffer.Close();
    }

    /// <summary>Calls <paramref name="sink"/> with a range of the bytes that all elements are in C order, in turn.</summary>
    /// <param name="array">The array.</param>
    /// <param name="start">The first byte of the range.</param>
    /// <param name="count">How many.</param>
    /// <param name="sink">Takes them; not always whole elements.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    /// <exception cref="IOException">The array's file has become too short.</exception>
    public static void ForEachBlock(ArrayRef array, long start, long count, BytesSink sink)
    {
        if (array.IsContiguous)
        {
            Layout range = Layout.Contiguous([count], 1).WithOffset(array.Layout.Offset + start);
            ForEachBlock(array with { Layout = range, DType = DType.UInt8 }, MemoryOrder.C, sink);
            return;
        }
        long first = start / array.ItemSize, end = (start + count + array.ItemSize - 1) / array.ItemSize;
        int skip = (int)(start - (first * array.ItemSize));
        foreach (Layout part in array.Layout.Range(first, end))
        {
            ForEachBlock(array with { Layout = part }, MemoryOrder.C, bytes =>
            {
                bytes = bytes[skip..];
                skip = 0;
                bytes = bytes[..(int)Math.Min(bytes.Length, count)];
                count -= bytes.Length;
                if (bytes.Length > 0)
                {
                    sink(bytes);
                }
            });
        }
    }
}

using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap.Formats;

/// <summary>Receives the bytes of some whole elements, as in a file.</summary>
internal delegate void BytesSink(ReadOnlySpan<byte> bytes);

/// <summary>Enumerates the bytes of an array, in bounded memory.</summary>
internal static unsafe class ArrayBytes
{
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
}

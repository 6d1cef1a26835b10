using System.Buffers.Binary;

namespace MemMap.Compute;

/// <summary>Turns elements from the other byte order to this machine's and back, in place.</summary>
internal static unsafe class ByteSwap
{
    /// <param name="swapSize">The bytes that are reversed together: a complex number swaps its two parts, a text its characters.</param>
    /// <param name="block">Aligned elements.</param>
    /// <param name="bytes">The size of the block.</param>
    internal static void Swap(int swapSize, byte* block, long bytes)
    {
        int parts = checked((int)(bytes / swapSize));
        switch (swapSize)
        {
            case 2: BinaryPrimitives.ReverseEndianness(new Span<ushort>(block, parts), new Span<ushort>(block, parts)); break;
            case 4: BinaryPrimitives.ReverseEndianness(new Span<uint>(block, parts), new Span<uint>(block, parts)); break;
            case 8: BinaryPrimitives.ReverseEndianness(new Span<ulong>(block, parts), new Span<ulong>(block, parts)); break;
            default: break;
        }
    }
}

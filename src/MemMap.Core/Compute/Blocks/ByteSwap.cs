using System.Buffers.Binary;

namespace MemMap.Compute;

/// <summary>Turns elements from the other byte order to this machine's and back.</summary>
internal static unsafe class ByteSwap
{
    /// <param name="swapSize">The bytes that are reversed together: a complex number swaps its two parts, a text its characters.</param>
    /// <param name="source">Elements, at any address.</param>
    /// <param name="target">Where they go: the same block, or another one.</param>
    /// <param name="bytes">The size of the block.</param>
    internal static void Swap(int swapSize, byte* source, byte* target, long bytes)
    {
        int parts = checked((int)(bytes / swapSize));
        switch (swapSize)
        {
            case 2: BinaryPrimitives.ReverseEndianness(new ReadOnlySpan<ushort>(source, parts), new Span<ushort>(target, parts)); break;
            case 4: BinaryPrimitives.ReverseEndianness(new ReadOnlySpan<uint>(source, parts), new Span<uint>(target, parts)); break;
            case 8: BinaryPrimitives.ReverseEndianness(new ReadOnlySpan<ulong>(source, parts), new Span<ulong>(target, parts)); break;
            default: throw new ArgumentOutOfRangeException(nameof(swapSize), swapSize, null);
        }
    }
}

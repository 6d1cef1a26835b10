using System.Buffers.Binary;

namespace MemMap.Compute;

/// <summary>Converts elements between the other byte order and this machine's.</summary>
internal static unsafe class ByteSwap
{
    private const int Piece = 2048;

    /// <param name="swapSize">The bytes that are reversed together: one part of a complex number, one character of a text.</param>
    /// <param name="source">The elements, at any address.</param>
    /// <param name="target">The destination: the same block, or another one.</param>
    /// <param name="bytes">The size of the block.</param>
    internal static void Swap(int swapSize, byte* source, byte* target, long bytes)
    {
        // Other places are read once: what comes next is asked for while a piece is swapped.
        for (; source != target && bytes > Piece; source += Piece, target += Piece, bytes -= Piece)
        {
            Prefetch.Next(new ReadOnlySpan<byte>(source, Piece));
            SwapPiece(swapSize, source, target, Piece);
        }
        SwapPiece(swapSize, source, target, bytes);
    }

    private static void SwapPiece(int swapSize, byte* source, byte* target, long bytes)
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

using System.Runtime.InteropServices;
using MemMap.Compute;

namespace MemMap.Output;

/// <summary>The position and the bytes of a match: the output of Find-MemMapValue -Pattern.</summary>
public sealed class PatternMatch
{
    internal PatternMatch(long offset, long? fileOffset, byte[] bytes) => (Offset, FileOffset, Bytes) = (offset, fileOffset, bytes);

    /// <summary>The position of the first byte among the bytes of the array, in C order.</summary>
    public long Offset { get; }

    /// <summary>
    /// The offset of the first byte in the file; <see langword="null"/> for an array in memory, and for a match across two files.
    /// </summary>
    public long? FileOffset { get; }

    /// <summary>The bytes that were found.</summary>
    public byte[] Bytes { get; }

    /// <summary>The file that was searched; <see langword="null"/> for an array in memory.</summary>
    public string? FileName { get; internal init; }

    internal static PatternMatch At(NDArray array, long position, int length)
    {
        int itemSize = array.ItemSize;
        long first = position / itemSize, last = (position + length + itemSize - 1) / itemSize;
        byte[] bytes = new byte[length];
        _ = RawElements.Use(array.Ref, first, checked((int)(last - first)), (elements, _) =>
        {
            Marshal.Copy(elements + (nint)(position - (first * itemSize)), bytes, 0, length);
            return true;
        });
        if (array is JoinedMemMap joined)
        {
            return new(position, joined.FileOffsetOf(position, length), bytes) { FileName = joined.PartOf(first).FileName };
        }
        long? origin = array is MemMapArray map ? map.ByteOffset - map.Layout.Offset : null;
        return new(position, origin + PatternSearch.OffsetOf(array.Ref, position), bytes) { FileName = (array as MemMapArray)?.FileName };
    }
}

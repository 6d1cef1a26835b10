using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>The elements of a chunk: those of its bytes, or the fill value where it was never written.</summary>
internal static class ChunkElements
{
    /// <summary>Returns the elements of a chunk.</summary>
    /// <param name="bytes">The bytes of the chunk; null if it was never written.</param>
    /// <param name="layout">Where the elements are in the bytes.</param>
    /// <param name="dtype">The dtype.</param>
    /// <param name="fill">The bytes of an element of a chunk that was never written; null for zeros.</param>
    internal static ArrayRef Of(byte[]? bytes, Layout layout, DType dtype, byte[]? fill)
        => bytes is null
            ? Bytes(fill ?? new byte[dtype.ItemSize]) with
            {
                Layout = new Layout(layout.Shape.ToArray(), new long[layout.NDim], 0), // One element for all.
                DType = dtype,
                IsReadOnly = true,
            }
            : Bytes(bytes) with { Layout = layout, DType = dtype };

    /// <summary>Reads the bytes of a chunk.</summary>
    /// <param name="codecs">How it was encoded.</param>
    /// <param name="file">The file.</param>
    /// <param name="position">The position of its bytes.</param>
    /// <param name="length">Their number.</param>
    /// <param name="size">The number of bytes before it was encoded.</param>
    /// <param name="damaged">Makes the error for what is damaged.</param>
    internal static byte[] Decode(
        IReadOnlyList<ChunkCodec> codecs, OpenedFile file, long position, long length, int size, Func<string, Exception, Exception> damaged)
    {
        try
        {
            // No compressor makes much more of what it can't compress.
            long most = size + ((long)size / 2) + 65536;
            byte[] encoded = length <= most ? NpyFile.ReadStart(file, position, length)
                : throw new InvalidDataException($"it has {length} bytes, and {most} are the most for a chunk of {size}");
            return encoded.Length == length ? ChunkCodec.Decode(codecs, encoded, size)
                : throw new InvalidDataException($"it ends after {encoded.Length} of {length} bytes");
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException) && !e.Data.Contains(Error.IdKey))
        {
            // Libraries have exceptions of their own for what is damaged.
            throw damaged(e.Message, e);
        }
    }

    private static ArrayRef Bytes(byte[] bytes) => ArrayRef.FromBytes(bytes, [bytes.Length], DType.UInt8);
}

using System.Buffers.Binary;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Reads columns into memory that are not in the file as they are.</summary>
internal static class ArrowElements
{
    private const int Lz4Ratio = 255, LengthPrefix = sizeof(long);

    /// <summary>The bytes of the element that stands for null: NaN or NaT; null if the dtype has none.</summary>
    internal static byte[]? NullOf(DType dtype)
    {
        if (!dtype.IsFloating && dtype.Kind is not (ElementKind.DateTime64 or ElementKind.TimeDelta64))
        {
            return null;
        }
        byte[] bytes = new byte[dtype.ItemSize];
        ElementCodec.Write(dtype, bytes, dtype.IsFloating ? double.NaN : "NaT");
        return bytes;
    }

    /// <summary>Whether a buffer can have so many bytes, compressed or not.</summary>
    internal static bool CanHave(ArrowPart part, ArrowBuffer buffer, long bytes) => part.Compression switch
    {
        ArrowColumns.NotCompressed => bytes <= buffer.Length,
        ArrowColumns.Zstd => bytes / ZstdCodec.MaxRatio <= buffer.Length,
        _ => bytes / Lz4Ratio <= buffer.Length,
    };

    /// <summary>Reads a column.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    internal static ArrayRef Read(OpenedFile file, ContainerArray array, IReadOnlyList<ArrowPart> parts, bool isBits)
    {
        var read = ArrayRef.Allocate(array.Shape, array.DType!);
        try
        {
            using BufferLease lease = read.Lease(forWrite: true);
            long at = 0;
            foreach (ArrowPart part in parts)
            {
                Interruption.Token.ThrowIfCancellationRequested();
                long size = checked(part.Rows * (read.NBytes / Math.Max(1, array.Shape[0])));
                byte[] bytes = Buffer(file, part, part.Data, isBits ? Bits(part.Rows) : size);
                bytes = isBits ? [.. Enumerable.Range(0, (int)part.Rows).Select(row => (byte)(bytes[row / 8] >> (row % 8) & 1))] : bytes;
                if (part.Nulls > 0)
                {
                    SetNulls(bytes, Buffer(file, part, part.Validity, Bits(part.Rows)), NullOf(array.DType!)!);
                }
                lease.Write(at, bytes);
                at += bytes.Length;
            }
            return read;
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException) && !e.Data.Contains(Error.IdKey))
        {
            read.Buffer.Close();
            throw Error.DamagedElements($"{file.Path}:{array.Name}", e.Message, e);
        }
        catch
        {
            read.Buffer.Close();
            throw;
        }
    }

    private static long Bits(long rows) => (rows / 8) + (rows % 8 == 0 ? 0 : 1);

    private static void SetNulls(byte[] bytes, byte[] validity, byte[] none)
    {
        for (int row = 0; row * none.Length < bytes.Length; row++)
        {
            if ((validity[row / 8] >> (row % 8) & 1) == 0)
            {
                none.CopyTo(bytes, row * none.Length);
            }
        }
    }

    // A compressed buffer begins with its length before that, or with -1 if it became no shorter. Arrow's library for JavaScript writes the
    // length after it instead, so what the column needs counts. Buffers may be padded.
    private static byte[] Buffer(OpenedFile file, ArrowPart part, ArrowBuffer buffer, long size)
    {
        int count = (int)Math.Min(size, int.MaxValue);
        byte[] bytes = count < size || buffer.Length > int.MaxValue
            ? throw new InvalidDataException($"a record batch has {size} bytes; {int.MaxValue} are the most that are read into memory")
            : NpyFile.ReadStart(file, buffer.Position, part.Compression == ArrowColumns.NotCompressed ? count : buffer.Length);
        if (part.Compression != ArrowColumns.NotCompressed && bytes.Length >= LengthPrefix)
        {
            long length = BinaryPrimitives.ReadInt64LittleEndian(bytes);
            bytes = bytes[LengthPrefix..];
            if (length != -1)
            {
                int limit = (int)Math.Min(int.MaxValue, size + 64 + (size / 8));
                bytes = part.Compression == ArrowColumns.Zstd ? ZstdCodec.Decompress(bytes, limit) : Lz4Frame.Decompress(bytes, limit);
            }
        }
        return bytes.Length >= count ? bytes[..count]
            : throw new InvalidDataException($"a buffer ends after {bytes.Length} of {size} bytes");
    }
}

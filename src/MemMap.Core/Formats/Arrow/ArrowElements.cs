using System.Buffers.Binary;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Reads columns into memory that are not in the file as they are.</summary>
internal static class ArrowElements
{
    private const int Lz4Ratio = 255, LengthPrefix = sizeof(long);

    /// <summary>The bytes of the element that stands for null: NaN, NaT or an empty text; null if the dtype has none.</summary>
    internal static byte[]? NullOf(DType dtype)
    {
        if (dtype.Kind == ElementKind.Text)
        {
            return new byte[dtype.ItemSize];
        }
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
    /// <param name="file">The file.</param>
    /// <param name="name">The name of the column.</param>
    /// <param name="field">The column.</param>
    /// <param name="parts">The record batches that have rows.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    internal static ArrayRef Read(OpenedFile file, string name, ArrowField field, IReadOnlyList<ArrowPart> parts)
    {
        try
        {
            return Read(file, field, parts);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException) && !e.Data.Contains(Error.IdKey))
        {
            throw Error.DamagedElements($"{file.Path}:{name}", e.Message, e);
        }
    }

    /// <inheritdoc cref="Read(OpenedFile, string, ArrowField, IReadOnlyList{ArrowPart})"/>
    internal static ArrayRef Read(OpenedFile file, ArrowField field, IReadOnlyList<ArrowPart> parts)
        => field.Values is not null && parts.Count > 0 ? ArrowValues.Read(file, field, parts)
            : !field.HasLength && parts.Count > 0
                ? parts.Count == 1 ? ArrowText.Read(file, field, parts[0])
                    : Concatenation.Run([.. parts.Select(part => ArrowText.Read(file, field, part))], 0)
            : ReadFixed(file, field, parts);

    private static ArrayRef ReadFixed(OpenedFile file, ArrowField field, IReadOnlyList<ArrowPart> parts)
    {
        long rows = parts.Aggregate(0L, (sum, part) => checked(sum + part.Rows));
        DType dtype = field.HasLength ? field.DType! : DType.Flexible(ElementKind.Text, 1);
        var read = ArrayRef.Allocate(field.ListSize > 0 ? [rows, field.ListSize] : [rows], dtype);
        try
        {
            using BufferLease lease = read.Lease(forWrite: true);
            long at = 0, rowBytes = (long)dtype.ItemSize * Math.Max(1, field.ListSize);
            foreach (ArrowPart part in parts)
            {
                Interruption.Token.ThrowIfCancellationRequested();
                byte[] bytes = Buffer(file, part, part.Data, field.IsBits ? Bits(part.Rows) : checked(part.Rows * rowBytes));
                bytes = field.IsBits ? [.. Enumerable.Range(0, (int)part.Rows).Select(row => (byte)(IsValid(bytes, row) ? 1 : 0))] : bytes;
                if (part.Nulls > 0)
                {
                    SetNulls(bytes, Buffer(file, part, part.Validity, Bits(part.Rows)), NullOf(dtype)!);
                }
                lease.Write(at, bytes);
                at += bytes.Length;
            }
            return read;
        }
        catch
        {
            read.Buffer.Close();
            throw;
        }
    }

    /// <summary>The bytes of so many bits.</summary>
    internal static long Bits(long rows) => (rows / 8) + (rows % 8 == 0 ? 0 : 1);

    /// <summary>Whether the bit of a row is set: it is not null.</summary>
    internal static bool IsValid(byte[] validity, int row) => (validity[row / 8] >> (row % 8) & 1) != 0;

    private static void SetNulls(byte[] bytes, byte[] validity, byte[] none)
    {
        for (int row = 0; row * none.Length < bytes.Length; row++)
        {
            if (!IsValid(validity, row))
            {
                none.CopyTo(bytes, row * none.Length);
            }
        }
    }

    /// <summary>Reads a buffer of a record batch.</summary>
    /// <param name="file">The file.</param>
    /// <param name="part">The column in that batch.</param>
    /// <param name="buffer">Which one.</param>
    /// <param name="size">The bytes that are needed of it.</param>
    /// <remarks>
    /// A compressed buffer begins with its length before that, or with -1 if it became no shorter. Arrow's library for JavaScript writes
    /// the length after it instead, so what the column needs counts. Buffers may be padded.
    /// </remarks>
    internal static byte[] Buffer(OpenedFile file, ArrowPart part, ArrowBuffer buffer, long size)
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

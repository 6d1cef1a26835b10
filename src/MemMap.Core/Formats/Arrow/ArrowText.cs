using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using MemMap.Compute;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// Reads columns of text: UTF-8, all texts of a batch in one buffer, and where each begins in another one. The array has room for the
/// longest of them in each element. Nulls are empty.
/// </summary>
internal static class ArrowText
{
    private const int BlockItems = 1 << 16;

    /// <summary>Reads the texts of a record batch.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    internal static ArrayRef Read(OpenedFile file, ArrowField field, ArrowPart part)
    {
        int rows = checked((int)part.Rows);
        int[] starts = Starts(file, field, part, rows);
        byte[] bytes = ArrowElements.Buffer(file, part, part.Data, starts[rows]);
        if (part.Nulls > 0)
        {
            byte[] validity = ArrowElements.Buffer(file, part, part.Validity, ArrowElements.Bits(rows));
            return Read(rows, row => ArrowElements.IsValid(validity, row) ? Text(row) : default);
        }
        return Read(rows, Text);

        ReadOnlySpan<byte> Text(int row) => bytes.AsSpan(starts[row]..starts[row + 1]);
    }

    private delegate ReadOnlySpan<byte> Texts(int row);

    private static ArrayRef Read(int rows, Texts texts)
    {
        int longest = 1;
        for (int row = 0; row < rows; row++)
        {
            if (row % BlockItems == 0)
            {
                Interruption.Token.ThrowIfCancellationRequested();
            }
            ReadOnlySpan<byte> text = texts(row);
            longest = text.Length > longest ? Math.Max(longest, Write(text, default, row)) : longest;
        }
        var read = ArrayRef.Allocate([rows], DType.Flexible(ElementKind.Text, longest));
        try
        {
            using BufferLease lease = read.Lease(forWrite: true);
            int many = Math.Clamp(BlockItems / longest, 1, Math.Max(1, rows));
            int[] block = new int[many * longest];
            for (int first = 0; first < rows; first += many)
            {
                Interruption.Token.ThrowIfCancellationRequested();
                int count = Math.Min(many, rows - first);
                Array.Clear(block);
                for (int i = 0; i < count; i++)
                {
                    Write(texts(first + i), block.AsSpan(i * longest, longest), first + i);
                }
                lease.Write(first * (long)read.ItemSize, MemoryMarshal.AsBytes(block.AsSpan(0, count * longest)));
            }
            return read;
        }
        catch
        {
            read.Buffer.Close();
            throw;
        }
    }

    /// <summary>Writes the characters of a text, unless there is no room, and returns their number.</summary>
    private static int Write(ReadOnlySpan<byte> text, Span<int> characters, int row)
    {
        int count = 0;
        for (; text.Length > 0; count++)
        {
            if (Rune.DecodeFromUtf8(text, out Rune character, out int length) != OperationStatus.Done)
            {
                throw new InvalidDataException(FormattableString.Invariant($"the text in row {row} of a record batch is no UTF-8"));
            }
            if (!characters.IsEmpty)
            {
                characters[count] = character.Value;
            }
            text = text[length..];
        }
        return count;
    }

    /// <summary>Where each text begins, and the last one ends.</summary>
    private static int[] Starts(OpenedFile file, ArrowField field, ArrowPart part, int rows)
    {
        int size = field.OffsetSize;
        int[] starts = new int[rows + 1];
        if (rows == 0)
        {
            return starts; // The buffer may be empty then.
        }
        byte[] bytes = ArrowElements.Buffer(file, part, part.Offsets, checked((rows + 1L) * size));
        for (int row = 0; row <= rows; row++)
        {
            ReadOnlySpan<byte> at = bytes.AsSpan(row * size, size);
            long start = (size, field.IsBigEndian) switch
            {
                (sizeof(int), false) => BinaryPrimitives.ReadInt32LittleEndian(at),
                (sizeof(int), true) => BinaryPrimitives.ReadInt32BigEndian(at),
                (_, false) => BinaryPrimitives.ReadInt64LittleEndian(at),
                (_, true) => BinaryPrimitives.ReadInt64BigEndian(at),
            };
            long least = row == 0 ? 0 : starts[row - 1];
            starts[row] = start >= least && start <= int.MaxValue ? (int)start
                : throw new InvalidDataException(FormattableString.Invariant($"text {row} of a record batch begins at byte {start}"));
        }
        return starts;
    }
}

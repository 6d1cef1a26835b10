using System.Buffers.Binary;

namespace MemMap.Formats;

/// <summary>The filters of a dataset: how its chunks were encoded.</summary>
internal static class Hdf5Filters
{
    /// <summary>Returns the steps, null for those that can't be undone.</summary>
    /// <param name="file">The file.</param>
    /// <param name="messages">The messages of the dataset.</param>
    /// <param name="elementSize">The bytes of an element.</param>
    /// <param name="problem">Why chunks can't be read; null if they can.</param>
    internal static IReadOnlyList<ChunkCodec?> Read(HeaderReader file, List<Hdf5Message> messages, int elementSize, out string? problem)
    {
        problem = null;
        if (messages.FindLast(message => message.Type == Hdf5Object.Filters).Bytes is not { } bytes)
        {
            return [];
        }
        HeaderCursor cursor = file.Cursor(bytes);
        int version = (int)file.Require("version of the filters", cursor.Byte(), 1, 2), count = cursor.Byte();
        cursor.Take(version == 1 ? 6 : 0);
        List<ChunkCodec?> codecs = [];
        for (; count > 0; count--)
        {
            const int firstNamed = 256;
            int id = cursor.UInt16(), nameLength = version == 1 || id >= firstNamed ? cursor.UInt16() : 0;
            cursor.Take(2);
            int values = cursor.UInt16();
            string name = cursor.Text(nameLength);
            cursor.Take(version == 1 ? -nameLength & 7 : 0);
            uint[] options = [.. Enumerable.Range(0, values).Select(_ => cursor.UInt32())];
            cursor.Take(version == 1 && values % 2 == 1 ? 4 : 0);
            codecs.Add(Codec(id, options, elementSize));
            if (codecs[^1] is null)
            {
                problem ??= $"its chunks are encoded by filter {id}{(name.Length > 0 ? $" ({Printable.Line(name)})" : "")}, which is not "
                    + "read; deflate, shuffle, Fletcher32, LZF, Blosc and Zstandard are";
            }
        }
        return codecs;
    }

    private static ChunkCodec? Codec(int id, uint[] options, int elementSize) => id switch
    {
        1 => new DeflateCodec(isGzip: false),
        2 => new ShuffleCodec(options is [var size and > 0 and <= int.MaxValue, ..] ? (int)size : elementSize),
        3 => new Fletcher32Codec(),
        32000 => new LzfCodec(),
        32001 => new BloscCodec(),
        32015 => new ZstdCodec(),
        _ => null,
    };
}

/// <summary>HDF5's checksum behind the bytes: sums of their big-endian words.</summary>
internal sealed class Fletcher32Codec : ChunkCodec
{
    internal override long? EncodedSize(long size) => size + sizeof(uint);

    internal override byte[] Decode(byte[] encoded, int limit)
    {
        int size = encoded.Length - sizeof(uint);
        return size >= 0 && Compute(encoded.AsSpan(0, size)) == BinaryPrimitives.ReadUInt32LittleEndian(encoded.AsSpan(size))
            ? encoded[..size] : throw new InvalidDataException("its checksum is wrong");
    }

    private static uint Compute(ReadOnlySpan<byte> bytes)
    {
        // Modulo 65535, where the library has 65535 for a multiple of it that is not 0.
        ulong first = 0, second = 0;
        const int mostWords = 1 << 14;
        for (int words = 0; bytes.Length > 0; words++)
        {
            first += bytes.Length > 1 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (uint)bytes[0] << 8;
            second += first;
            bytes = bytes[Math.Min(2, bytes.Length)..];
            if (words % mostWords == 0)
            {
                (first, second) = (Folded(first), Folded(second));
            }
        }
        return (uint)((Folded(second) << 16) | Folded(first));

        static ulong Folded(ulong sum)
        {
            while (sum > ushort.MaxValue)
            {
                sum = (sum & ushort.MaxValue) + (sum >> 16);
            }
            return sum;
        }
    }
}

/// <summary>LZF, as h5py writes it: what would become longer is stored as it is, which the chunk's mask says.</summary>
internal sealed class LzfCodec : ChunkCodec
{
    /// <summary>Three bytes make 264 at most.</summary>
    private const int MaxRatio = 88, MaxLiteral = 32, Longest = 7;

    internal override byte[] Decode(byte[] encoded, int limit)
    {
        byte[] bytes = new byte[Room(encoded.Length, MaxRatio, limit)];
        int from = 0, to = 0;
        while (from < encoded.Length)
        {
            int control = encoded[from++];
            if (control < MaxLiteral)
            {
                int count = control + 1;
                if (count > encoded.Length - from || count > bytes.Length - to)
                {
                    throw Damaged();
                }
                encoded.AsSpan(from, count).CopyTo(bytes.AsSpan(to));
                (from, to) = (from + count, to + count);
                continue;
            }
            int length = control >> 5;
            length += length == Longest ? Next() : 0;
            int back = to - ((control & 31) << 8) - Next() - 1;
            if (back < 0 || length + 2 > bytes.Length - to)
            {
                throw Damaged();
            }
            for (length += 2; length > 0; length--)
            {
                bytes[to++] = bytes[back++]; // One by one: the match may overlap what it makes.
            }
        }
        return to == bytes.Length ? bytes : bytes[..to];

        int Next() => from < encoded.Length ? encoded[from++] : throw Damaged();
    }

    private static InvalidDataException Damaged() => new("its LZF data are damaged");
}

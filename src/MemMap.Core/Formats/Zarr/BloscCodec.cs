using System.Buffers.Binary;

namespace MemMap.Formats;

/// <summary>
/// Blosc 1, which is a frame for other compressors.
/// <code>
/// |version|version of the codec|flags|size of an element|bytes: uint32|bytes of a block: uint32|bytes here: uint32|
/// |start of each block: int32 ...|block|block|...            a block: |length: int32|stream|length|stream| ...
/// flags: 1 bytes shuffled, 2 not compressed, 4 bits shuffled, 16 a block is one stream, the upper three bits the compressor
/// </code>
/// Otherwise a block has a stream for each byte of an element.
/// </summary>
internal sealed class BloscCodec : ChunkCodec
{
    private const int Header = 16, ByteShuffle = 1, Copied = 2, BitShuffle = 4, OneStream = 16;
    private const int MaxStreams = 16, MinStream = 128;

    internal override byte[] Decode(byte[] encoded, int limit)
    {
        if (encoded.Length < Header)
        {
            throw Damaged();
        }
        int flags = encoded[2], elementSize = Math.Max((byte)1, encoded[3]);
        long size = Number(encoded, 4), blockSize = Number(encoded, 8), length = Number(encoded, 12);
        if (size > Room(encoded.Length, ZstdCodec.MaxRatio, limit) || length > encoded.Length || (size > 0 && blockSize == 0)
            || blockSize > int.MaxValue)
        {
            throw new InvalidDataException($"its Blosc header says {size} bytes in blocks of {blockSize}, and {limit} are the most");
        }
        byte[] bytes = new byte[size];
        if ((flags & Copied) != 0)
        {
            return Header + size <= length ? encoded[Header..(int)(Header + size)] : throw Damaged();
        }
        long blocks = size == 0 ? 0 : ((size - 1) / blockSize) + 1;
        if (Header + (blocks * sizeof(int)) > length)
        {
            throw Damaged();
        }
        byte[] shuffled = new byte[Math.Min(size, blockSize)];
        for (int i = 0; i < blocks; i++)
        {
            Span<byte> block = bytes.AsSpan((int)(i * blockSize), (int)Math.Min(blockSize, size - (i * blockSize)));
            bool isShuffled = ((flags & ByteShuffle) != 0 && elementSize > 1) || (flags & BitShuffle) != 0;
            Span<byte> target = isShuffled ? shuffled.AsSpan(0, block.Length) : block;
            bool isSplit = (flags & OneStream) == 0 && elementSize <= MaxStreams && blockSize / elementSize >= MinStream
                && block.Length == blockSize;
            int start = BinaryPrimitives.ReadInt32LittleEndian(encoded.AsSpan(Header + (i * sizeof(int))));
            if (start < Header || start > length)
            {
                throw Damaged();
            }
            ReadBlock(encoded.AsSpan(start, (int)(length - start)), target, isSplit ? elementSize : 1, flags >> 5);
            if ((flags & BitShuffle) != 0)
            {
                UnshuffleBits(target, block, elementSize);
            }
            else if (isShuffled)
            {
                ShuffleCodec.Unshuffle(target, block, elementSize);
            }
        }
        return bytes;
    }

    private static void ReadBlock(ReadOnlySpan<byte> source, Span<byte> block, int streams, int compressor)
    {
        int part = block.Length / streams;
        for (int i = 0; i < streams; i++)
        {
            Span<byte> target = block.Slice(i * part, part);
            int length = source.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(source);
            if (length < 0 || length > source.Length - sizeof(int))
            {
                throw Damaged();
            }
            ReadOnlySpan<byte> stream = source.Slice(sizeof(int), length);
            if (length == part)
            {
                stream.CopyTo(target);
            }
            else
            {
                Decompress(stream, target, compressor);
            }
            source = source[(sizeof(int) + length)..];
        }
    }

    private static void Decompress(ReadOnlySpan<byte> stream, Span<byte> target, int compressor)
    {
        switch (compressor)
        {
            case 0:
                BloscLz.Decode(stream, target);
                return;
            case 1:
                Lz4Codec.Decompress(stream, target.Length).CopyTo(target);
                return;
            case 3:
                new DeflateCodec(isGzip: false).Decode(stream.ToArray(), target.Length).CopyTo(target);
                return;
            case 4:
                ZstdCodec.Decompress(stream, target.Length).CopyTo(target);
                return;
            default:
                throw new InvalidDataException($"its Blosc compressor is {(compressor == 2 ? "Snappy" : $"number {compressor}")}; "
                    + "BloscLZ, LZ4, Zlib and Zstd can be read");
        }
    }

    /// <summary>
    /// Puts bits back: row k of the source has bit k of all elements, eight to a byte. Where the elements are not a multiple of eight, the
    /// bits are not shuffled.
    /// </summary>
    private static void UnshuffleBits(ReadOnlySpan<byte> source, Span<byte> target, int elementSize)
    {
        int count = source.Length / elementSize, row = count / 8;
        if (count % 8 != 0)
        {
            source.CopyTo(target);
            return;
        }
        target.Clear();
        for (int bit = 0; bit < 8 * elementSize; bit++)
        {
            ReadOnlySpan<byte> plane = source.Slice(bit * row, row);
            for (int i = 0; i < count; i++)
            {
                target[(i * elementSize) + (bit / 8)] |= (byte)(((plane[i / 8] >> (i % 8)) & 1) << (bit % 8));
            }
        }
        int whole = count * elementSize;
        source[whole..].CopyTo(target[whole..]);
    }

    private static uint Number(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static InvalidDataException Damaged() => new("its Blosc data are damaged");
}

/// <summary>BloscLZ, the compressor of Blosc's own: FastLZ's format with longer distances.</summary>
internal static class BloscLz
{
    private const int MaxNear = 8191;

    /// <summary>Decompresses a stream that fills the target.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    internal static void Decode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        int from = 0, to = 0;
        int control = source.Length > 0 ? source[from++] & 31 : throw Damaged();
        while (true)
        {
            if (control >= 32)
            {
                int length = (control >> 5) - 1, distance = (control & 31) << 8;
                if (length == 6)
                {
                    byte more;
                    do
                    {
                        more = Next(source, ref from);
                        length += more;
                    }
                    while (more == 255);
                }
                byte low = Next(source, ref from);
                length += 3;
                distance += low;
                if (distance == MaxNear)
                {
                    distance = (Next(source, ref from) << 8) + Next(source, ref from) + MaxNear;
                }
                int back = to - distance - 1;
                if (back < 0 || length > target.Length - to)
                {
                    throw Damaged();
                }
                for (; length > 0; length--)
                {
                    target[to++] = target[back++]; // One by one: the match may overlap what it makes.
                }
            }
            else
            {
                int length = control + 1;
                if (length > source.Length - from || length > target.Length - to)
                {
                    throw Damaged();
                }
                source.Slice(from, length).CopyTo(target[to..]);
                from += length;
                to += length;
            }
            if (from >= source.Length)
            {
                break;
            }
            control = source[from++];
        }
        if (to != target.Length)
        {
            throw Damaged();
        }
    }

    private static byte Next(ReadOnlySpan<byte> source, ref int at) => at < source.Length ? source[at++] : throw Damaged();

    private static InvalidDataException Damaged() => new("its BloscLZ data are damaged");
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Formats;

/// <summary>A step by which the bytes of a chunk became those of its file: a compressor, a filter, a checksum.</summary>
internal abstract class ChunkCodec
{
    /// <summary>The number of bytes that a compressor can make of this many; null if it is not known.</summary>
    internal virtual long? EncodedSize(long size) => null;

    /// <summary>Returns the bytes before the step.</summary>
    /// <param name="encoded">The bytes after it. They are untrusted.</param>
    /// <param name="limit">The largest number of bytes that there can be.</param>
    /// <exception cref="InvalidDataException">They are damaged, or too many.</exception>
    internal abstract byte[] Decode(byte[] encoded, int limit);

    /// <summary>Returns the bytes of a chunk.</summary>
    /// <param name="codecs">The steps, in the order in which the chunk was encoded.</param>
    /// <param name="encoded">The bytes of its file.</param>
    /// <param name="size">The number of bytes of the chunk.</param>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    internal static byte[] Decode(IReadOnlyList<ChunkCodec> codecs, byte[] encoded, int size)
    {
        var sizes = new long?[codecs.Count + 1];
        sizes[0] = size;
        for (int i = 0; i < codecs.Count; i++)
        {
            sizes[i + 1] = sizes[i] is { } before ? codecs[i].EncodedSize(before) : null;
        }
        for (int i = codecs.Count - 1; i >= 0; i--)
        {
            // Between two compressors, the size is not known; what is compressed twice does not grow much.
            int limit = (int)Math.Min(int.MaxValue, sizes[i] ?? (2L * size) + 65536);
            encoded = codecs[i].Decode(encoded, limit);
            if (encoded.Length > limit || (sizes[i] is { } exact && encoded.Length != exact))
            {
                throw new InvalidDataException($"it decodes to {encoded.Length} bytes, not to {limit}");
            }
        }
        return encoded.Length == size ? encoded
            : throw new InvalidDataException($"it decodes to {encoded.Length} bytes, and a chunk has {size}");
    }

    /// <summary>
    /// The number of bytes that compressed ones can be at most: no more is allocated, whatever a description claims.
    /// </summary>
    private protected static int Room(int encoded, int ratio, int limit) => (int)Math.Min(limit, ((long)encoded * ratio) + 64);
}

/// <summary>Deflate in gzip's or zlib's frame.</summary>
internal sealed class DeflateCodec(bool isGzip) : ChunkCodec
{
    private const int MaxRatio = 1032;

    internal override byte[] Decode(byte[] encoded, int limit)
    {
        using MemoryStream source = new(encoded);
        using Stream stream = isGzip ? new GZipStream(source, CompressionMode.Decompress)
            : new ZLibStream(source, CompressionMode.Decompress);
        byte[] bytes = new byte[Room(encoded.Length, MaxRatio, limit)];
        int count = InflatedElements.Checked(() => stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return count == bytes.Length && InflatedElements.Checked(stream.ReadByte) >= 0
            ? throw new InvalidDataException($"it decodes to more than {limit} bytes") : bytes[..count];
    }
}

/// <summary>Zstandard. The library is loaded with the first chunk.</summary>
internal sealed class ZstdCodec : ChunkCodec
{
    /// <summary>A block of 128 KiB takes four bytes at least.</summary>
    internal const int MaxRatio = 1 << 15;

    internal override byte[] Decode(byte[] encoded, int limit) => Decompress(encoded, limit);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static byte[] Decompress(ReadOnlySpan<byte> encoded, int limit)
    {
        using ZstdSharp.Decompressor decompressor = new();
        byte[] bytes = new byte[Room(encoded.Length, MaxRatio, limit)];
        int count = decompressor.Unwrap(encoded, bytes);
        return count == bytes.Length ? bytes : bytes[..count];
    }
}

/// <summary>A block of LZ4 behind its size, as numcodecs writes it. The library is loaded with the first chunk.</summary>
internal sealed class Lz4Codec : ChunkCodec
{
    private const int MaxRatio = 255;

    internal override byte[] Decode(byte[] encoded, int limit)
    {
        int size = encoded.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(encoded);
        return size >= 0 && size <= Room(encoded.Length, MaxRatio, limit) ? Decompress(encoded.AsSpan(sizeof(int)), size)
            : throw new InvalidDataException($"it says that it decodes to {size} bytes, and {limit} are the most");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static byte[] Decompress(ReadOnlySpan<byte> encoded, int size)
    {
        byte[] bytes = new byte[size];
        return size == 0 || K4os.Compression.LZ4.LZ4Codec.Decode(encoded, bytes) == size ? bytes
            : throw new InvalidDataException("its LZ4 data are damaged");
    }
}

/// <summary>Bytes of elements side by side: the first ones of all, then the second ones.</summary>
internal sealed class ShuffleCodec(int elementSize) : ChunkCodec
{
    internal override long? EncodedSize(long size) => size;

    internal override byte[] Decode(byte[] encoded, int limit)
    {
        byte[] bytes = new byte[encoded.Length];
        Unshuffle(encoded, bytes, elementSize);
        return bytes;
    }

    internal static void Unshuffle(ReadOnlySpan<byte> source, Span<byte> target, int elementSize)
    {
        int count = elementSize > 0 ? source.Length / elementSize : 0;
        for (int part = 0; part < elementSize; part++)
        {
            ReadOnlySpan<byte> plane = source.Slice(part * count, count);
            for (int i = 0, at = part; i < plane.Length; i++, at += elementSize)
            {
                target[at] = plane[i];
            }
        }
        source[(count * elementSize)..].CopyTo(target[(count * elementSize)..]);
    }
}

/// <summary>A checksum behind the bytes.</summary>
internal sealed class Crc32CCodec : ChunkCodec
{
    internal override long? EncodedSize(long size) => size + sizeof(uint);

    internal override byte[] Decode(byte[] encoded, int limit)
    {
        int size = encoded.Length - sizeof(uint);
        return size >= 0 && Compute(encoded.AsSpan(0, size)) == BinaryPrimitives.ReadUInt32LittleEndian(encoded.AsSpan(size))
            ? encoded[..size] : throw new InvalidDataException("its checksum is wrong");
    }

    internal static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }
        foreach (byte one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }
        return ~crc;
    }
}

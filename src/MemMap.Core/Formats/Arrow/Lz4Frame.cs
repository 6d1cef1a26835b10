using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MemMap.Formats;

/// <summary>
/// The frame of LZ4: blocks, which may refer to the 64 KiB before them. Checksums are not compared.
/// <code>
/// |0x184d2204|flags|size of blocks|length: int64, if flagged|dictionary, if flagged|checksum|block|...|0|
/// block    |its bytes: uint32, with the upper bit if they are not compressed|bytes|checksum, if flagged|
/// flags    1 dictionary, 4 checksum at the end, 8 length, 16 checksums of blocks, 32 blocks are independent
/// </code>
/// </summary>
internal static class Lz4Frame
{
    private const uint Magic = 0x184d2204, Stored = 0x8000_0000;
    private const int HasDictionary = 1, HasLength = 8, HasChecksums = 16, Window = 1 << 16;

    /// <summary>Decompresses a frame. The library is loaded with the first one.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or longer than the limit.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static byte[] Decompress(ReadOnlySpan<byte> frame, int limit)
    {
        int at = 7;
        if (frame.Length < at || BinaryPrimitives.ReadUInt32LittleEndian(frame) != Magic || (frame[4] & HasDictionary) != 0)
        {
            throw Damaged();
        }
        int flags = frame[4];
        at += (flags & HasLength) != 0 ? sizeof(long) : 0;
        byte[] bytes = new byte[limit];
        int to = 0;
        while (at <= frame.Length - sizeof(uint))
        {
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(frame[at..]);
            at += sizeof(uint);
            if (size == 0)
            {
                return bytes[..to];
            }
            int length = (int)(size & ~Stored);
            if (length > frame.Length - at)
            {
                throw Damaged();
            }
            ReadOnlySpan<byte> block = frame.Slice(at, length);
            at += length + ((flags & HasChecksums) != 0 ? sizeof(uint) : 0);
            if ((size & Stored) != 0)
            {
                if (length > bytes.Length - to)
                {
                    throw Damaged();
                }
                block.CopyTo(bytes.AsSpan(to));
                to += length;
                continue;
            }
            int before = Math.Min(to, Window);
            int count = K4os.Compression.LZ4.LZ4Codec.Decode(block, bytes.AsSpan(to), bytes.AsSpan(to - before, before));
            to += count >= 0 ? count : throw Damaged();
        }
        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("its LZ4 data are damaged");
}

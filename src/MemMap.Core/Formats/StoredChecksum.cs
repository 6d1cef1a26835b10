using System.Buffers.Binary;
using System.IO.Hashing;
using MemMap.Memory;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Formats;

/// <summary>
/// Updates the checksum of a stored member after its elements were changed in place. Other programs reject a member with a wrong checksum.
/// The checksum is in the directory and in the local header; in an archive that was written as a stream, it follows the data.
/// </summary>
internal static class StoredChecksum
{
    private const int EntryCrc = 16, LocalFlags = 6, LocalCrc = 14, DescriptorFlag = 8, BlockBytes = 1 << 20;
    private const uint DescriptorSignature = 0x08074b50;

    /// <param name="file">The archive.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="member">The member.</param>
    /// <param name="start">The offset of its data.</param>
    /// <exception cref="IOException">The archive can't be read or written.</exception>
    public static void Update(SafeFileHandle file, string path, ZipMember member, long start)
    {
        try
        {
            // The directory moves when other members are added to the archive.
            if (Compute(file, start, member.Size) is not { } crc
                || ZipDirectory.FindEntry(new OpenedFile(path, file, file, IsNew: false), member) is not { } entry
                || crc == ReadUInt32(file, entry + EntryCrc))
            {
                return;
            }
            Span<byte> bytes = stackalloc byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, crc);
            long end = start + member.Size;
            long second = (ReadUInt32(file, member.HeaderOffset + LocalFlags) & DescriptorFlag) == 0 ? member.HeaderOffset + LocalCrc
                : ReadUInt32(file, end) == DescriptorSignature ? end + sizeof(uint)
                : end;
            RandomAccess.Write(file, bytes, second);
            RandomAccess.Write(file, bytes, entry + EntryCrc);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error.CannotWrite(path, e);
        }
    }

    // Null if the file was truncated: the member no longer exists.
    private static uint? Compute(SafeFileHandle file, long start, long size)
    {
        Crc32 crc = new();
        var block = new byte[Math.Min(BlockBytes, Math.Max(1, size))];
        for (long at = 0; at < size;)
        {
            int count = RandomAccess.Read(file, block.AsSpan(0, (int)Math.Min(block.Length, size - at)), start + at);
            if (count == 0)
            {
                return null;
            }
            crc.Append(block.AsSpan(0, count));
            at += count;
        }
        return crc.GetCurrentHashAsUInt32();
    }

    private static uint ReadUInt32(SafeFileHandle file, long at)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        return RandomAccess.Read(file, bytes, at) == bytes.Length ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
    }
}

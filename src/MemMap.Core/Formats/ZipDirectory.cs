using System.Buffers.Binary;
using System.Text;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>One file in a ZIP archive.</summary>
/// <param name="Name">Its name; never used as a path.</param>
/// <param name="Method">The compression method: <see cref="ZipDirectory.Stored"/>, <see cref="ZipDirectory.Deflated"/>, or an unsupported
/// one.</param>
/// <param name="Crc">The checksum of its content.</param>
/// <param name="CompressedSize">The size of its data in the archive in bytes.</param>
/// <param name="Size">The size of its content in bytes.</param>
/// <param name="HeaderOffset">The offset of its local header.</param>
/// <param name="EntryOffset">The offset of its entry in the directory.</param>
/// <param name="IsEncrypted">Whether it is encrypted.</param>
internal sealed record ZipMember(
    string Name, int Method, uint Crc, long CompressedSize, long Size, long HeaderOffset, long EntryOffset, bool IsEncrypted);

/// <summary>
/// Reads the offsets of the members of a ZIP archive (APPNOTE 6.3.10, sections 4.3 and 4.5), which .NET's reader does not expose.
/// <code>
/// |local header|data| |local header|data| ... |central directory|[zip64 end][zip64 locator]|end record|comment|
/// </code>
/// Archives are untrusted: sizes are limited before memory is allocated, every range must be within the file, and names are only compared.
/// </summary>
internal static partial class ZipDirectory
{
    public const int Stored = 0, Deflated = 8;

    private const uint LocalSignature = 0x04034b50, CentralSignature = 0x02014b50, EndSignature = 0x06054b50;
    private const uint Zip64EndSignature = 0x06064b50, Zip64LocatorSignature = 0x07064b50;
    private const int LocalHeaderSize = 30, CentralSize = 46, EndSize = 22, Zip64EndSize = 56, LocatorSize = 20;
    private const long MaxDirectory = 64 << 20;
    private const int Utf8Flag = 0x800, EncryptedFlag = 1;

    /// <summary>Reads the directory of an archive.</summary>
    /// <exception cref="InvalidDataException">The file is not a valid ZIP archive.</exception>
    public static IReadOnlyList<ZipMember> Read(OpenedFile file)
    {
        (long start, long size, long count, _) = FindDirectory(file);
        byte[] directory = NpyFile.ReadStart(file, start, size);
        List<ZipMember> members = [];
        ReadOnlySpan<byte> rest = directory;
        for (; count > 0; count--)
        {
            members.Add(ReadEntry(file, ref rest, start + directory.Length - rest.Length));
        }
        return members;
    }

    /// <summary>Returns the offset of a member's data.</summary>
    /// <exception cref="InvalidDataException">The local header is invalid, or the data is not within the file.</exception>
    public static long DataOffset(OpenedFile file, ZipMember member)
    {
        byte[] header = NpyFile.ReadStart(file, member.HeaderOffset, LocalHeaderSize);
        if (header.Length < LocalHeaderSize || UInt32(header, 0) != LocalSignature)
        {
            throw Error.InvalidZip(file.Path, $"member '{member.Name}' isn't where the directory says");
        }
        // Use the sizes of the directory: in an archive that was written as a stream, the local header lacks them.
        long offset = member.HeaderOffset + LocalHeaderSize + UInt16(header, 26) + UInt16(header, 28);
        return offset <= file.Length - member.CompressedSize ? offset
            : throw Error.InvalidZip(file.Path, $"member '{member.Name}' goes beyond the end of the file");
    }

    private static (long Start, long Size, long Count, byte[] Comment) FindDirectory(OpenedFile file)
    {
        long length = file.Length;
        (long start, long size, long count, byte[] comment) = FindDirectory(file, length);
        if (size > MaxDirectory)
        {
            throw Error.InvalidZip(file.Path, $"a directory of {size} bytes is more than the {MaxDirectory} that are accepted");
        }
        return start >= 0 && size >= 0 && start <= length - size && count >= 0 && count <= size / CentralSize
            ? (start, size, count, comment) : throw Error.InvalidZip(file.Path, "its directory isn't within the file");
    }

    private static (long Start, long Size, long Count, byte[] Comment) FindDirectory(OpenedFile file, long length)
    {
        long tailStart = Math.Max(0, length - EndSize - ushort.MaxValue);
        byte[] tail = NpyFile.ReadStart(file, tailStart, EndSize + ushort.MaxValue);
        // The end record states the length of the comment that follows it, so take the last record that fits.
        int at = tail.Length - EndSize;
        while (at >= 0 && (UInt32(tail, at) != EndSignature || at + EndSize + UInt16(tail, at + 20) != tail.Length))
        {
            at--;
        }
        if (at < 0)
        {
            throw Error.InvalidZip(file.Path, "it has no end record");
        }
        long start = UInt32(tail, at + 16), size = UInt32(tail, at + 12), count = UInt16(tail, at + 10);
        byte[] comment = tail[(at + EndSize)..];
        byte[] locator = NpyFile.ReadStart(file, Math.Max(0, tailStart + at - LocatorSize), LocatorSize);
        if (locator.Length < LocatorSize || UInt32(locator, 0) != Zip64LocatorSignature)
        {
            return (start, size, count, comment);
        }
        long end64 = Int64(locator, 8);
        byte[] record = end64 >= 0 ? NpyFile.ReadStart(file, end64, Zip64EndSize) : [];
        return record.Length == Zip64EndSize && UInt32(record, 0) == Zip64EndSignature
            ? (Int64(record, 48), Int64(record, 40), Int64(record, 32), comment)
            : throw Error.InvalidZip(file.Path, "its zip64 end record isn't where it should be");
    }

    private static ZipMember ReadEntry(OpenedFile file, ref ReadOnlySpan<byte> rest, long at)
    {
        if (rest.Length < CentralSize || UInt32(rest, 0) != CentralSignature)
        {
            throw Error.InvalidZip(file.Path, "its directory is damaged");
        }
        int flags = UInt16(rest, 8), nameLength = UInt16(rest, 28), extraLength = UInt16(rest, 30), commentLength = UInt16(rest, 32);
        int length = CentralSize + nameLength + extraLength + commentLength;
        if (rest.Length < length)
        {
            throw Error.InvalidZip(file.Path, "its directory is damaged");
        }
        string name = ((flags & Utf8Flag) != 0 ? Encoding.UTF8 : Encoding.Latin1).GetString(rest.Slice(CentralSize, nameLength));
        long size = UInt32(rest, 24), compressedSize = UInt32(rest, 20), offset = UInt32(rest, 42);
        ReadExtra(rest.Slice(CentralSize + nameLength, extraLength), ref size, ref compressedSize, ref offset);
        if (size < 0 || compressedSize < 0 || offset < 0 || offset > file.Length - compressedSize)
        {
            throw Error.InvalidZip(file.Path, $"member '{name}' isn't within the file");
        }
        ZipMember member = new(name, UInt16(rest, 10), UInt32(rest, 16), compressedSize, size, offset, at, (flags & EncryptedFlag) != 0);
        rest = rest[length..];
        return member;
    }

    /// <summary>The zip64 field contains, in this order, those of the three numbers that don't fit into 32 bits.</summary>
    private static void ReadExtra(ReadOnlySpan<byte> extra, ref long size, ref long compressedSize, ref long offset)
    {
        const int Zip64Id = 1, HeaderSize = 4;
        while (extra.Length >= HeaderSize)
        {
            int id = UInt16(extra, 0), length = Math.Min(UInt16(extra, 2), extra.Length - HeaderSize);
            if (id == Zip64Id)
            {
                ReadOnlySpan<byte> numbers = extra.Slice(HeaderSize, length);
                Take(ref size, ref numbers);
                Take(ref compressedSize, ref numbers);
                Take(ref offset, ref numbers);
            }
            extra = extra[(HeaderSize + length)..];
        }

        static void Take(ref long number, ref ReadOnlySpan<byte> numbers)
        {
            if (number == uint.MaxValue && numbers.Length >= sizeof(long))
            {
                number = Int64(numbers, 0);
                numbers = numbers[sizeof(long)..];
            }
        }
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Int64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}

using System.Buffers.Binary;
using System.Text;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>What follows the members of an archive.</summary>
/// <param name="Start">The offset of the directory.</param>
/// <param name="Bytes">All bytes from there to the end of the file.</param>
/// <param name="Directory">The directory.</param>
/// <param name="Count">The number of its entries.</param>
/// <param name="Comment">The comment of the archive.</param>
internal sealed record ZipTail(long Start, byte[] Bytes, byte[] Directory, long Count, byte[] Comment)
{
    /// <summary>The entry of a member, as it is in the directory.</summary>
    internal byte[] Entry(ZipMember member) => ZipDirectory.EntryAt(Directory, (int)(member.EntryOffset - Start));
}

// What is written into an archive that is changed.
internal static partial class ZipDirectory
{
    /// <summary>The most bytes that an entry of a new member takes besides its name.</summary>
    internal const int MaxEntrySize = CentralSize + ExtraHeader + (3 * sizeof(long));

    private const int ExtraHeader = 4, Zip64Version = 45, LocalExtra = ExtraHeader + (2 * sizeof(long)), MaxCount = ushort.MaxValue;
    private const ushort Zip64Extra = 1;

    /// <summary>Reads what follows the members.</summary>
    /// <exception cref="InvalidDataException">The file is not a valid ZIP archive.</exception>
    internal static ZipTail ReadTail(OpenedFile file)
    {
        (long start, long size, long count, byte[] comment) = FindDirectory(file);
        byte[] bytes = NpyFile.ReadStart(file, start, size + ushort.MaxValue + Zip64EndSize + LocatorSize + EndSize + 1);
        return start + bytes.Length == RandomAccess.GetLength(file.Handle)
            ? new ZipTail(start, bytes, bytes[..(int)size], count, comment)
            : throw Error.InvalidZip(file.Path, "other data follow its directory, so it can't be changed");
    }

    /// <summary>The size of the local header of a new member.</summary>
    internal static int LocalSize(string name) => LocalHeaderSize + Encoding.UTF8.GetByteCount(name) + LocalExtra;

    /// <summary>The local header of a new member. As in numpy's archives, it has sizes of 64 bits.</summary>
    internal static byte[] LocalHeader(ZipMember member)
    {
        byte[] name = Encoding.UTF8.GetBytes(member.Name);
        byte[] header = new byte[LocalHeaderSize + name.Length + LocalExtra];
        PutUInt32(header, 0, LocalSignature);
        PutUInt16(header, 4, Zip64Version);
        PutCommon(header.AsSpan(6), member, name);
        PutUInt32(header, 18, uint.MaxValue);
        PutUInt32(header, 22, uint.MaxValue);
        PutUInt16(header, 26, (ushort)name.Length);
        PutUInt16(header, 28, LocalExtra);
        name.CopyTo(header, LocalHeaderSize);
        PutExtra(header.AsSpan(LocalHeaderSize + name.Length), [member.Size, member.CompressedSize]);
        return header;
    }

    /// <summary>The entry of a new member in the directory.</summary>
    internal static byte[] CentralEntry(ZipMember member)
    {
        byte[] name = Encoding.UTF8.GetBytes(member.Name);
        long[] large = [.. new[] { member.Size, member.CompressedSize, member.HeaderOffset }.Where(number => number >= uint.MaxValue)];
        int extra = large.Length == 0 ? 0 : ExtraHeader + (large.Length * sizeof(long));
        byte[] entry = new byte[CentralSize + name.Length + extra];
        PutUInt32(entry, 0, CentralSignature);
        PutUInt16(entry, 4, Zip64Version);
        PutUInt16(entry, 6, Zip64Version);
        PutCommon(entry.AsSpan(8), member, name);
        PutUInt32(entry, 20, Low(member.CompressedSize));
        PutUInt32(entry, 24, Low(member.Size));
        PutUInt16(entry, 28, (ushort)name.Length);
        PutUInt16(entry, 30, (ushort)extra);
        PutUInt32(entry, 42, Low(member.HeaderOffset));
        name.CopyTo(entry, CentralSize);
        PutExtra(entry.AsSpan(CentralSize + name.Length), large);
        return entry;
    }

    /// <summary>The entry at an offset of a directory.</summary>
    internal static byte[] EntryAt(ReadOnlySpan<byte> directory, int at)
    {
        ReadOnlySpan<byte> rest = directory[at..];
        return rest[..(CentralSize + UInt16(rest, 28) + UInt16(rest, 30) + UInt16(rest, 32))].ToArray();
    }

    /// <summary>A directory, and what follows it to the end of the file.</summary>
    /// <param name="directory">The entries.</param>
    /// <param name="count">Their number.</param>
    /// <param name="at">The offset in the file where the directory is written.</param>
    /// <param name="comment">The comment of the archive.</param>
    internal static byte[] Tail(byte[] directory, long count, long at, byte[] comment)
    {
        bool isLarge = count >= MaxCount || directory.LongLength >= uint.MaxValue || at >= uint.MaxValue;
        int end = isLarge ? Zip64EndSize + LocatorSize : 0;
        byte[] tail = new byte[directory.Length + end + EndSize + comment.Length];
        directory.CopyTo(tail, 0);
        Span<byte> rest = tail.AsSpan(directory.Length);
        if (isLarge)
        {
            PutUInt32(rest, 0, Zip64EndSignature);
            PutInt64(rest, 4, Zip64EndSize - 12);
            PutUInt16(rest, 12, Zip64Version);
            PutUInt16(rest, 14, Zip64Version);
            PutInt64(rest, 24, count);
            PutInt64(rest, 32, count);
            PutInt64(rest, 40, directory.Length);
            PutInt64(rest, 48, at);
            rest = rest[Zip64EndSize..];
            PutUInt32(rest, 0, Zip64LocatorSignature);
            PutInt64(rest, 8, at + directory.Length);
            PutUInt32(rest, 16, 1);
            rest = rest[LocatorSize..];
        }
        PutUInt32(rest, 0, EndSignature);
        PutUInt16(rest, 8, (ushort)Math.Min(count, MaxCount));
        PutUInt16(rest, 10, (ushort)Math.Min(count, MaxCount));
        PutUInt32(rest, 12, Low(directory.Length));
        PutUInt32(rest, 16, Low(at));
        PutUInt16(rest, 20, (ushort)comment.Length);
        comment.CopyTo(rest[EndSize..]);
        return tail;
    }

    /// <summary>
    /// The offset of a member's entry in the directory, which may have moved since it was read; null if the archive has no such member.
    /// </summary>
    internal static long? FindEntry(OpenedFile file, ZipMember member)
    {
        byte[] entry = NpyFile.ReadStart(file, member.EntryOffset, CentralSize + ushort.MaxValue);
        if (entry.Length >= CentralSize && UInt32(entry, 0) == CentralSignature)
        {
            ReadOnlySpan<byte> rest = entry;
            try
            {
                ZipMember there = ReadEntry(file, ref rest, member.EntryOffset);
                if (there.HeaderOffset == member.HeaderOffset && there.Name == member.Name && there.Size == member.Size)
                {
                    return member.EntryOffset;
                }
            }
            catch (InvalidDataException)
            {
                // Other bytes are there now.
            }
        }
        try
        {
            return Read(file).LastOrDefault(
                other => other.HeaderOffset == member.HeaderOffset && other.Name == member.Name && other.Size == member.Size)?.EntryOffset;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // Flags, method, time, date and checksum, which both kinds of headers have in this order.
    private static void PutCommon(Span<byte> bytes, ZipMember member, byte[] name)
    {
        DateTime now = DateTime.Now;
        PutUInt16(bytes, 0, (ushort)(name.Length == member.Name.Length ? 0 : Utf8Flag));
        PutUInt16(bytes, 2, (ushort)member.Method);
        PutUInt16(bytes, 4, (ushort)((now.Hour << 11) | (now.Minute << 5) | (now.Second / 2)));
        PutUInt16(bytes, 6, (ushort)((Math.Clamp(now.Year - 1980, 0, 127) << 9) | (now.Month << 5) | now.Day));
        PutUInt32(bytes, 8, member.Crc);
    }

    private static void PutExtra(Span<byte> bytes, ReadOnlySpan<long> numbers)
    {
        if (numbers.Length == 0)
        {
            return;
        }
        PutUInt16(bytes, 0, Zip64Extra);
        PutUInt16(bytes, 2, (ushort)(numbers.Length * sizeof(long)));
        for (int i = 0; i < numbers.Length; i++)
        {
            PutInt64(bytes, ExtraHeader + (i * sizeof(long)), numbers[i]);
        }
    }

    private static uint Low(long number) => (uint)Math.Min(number, uint.MaxValue);

    private static void PutUInt16(Span<byte> bytes, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes[at..], value);

    private static void PutUInt32(Span<byte> bytes, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[at..], value);

    private static void PutInt64(Span<byte> bytes, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(bytes[at..], value);
}

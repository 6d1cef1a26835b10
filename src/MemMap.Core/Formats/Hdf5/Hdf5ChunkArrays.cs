using System.Numerics;

namespace MemMap.Formats;

/// <summary>
/// Arrays of chunk entries: of a fixed length, and extensible ones, whose blocks become larger and larger.
/// <code>
/// |FAHD|0|client|size of an entry|bits of a page|entries|block|      |FADB|0|client|header|entry ...|     long ones have pages of entries
/// |EAHD|0|client|size of an entry|bits of all|in the index block|in a block|blocks of a table|bits of a page|6 counts|index block|
/// |EAIB|0|client|header|entry ...|block ...|table ...|     |EASB|...|offset|block ...|     |EADB|...|offset|entry ...|
/// </code>
/// </summary>
internal static class Hdf5ChunkArrays
{
    private const int Prefix = 6, Checksum = 4;

    /// <summary>Returns the entries of an array of fixed length.</summary>
    internal static IEnumerable<byte[]> Fixed(Hdf5Space space, long address)
    {
        HeaderCursor cursor = space.Read(address, 8 + space.LengthSize + space.OffsetSize, "FAHD");
        cursor.Take(2);
        int size = EntrySize(space, cursor.Byte()), pageBits = cursor.Byte();
        space.File.Require("bits of a page", pageBits, 0, 62);
        long count = space.Length(cursor), block = space.Address(cursor);
        return block == Hdf5Space.Undefined ? []
            : Block(space, block, "FADB", Prefix + space.OffsetSize, count, 1L << pageBits, size, null);
    }

    /// <summary>Returns the entries of an extensible array, as far as there are blocks of them.</summary>
    internal static IEnumerable<byte[]> Extensible(Hdf5Space space, long address)
    {
        HeaderCursor cursor = space.Read(address, 12 + (6 * space.LengthSize) + space.OffsetSize, "EAHD");
        cursor.Take(2);
        int size = EntrySize(space, cursor.Byte()), bits = cursor.Byte(), inIndex = cursor.Byte();
        int minimum = Power(space, cursor.Byte()), minTable = Power(space, cursor.Byte()), pageBits = cursor.Byte();
        space.File.Require("bits of an array", bits, BitOperations.Log2((uint)minimum), 62);
        space.File.Require("bits of a page", pageBits, 0, 62);
        cursor.Take(4 * space.LengthSize);
        long used = space.Length(cursor); // The largest index that was set, and one.
        cursor.Take(space.LengthSize);
        long index = space.Address(cursor);
        int offsetBytes = (bits + 7) / 8, blockPrefix = Prefix + space.OffsetSize + offsetBytes;
        int tables = 1 + bits - BitOperations.Log2((uint)minimum), direct = 2 * BitOperations.Log2((uint)minTable);
        long directBlocks = 2L * (minTable - 1);
        if (index == Hdf5Space.Undefined)
        {
            yield break;
        }
        long addresses = directBlocks + Math.Max(0, tables - direct);
        HeaderCursor start = space.Read(
            index, Prefix + space.OffsetSize + ((long)inIndex * size) + (addresses * space.OffsetSize), "EAIB");
        start.Take(2 + space.OffsetSize);
        long at = 0;
        for (int i = 0; i < inIndex && at < used; i++, at++)
        {
            yield return start.Take(size).ToArray();
        }
        start.At = Prefix + space.OffsetSize + (inIndex * size);
        for (int table = 0; table < tables && at < used; table++)
        {
            long blocks = 1L << (table / 2), entries = (1L << ((table + 1) / 2)) * minimum;
            HeaderCursor list = start;
            byte[] written = [];
            long pages = entries >> pageBits;
            if (table >= direct)
            {
                // Of the blocks with pages, bits say which pages were written; they stand before the addresses.
                long bitmap = entries > 1L << pageBits ? blocks * ((pages + 7) / 8) : 0;
                long place = space.Address(start);
                if (place == Hdf5Space.Undefined)
                {
                    list = space.File.Cursor([]);
                }
                else
                {
                    list = space.Read(place, blockPrefix + bitmap + (blocks * space.OffsetSize), "EASB");
                    list.Take(blockPrefix - 4);
                    written = list.Take(bitmap).ToArray();
                }
            }
            for (long i = 0; i < blocks && at < used; i++, at += entries)
            {
                long block = list.Left == 0 ? Hdf5Space.Undefined : space.Address(list);
                IEnumerable<byte[]> found = block == Hdf5Space.Undefined ? Missing(space, Math.Min(entries, used - at))
                    : Block(space, block, "EADB", blockPrefix, entries, 1L << pageBits, size, (written, i * pages)).Take(
                        (int)Math.Min(used - at, int.MaxValue));
                foreach (byte[] entry in found)
                {
                    yield return entry;
                }
            }
        }
    }

    // A page has a checksum of its own, and so has what stands before the pages. Bits say which pages were written: those of the table of
    // the block, from a number, or else those before the pages.
    private static IEnumerable<byte[]> Block(
        Hdf5Space space, long address, string signature, int prefix, long count, long page, int size, (byte[] Bits, long First)? given)
    {
        bool isPaged = count > page;
        long pages = isPaged ? ((count - 1) / page) + 1 : 1, bitmap = isPaged && given is null ? (pages + 7) / 8 : 0;
        HeaderCursor start = space.Read(address, prefix + bitmap, signature);
        start.Take(prefix - 4);
        (byte[] bits, long first) = given ?? (start.Take(bitmap).ToArray(), 0);
        long at = checked(address + prefix + bitmap + (isPaged ? Checksum : 0));
        for (long i = 0; i < pages; i++)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            long entries = isPaged ? Math.Min(page, count - (i * page)) : count, bit = first + i;
            bool isWritten = !isPaged || (bit / 8 < bits.Length && (bits[bit / 8] & (0x80 >> (int)(bit % 8))) != 0);
            HeaderCursor cursor = isWritten ? space.Read(at, checked(entries * size)) : space.File.Cursor([]);
            foreach (byte[] none in isWritten ? [] : Missing(space, entries))
            {
                yield return none;
            }
            for (long k = 0; isWritten && k < entries; k++)
            {
                yield return cursor.Take(size).ToArray();
            }
            at = checked(at + ((isPaged ? page : entries) * size) + Checksum);
        }
    }

    private static IEnumerable<byte[]> Missing(Hdf5Space space, long count)
    {
        byte[] none = [.. Enumerable.Repeat(byte.MaxValue, 32)];
        space.File.Charge(count);
        for (; count > 0; count--)
        {
            yield return none;
        }
    }

    private static int EntrySize(Hdf5Space space, int size)
        => (int)space.File.Require("size of a chunk's entry", size, space.OffsetSize, 32);

    private static int Power(Hdf5Space space, int value)
        => BitOperations.IsPow2(value) ? value
            : throw space.File.Invalid($"its array of chunks has blocks of {value}, which is no power of 2");
}

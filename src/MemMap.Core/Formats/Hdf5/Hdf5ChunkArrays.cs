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

    /// <summary>Returns the entries of an array of fixed length that were written.</summary>
    internal static IEnumerable<Hdf5ChunkEntry> Fixed(Hdf5Space space, long address)
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
    internal static IEnumerable<Hdf5ChunkEntry> Extensible(Hdf5Space space, long address)
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
        foreach (Hdf5ChunkEntry entry in Hdf5ChunkEntry.Of(start, size, 0, Math.Min(inIndex, used)))
        {
            yield return entry;
        }
        start.At = Prefix + space.OffsetSize + (inIndex * size);
        long at = inIndex;
        for (int table = 0; table < tables && at < used; table++)
        {
            long blocks = 1L << (table / 2), entries = (1L << ((table + 1) / 2)) * minimum, first = at;
            at += blocks * entries;
            HeaderCursor list = start;
            byte[] written = [];
            long pages = entries >> pageBits;
            if (table >= direct)
            {
                // Of the blocks with pages, bits say which pages were written; they stand before the addresses.
                long place = space.Address(start);
                if (place == Hdf5Space.Undefined)
                {
                    continue;
                }
                long bitmap = entries > 1L << pageBits ? checked(blocks * ((pages + 7) / 8)) : 0;
                list = space.Read(place, checked(blockPrefix + bitmap + (blocks * space.OffsetSize)), "EASB");
                list.Take(blockPrefix - 4);
                written = list.Take(bitmap).ToArray();
            }
            for (long i = 0; i < blocks && first < used; i++, first += entries)
            {
                long block = space.Address(list);
                if (block == Hdf5Space.Undefined)
                {
                    continue;
                }
                foreach (Hdf5ChunkEntry entry in Block(
                    space, block, "EADB", blockPrefix, entries, 1L << pageBits, size, (written, i * pages)).TakeWhile(
                        entry => entry.Index < used - first))
                {
                    yield return entry with { Index = first + entry.Index };
                }
            }
        }
    }

    // A page has a checksum of its own, and so has what stands before the pages. Bits say which pages were written: those of the table of
    // the block, from a number, or else those before the pages. The work is bounded by the bits and the entries that are in the file.
    private static IEnumerable<Hdf5ChunkEntry> Block(
        Hdf5Space space, long address, string signature, int prefix, long count, long page, int size, (byte[] Bits, long First)? given)
    {
        bool isPaged = count > page;
        long pages = isPaged ? ((count - 1) / page) + 1 : 1, bitmap = isPaged && given is null ? (pages + 7) / 8 : 0;
        HeaderCursor start = space.Read(address, checked(prefix + bitmap), signature);
        start.Take(prefix - 4);
        (byte[] bits, long first) = given ?? (start.Take(bitmap).ToArray(), 0);
        pages = isPaged ? Math.Min(pages, (8L * bits.Length) - first) : 1;
        for (long i = 0; i < pages; i++)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            long before = isPaged ? checked(i * page) : 0, entries = isPaged ? Math.Min(page, count - before) : count, bit = first + i;
            if (isPaged && (bits[bit / 8] & (0x80 >> (int)(bit % 8))) == 0)
            {
                continue;
            }
            long at = checked(address + prefix + bitmap + (isPaged ? Checksum + (i * ((page * size) + Checksum)) : 0));
            foreach (Hdf5ChunkEntry entry in Hdf5ChunkEntry.Of(space.Read(at, checked(entries * size)), size, before, entries))
            {
                yield return entry;
            }
        }
    }

    private static int EntrySize(Hdf5Space space, int size)
        => (int)space.File.Require("size of a chunk's entry", size, space.OffsetSize, 32);

    private static int Power(Hdf5Space space, int value)
        => BitOperations.IsPow2(value) ? value
            : throw space.File.Invalid($"its array of chunks has blocks of {value}, which is no power of 2");
}

/// <summary>An entry of an array of chunks: where a chunk is.</summary>
/// <param name="Index">The number of the entry in the array.</param>
/// <param name="Cursor">What reads it; it is at the entry.</param>
/// <param name="Size">The bytes of the entry.</param>
internal readonly record struct Hdf5ChunkEntry(long Index, HeaderCursor Cursor, int Size)
{
    /// <summary>Returns entries that follow one another.</summary>
    internal static IEnumerable<Hdf5ChunkEntry> Of(HeaderCursor cursor, int size, long first, long count)
    {
        int start = cursor.At;
        for (int i = 0; i < count; i++)
        {
            cursor.At = start + (i * size);
            yield return new Hdf5ChunkEntry(first + i, cursor, size);
        }
    }
}

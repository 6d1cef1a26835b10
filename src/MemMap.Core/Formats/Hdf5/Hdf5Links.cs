namespace MemMap.Formats;

/// <summary>A link of a group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">The address of the object's header, if it leads to one.</param>
/// <param name="Target">The path of the object, if it names one.</param>
/// <param name="IsExternal">Whether it leads to another file.</param>
internal readonly record struct Hdf5Link(string Name, long Address, string? Target, bool IsExternal);

/// <summary>
/// The links of a group. Old groups have a tree of tables and a heap of names; new ones have messages in the header, and a fractal heap
/// with a tree where there are many.
/// </summary>
internal static class Hdf5Links
{
    private const int MaxLevel = 32;

    /// <summary>Returns the links of a group; null if the messages are those of another object.</summary>
    internal static List<Hdf5Link>? Of(Hdf5Space space, List<Hdf5Message> messages)
    {
        List<Hdf5Link> links = [];
        bool isGroup = false;
        foreach (Hdf5Message message in messages)
        {
            HeaderCursor cursor = space.File.Cursor(message.Bytes);
            switch (message.Type)
            {
                case Hdf5Object.SymbolTable:
                    isGroup = true;
                    links.AddRange(Table(space, space.Address(cursor), space.Address(cursor)));
                    break;
                case Hdf5Object.LinkInfo:
                    isGroup = true;
                    cursor.Take(1);
                    cursor.Take((cursor.Byte() & 1) != 0 ? 8 : 0);
                    long heap = space.Address(cursor), tree = space.Address(cursor);
                    if (heap != Hdf5Space.Undefined && tree != Hdf5Space.Undefined)
                    {
                        Hdf5Heap names = new(space, heap);
                        // A record: the hash of the name, then where the link is in the heap.
                        links.AddRange(Hdf5Tree.Records(space, tree)
                            .Select(record => Parse(space, space.File.Cursor(names.Object(record.AsSpan(4)).Bytes))));
                    }
                    break;
                case Hdf5Object.Link:
                    isGroup = true;
                    links.Add(Parse(space, cursor));
                    break;
            }
        }
        return isGroup ? [.. links.OrderBy(link => link.Name, StringComparer.Ordinal)] : null;
    }

    private static Hdf5Link Parse(Hdf5Space space, HeaderCursor cursor)
    {
        cursor.Take(1);
        int flags = cursor.Byte(), type = (flags & 8) != 0 ? cursor.Byte() : 0;
        cursor.Take(((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0));
        ulong length = cursor.Unsigned(1 << (flags & 3));
        string name = cursor.Text((long)Math.Min(length, int.MaxValue));
        return type == 0 ? new Hdf5Link(name, space.Address(cursor), null, false)
            : new Hdf5Link(name, Hdf5Space.Undefined, type == 1 ? cursor.Text(cursor.UInt16()) : null, IsExternal: type != 1);
    }

    private static List<Hdf5Link> Table(Hdf5Space space, long tree, long heap)
    {
        HeaderCursor cursor = space.Read(heap, 8 + (2 * space.LengthSize) + space.OffsetSize, "HEAP");
        cursor.Take(4);
        long size = space.Length(cursor);
        space.Length(cursor);
        HeaderCursor names = space.Read(space.Address(cursor), size);
        List<Hdf5Link> links = [];
        HashSet<long> seen = [];
        Visit(tree, MaxLevel);
        return links;

        void Visit(long address, int maxLevel)
        {
            if (!seen.Add(address))
            {
                return;
            }
            HeaderCursor node = space.Read(address, 8 + (2 * space.OffsetSize), "TREE");
            space.File.Require("type of a tree of names", node.Byte(), 0, 0);
            int level = (int)space.File.Require("level of a tree", node.Byte(), 0, maxLevel), count = node.UInt16();
            node = space.Read(
                address + 8 + (2 * space.OffsetSize), ((long)count * (space.LengthSize + space.OffsetSize)) + space.LengthSize);
            for (; count > 0; count--)
            {
                node.Take(space.LengthSize);
                if (level > 0)
                {
                    Visit(space.Address(node), level - 1);
                }
                else
                {
                    Symbols(space.Address(node));
                }
            }
        }

        void Symbols(long address)
        {
            if (!seen.Add(address))
            {
                return;
            }
            const int scratch = 16, softLink = 2;
            HeaderCursor start = space.Read(address, 8, "SNOD");
            start.Take(2);
            int count = start.UInt16();
            HeaderCursor node = space.Read(address + 8, (long)count * ((2 * space.OffsetSize) + 8 + scratch));
            for (; count > 0; count--)
            {
                long name = (long)Math.Min(node.Unsigned(space.OffsetSize), int.MaxValue), target = space.Address(node);
                int cache = node.Int32();
                node.Take(4);
                long value = node.UInt32();
                node.Take(scratch - 4);
                links.Add(cache == softLink ? new Hdf5Link(NameAt(name), Hdf5Space.Undefined, NameAt(value), false)
                    : new Hdf5Link(NameAt(name), target, null, false));
            }
        }

        string NameAt(long at)
        {
            names.At = (int)space.File.Require("name's place", at, 0, size);
            ReadOnlySpan<byte> rest = names.Take(names.Left);
            int end = rest.IndexOf((byte)0);
            space.File.Charge(end < 0 ? rest.Length : end); // Many links may have one long name.
            return System.Text.Encoding.UTF8.GetString(rest[..(end < 0 ? rest.Length : end)]);
        }
    }
}

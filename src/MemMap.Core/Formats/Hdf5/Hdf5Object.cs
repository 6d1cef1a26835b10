namespace MemMap.Formats;

/// <summary>A message of an object's header.</summary>
/// <param name="Type">What it tells.</param>
/// <param name="Position">The position of its bytes in the file.</param>
/// <param name="Bytes">What it tells, in the form of its type.</param>
internal readonly record struct Hdf5Message(int Type, long Position, byte[] Bytes);

/// <summary>
/// The header of an object (a group, a dataset, a committed type): messages, in blocks that name one another.
/// <code>
/// version 1    |1|0|messages: uint16|references: uint32|length: uint32|0 0 0 0|type: uint16|length: uint16|flags|0 0 0|message ...
/// version 2    |OHDR|2|flags|times ...|length|type|length: uint16|flags|order|message ...|checksum|       |OCHK|...|checksum|
/// </code>
/// </summary>
internal static class Hdf5Object
{
    internal const int Dataspace = 1, LinkInfo = 2, DataType = 3, OldFill = 4, Fill = 5, Link = 6, ExternalFiles = 7, DataLayout = 8,
        Filters = 11, Attribute = 12, SymbolTable = 17, AttributeInfo = 21;

    /// <summary>The flag of a message that is a reference to what several objects share.</summary>
    internal const int SharedFlag = 2;

    private const int Continuation = 16, HeapId = 8, MaxBlocks = 4096;

    /// <summary>Returns the messages of the header at an address. What is shared is replaced by what it refers to.</summary>
    internal static List<Hdf5Message> Read(Hdf5Space space, long address) => Read(space, address, mayShare: true);

    private static List<Hdf5Message> Read(Hdf5Space space, long address, bool mayShare)
    {
        HeaderCursor start = space.Read(address, 16);
        bool isNew = start.Text(4) == "OHDR";
        start.At = isNew ? 4 : 0;
        int version = start.Byte(), flags = start.Byte();
        space.File.Require("version of an object's header", version, isNew ? 2 : 1, isNew ? 2 : 1);
        long at, length;
        if (isNew)
        {
            at = address + 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
            int size = 1 << (flags & 3);
            length = (long)Math.Min(space.Read(at, size).Unsigned(size), long.MaxValue);
            at += size;
        }
        else
        {
            start.At = 8;
            (at, length) = (address + 16, start.UInt32());
        }
        List<Hdf5Message> messages = [];
        Queue<(long At, long Length)> blocks = new([(at, length)]);
        HashSet<long> seen = [at];
        for (int count = 0; blocks.TryDequeue(out var block); count++)
        {
            space.File.Require("number of blocks of a header", count, 0, MaxBlocks);
            ReadBlock(space, block.At, space.Read(block.At, block.Length), isNew, (flags & 4) != 0, message =>
            {
                if (message.Type != Continuation)
                {
                    messages.Add(message);
                    return;
                }
                HeaderCursor cursor = space.File.Cursor(message.Bytes);
                long next = space.Address(cursor), bytes = space.Length(cursor);
                if (isNew)
                {
                    _ = space.Read(next, 4, "OCHK");
                    (next, bytes) = (next + 4, bytes - 8); // Without signature and checksum.
                }
                if (seen.Add(next))
                {
                    blocks.Enqueue((next, bytes));
                }
            }, mayShare);
        }
        return messages;
    }

    private static void ReadBlock(
        Hdf5Space space, long address, HeaderCursor cursor, bool isNew, bool isOrdered, Action<Hdf5Message> add, bool mayShare)
    {
        int header = isNew ? isOrdered ? 6 : 4 : 8;
        while (cursor.Left >= header)
        {
            int type = isNew ? cursor.Byte() : cursor.UInt16(), size = cursor.UInt16(), flags = cursor.Byte();
            cursor.Take(header - (isNew ? 4 : 5));
            long position = space.PositionOf(address + cursor.At);
            byte[] bytes = cursor.Take(size).ToArray();
            if ((flags & SharedFlag) == 0)
            {
                add(new Hdf5Message(type, position, bytes));
            }
            else if (mayShare && Shared(space, type, bytes) is { } shared)
            {
                add(shared);
            }
        }
    }

    /// <summary>Returns the message that a shared one refers to, in a heap of the file or another object; null if there is none.</summary>
    internal static Hdf5Message? Shared(Hdf5Space space, int type, ReadOnlySpan<byte> reference)
    {
        HeaderCursor cursor = space.File.Cursor(reference.ToArray());
        int version = cursor.Byte(), kind = cursor.Byte();
        if (version == 3 && kind == 1)
        {
            return space.Shared.Find(type, cursor.Take(HeapId));
        }
        cursor.Take(version == 1 ? 6 : 0);
        foreach (Hdf5Message message in Read(space, space.Address(cursor), mayShare: false))
        {
            if (message.Type == type)
            {
                return message;
            }
        }
        return null;
    }
}

namespace MemMap.Formats;

/// <summary>
/// Messages that several objects share, in heaps of the file, one for some types of messages each. A message in an object's header says
/// where it is in the heap of its type.
/// <code>
/// |SMTB|version|form|types: a bit for each, uint16|least size: uint32|3 limits: uint16|messages: uint16|index|heap|...|checksum|
/// </code>
/// </summary>
internal sealed class Hdf5SharedMessages
{
    private const int TableMessage = 15, MaxTables = 8;

    private readonly List<(int Types, Hdf5Heap Heap)> _heaps = [];

    /// <summary>Reads where the heaps are.</summary>
    /// <param name="space">The file.</param>
    /// <param name="extension">The address of the extension of its superblock, which may name a table of heaps.</param>
    internal Hdf5SharedMessages(Hdf5Space space, long extension)
    {
        if (extension == Hdf5Space.Undefined)
        {
            return;
        }
        foreach (Hdf5Message message in Hdf5Object.Read(space, extension).Where(message => message.Type == TableMessage))
        {
            HeaderCursor cursor = space.File.Cursor(message.Bytes);
            cursor.Take(1);
            long address = space.Address(cursor);
            int count = (int)space.File.Require("number of tables of shared messages", cursor.Byte(), 0, MaxTables);
            HeaderCursor table = space.Read(address, 4 + (count * (14L + (2 * space.OffsetSize))), "SMTB");
            for (; count > 0; count--)
            {
                table.Take(2);
                int types = table.UInt16();
                table.Take(10 + space.OffsetSize);
                long heap = space.Address(table);
                if (heap != Hdf5Space.Undefined)
                {
                    _heaps.Add((types, new Hdf5Heap(space, heap)));
                }
            }
        }
    }

    /// <summary>Returns a message; null if there is no heap of its type.</summary>
    internal Hdf5Message? Find(int type, ReadOnlySpan<byte> id)
    {
        int bits = type is Hdf5Object.OldFill or Hdf5Object.Fill ? (1 << Hdf5Object.OldFill) | (1 << Hdf5Object.Fill) : 1 << type;
        foreach ((int types, Hdf5Heap heap) in _heaps)
        {
            if ((types & bits) != 0)
            {
                (byte[] bytes, long position) = heap.Object(id);
                return new Hdf5Message(type, position, bytes);
            }
        }
        return null;
    }
}

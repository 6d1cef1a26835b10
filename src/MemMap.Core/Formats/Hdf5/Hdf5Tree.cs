namespace MemMap.Formats;

/// <summary>
/// A tree of version 2: records of one size, in order.
/// <code>
/// |BTHD|0|type|bytes of a node: uint32|bytes of a record: uint16|depth: uint16|split|merge|root|its records: uint16|all|checksum|
/// |BTLF|0|type|record ...|checksum|         |BTIN|0|type|record ...|address, its records, all below ...|checksum|
/// </code>
/// </summary>
internal static class Hdf5Tree
{
    private const int Prefix = 6, Checksum = 4, MaxDepth = 32;

    /// <summary>Returns the records of the tree at an address.</summary>
    internal static List<byte[]> Records(Hdf5Space space, long address)
    {
        HeaderCursor cursor = space.Read(address, 22 + space.OffsetSize + space.LengthSize, "BTHD");
        cursor.Take(2);
        long nodeSize = space.File.Require("size of a tree's node", cursor.UInt32(), 32, int.MaxValue);
        int recordSize = (int)space.File.Require("size of a record", cursor.UInt16(), 1, ushort.MaxValue);
        int depth = (int)space.File.Require("depth of a tree", cursor.UInt16(), 0, MaxDepth);
        cursor.Take(2);
        long root = space.Address(cursor);
        int count = cursor.UInt16();
        List<byte[]> records = [];
        if (root == Hdf5Space.Undefined)
        {
            return records;
        }
        // How many bytes the numbers of records below a node take: all that can be below a node of each level.
        long most = Math.Max(0, nodeSize - Prefix - Checksum) / recordSize, below = most;
        int countSize = Hdf5Space.BytesFor(most);
        var totalSizes = new int[depth + 1];
        for (int level = 1; level <= depth; level++)
        {
            totalSizes[level] = level == 1 ? 0 : Hdf5Space.BytesFor(below);
            int pointer = space.OffsetSize + countSize + totalSizes[level];
            long own = Math.Max(0, nodeSize - Prefix - Checksum - pointer) / (recordSize + pointer);
            below = own + 1 > (long.MaxValue - own) / Math.Max(1, below) ? long.MaxValue : ((own + 1) * below) + own;
        }
        HashSet<long> seen = [];
        Visit(root, count, depth);
        return records;

        void Visit(long at, int count, int level)
        {
            if (!seen.Add(at))
            {
                throw space.File.Invalid($"its tree at {address} leads to itself");
            }
            Interruption.Token.ThrowIfCancellationRequested();
            int pointer = space.OffsetSize + countSize + totalSizes[level];
            long bytes = Prefix + ((long)count * recordSize) + (level > 0 ? (count + 1L) * pointer : 0);
            const int perRecord = 32; // What a record takes in memory beside its bytes.
            space.File.Charge((long)count * perRecord);
            HeaderCursor node = space.Read(at, bytes, level > 0 ? "BTIN" : "BTLF");
            node.Take(2);
            for (int i = 0; i < count; i++)
            {
                records.Add(node.Take(recordSize).ToArray());
            }
            for (int i = 0; level > 0 && i <= count; i++)
            {
                long child = space.Address(node);
                int its = (int)Math.Min(node.Unsigned(countSize), ushort.MaxValue);
                node.Take(totalSizes[level]);
                Visit(child, its, level - 1);
            }
        }
    }
}

namespace MemMap.Formats;

/// <summary>Where a chunk is.</summary>
/// <param name="Position">Its position in the file.</param>
/// <param name="Size">Its bytes there.</param>
/// <param name="Mask">The filters that it skipped, a bit for each.</param>
internal readonly record struct Hdf5ChunkPlace(long Position, long Size, uint Mask);

/// <summary>Finds the chunks of a dataset, by any of the format's six indexes.</summary>
/// <param name="layout">The layout.</param>
/// <param name="extent">The lengths of the axes.</param>
/// <param name="chunkBytes">The bytes of a chunk before filters.</param>
/// <param name="isFiltered">Whether chunks are filtered.</param>
internal sealed class Hdf5Index(Hdf5Layout layout, Hdf5Shape extent, long chunkBytes, bool isFiltered)
{
    private const int MaxLevel = 32, MaxChunks = 1 << 23;

    /// <summary>Returns the places of the chunks that were written, by their numbers in C order.</summary>
    internal Dictionary<long, Hdf5ChunkPlace> Find(Hdf5Space space)
    {
        Dictionary<long, Hdf5ChunkPlace> places = [];
        if (layout.Kind == Hdf5Layout.Chunked && layout.Address != Hdf5Space.Undefined)
        {
            switch (layout.Index)
            {
                case Hdf5Layout.OldTree:
                    OldTree(space, places);
                    break;
                case Hdf5Layout.Single:
                    places[0] = new(space.PositionOf(layout.Address), layout.SingleSize ?? chunkBytes, layout.SingleMask);
                    break;
                case Hdf5Layout.NewTree:
                    NewTree(space, places);
                    break;
                default:
                    InOrder(space, places);
                    break;
            }
        }
        return places;
    }

    private long[] Counts => [.. extent.Lengths.Select((length, axis) => Ceiling(length, layout.Chunk[axis]))];

    private static long Ceiling(long length, long part) => (length / part) + (length % part == 0 ? 0 : 1);

    private static void Add(
        Hdf5Space space, Dictionary<long, Hdf5ChunkPlace> places, long[] counts, ReadOnlySpan<long> coordinates, Hdf5ChunkPlace place)
    {
        long number = 0;
        for (int axis = 0; axis < counts.Length; axis++)
        {
            if (coordinates[axis] < 0 || coordinates[axis] >= counts[axis])
            {
                return; // What is beyond the shape remains of a larger one.
            }
            number = checked((number * counts[axis]) + coordinates[axis]);
        }
        places[number] = place;
        // A chunk has a byte at least.
        space.File.Require("number of chunks", places.Count, 0, Math.Min(MaxChunks, space.File.Length));
    }

    // |TREE|1|level|count: uint16|left|right|size: uint32|mask: uint32|offset of each axis, and 0|address|size|...
    private void OldTree(Hdf5Space space, Dictionary<long, Hdf5ChunkPlace> places)
    {
        long[] counts = Counts, at = new long[counts.Length];
        HashSet<long> seen = [];
        Visit(layout.Address, MaxLevel);

        void Visit(long address, int maxLevel)
        {
            if (!seen.Add(address))
            {
                throw space.File.Invalid($"its tree of chunks at {layout.Address} leads to itself");
            }
            Interruption.Token.ThrowIfCancellationRequested();
            int prefix = 8 + (2 * space.OffsetSize), key = 8 + (8 * (counts.Length + 1));
            HeaderCursor node = space.Read(address, prefix, "TREE");
            space.File.Require("type of a tree of chunks", node.Byte(), 1, 1);
            int level = (int)space.File.Require("level of a tree", node.Byte(), 0, maxLevel), count = node.UInt16();
            node = space.Read(address + prefix, (long)count * (key + space.OffsetSize));
            for (; count > 0; count--)
            {
                long size = node.UInt32();
                uint mask = node.UInt32();
                for (int axis = 0; axis < at.Length; axis++)
                {
                    at[axis] = node.Int64() / layout.Chunk[axis];
                }
                node.Take(8);
                long child = space.Address(node);
                if (level > 0)
                {
                    Visit(child, level - 1);
                }
                else if (child != Hdf5Space.Undefined)
                {
                    Add(space, places, counts, at, new(space.PositionOf(child), size, mask));
                }
            }
        }
    }

    // A record: |address|size|mask: uint32|number of each axis|, without size and mask if chunks are not filtered.
    private void NewTree(Hdf5Space space, Dictionary<long, Hdf5ChunkPlace> places)
    {
        long[] counts = Counts, at = new long[counts.Length];
        foreach (byte[] record in Hdf5Tree.Records(space, layout.Address))
        {
            HeaderCursor cursor = space.File.Cursor(record);
            int rest = record.Length - (8 * counts.Length);
            Hdf5ChunkPlace? place = Entry(space, new Hdf5ChunkEntry(0, cursor, rest));
            for (int axis = 0; axis < at.Length; axis++)
            {
                at[axis] = cursor.Int64();
            }
            if (place is { } known)
            {
                Add(space, places, counts, at, known);
            }
        }
    }

    // Arrays of chunks in the C order of the largest shape; the axis without a limit goes before the others.
    private void InOrder(Hdf5Space space, Dictionary<long, Hdf5ChunkPlace> places)
    {
        long[] counts = Counts, limits = [.. extent.Limits.Select((limit, axis) => limit < 0 ? -1 : Ceiling(limit, layout.Chunk[axis]))];
        int[] axes = [.. Enumerable.Range(0, counts.Length)];
        if (layout.Index == Hdf5Layout.ExtensibleArray)
        {
            int growing = Array.IndexOf(limits, -1L);
            axes = [.. axes.Where(axis => axis == growing), .. axes.Where(axis => axis != growing)];
        }
        long[] at = new long[counts.Length], steps = new long[counts.Length];
        long step = 1;
        for (int i = axes.Length - 1; i >= 0; i--)
        {
            steps[i] = step;
            step = i == 0 ? step : checked(step * Math.Max(1, limits[axes[i]]));
        }
        foreach ((long index, Hdf5ChunkPlace? place) in Entries(space, counts))
        {
            long rest = index;
            for (int i = 0; i < axes.Length; i++)
            {
                (at[axes[i]], rest) = Math.DivRem(rest, steps[i]);
            }
            if (place is { } known)
            {
                Add(space, places, counts, at, known);
            }
        }
    }

    private IEnumerable<(long Index, Hdf5ChunkPlace? Place)> Entries(Hdf5Space space, long[] counts) => layout.Index switch
    {
        Hdf5Layout.Implicit => Contiguous(space, counts),
        Hdf5Layout.FixedArray => Hdf5ChunkArrays.Fixed(space, layout.Address).Select(entry => (entry.Index, Entry(space, entry))),
        _ => Hdf5ChunkArrays.Extensible(space, layout.Address).Select(entry => (entry.Index, Entry(space, entry))),
    };

    private IEnumerable<(long Index, Hdf5ChunkPlace? Place)> Contiguous(Hdf5Space space, long[] counts)
    {
        long count = counts.Aggregate(1L, (all, one) => checked(all * one)), start = space.PositionOf(layout.Address);
        // No more chunks than the file has bytes for.
        count = chunkBytes == 0 ? 0 : Math.Min(count, Math.Max(0, space.File.Length - start) / chunkBytes);
        for (long i = 0; i < count; i++)
        {
            yield return (i, new Hdf5ChunkPlace(start + (i * chunkBytes), chunkBytes, 0));
        }
    }

    private Hdf5ChunkPlace? Entry(Hdf5Space space, Hdf5ChunkEntry entry)
    {
        const int maskSize = 4;
        HeaderCursor cursor = entry.Cursor;
        long address = space.Address(cursor), size = chunkBytes;
        uint mask = 0;
        if (isFiltered)
        {
            int sizeLength = (int)space.File.Require("size of a chunk's entry", entry.Size - space.OffsetSize - maskSize, 1, 8);
            size = (long)Math.Min(cursor.Unsigned(sizeLength), long.MaxValue);
            mask = cursor.UInt32();
        }
        return address == Hdf5Space.Undefined ? null : new Hdf5ChunkPlace(space.PositionOf(address), size, mask);
    }
}

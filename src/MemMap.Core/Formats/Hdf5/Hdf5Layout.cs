namespace MemMap.Formats;

/// <summary>A layout message: where the elements of a dataset are.</summary>
/// <param name="Kind">How they are stored.</param>
/// <param name="Address">
/// Of compact ones, the position in the file; of others, the address of the elements, or of what leads to them.
/// </param>
internal sealed record Hdf5Layout(int Kind, long Address)
{
    internal const int Compact = 0, Contiguous = 1, Chunked = 2;

    /// <summary>How the chunks of old datasets are found; new ones say it by the other numbers.</summary>
    internal const int OldTree = 0, Single = 1, Implicit = 2, FixedArray = 3, ExtensibleArray = 4, NewTree = 5;

    private const int MaxAxes = 33, Virtual = 3, SingleFiltered = 2;

    /// <summary>The number of bytes, where the layout tells it.</summary>
    internal long? Length { get; init; }

    /// <summary>The length of a chunk on each axis.</summary>
    internal long[] Chunk { get; init; } = [];

    /// <summary>How chunks are found.</summary>
    internal int Index { get; init; }

    /// <summary>The bytes of the only chunk in the file, if it is filtered.</summary>
    internal long? SingleSize { get; init; }

    /// <summary>The filters that the only chunk skipped.</summary>
    internal uint SingleMask { get; init; }

    internal static Hdf5Layout Read(Hdf5Space space, Hdf5Message message)
    {
        HeaderReader file = space.File;
        HeaderCursor cursor = file.Cursor(message.Bytes);
        int version = cursor.Byte();
        file.Require("version of a layout", version, 1, 4);
        return version < 3 ? Old(space, cursor, message.Position) : cursor.Byte() switch
        {
            Compact => InHeader(cursor, cursor.UInt16(), message.Position),
            Contiguous => new Hdf5Layout(Contiguous, space.Address(cursor)) { Length = space.Length(cursor) },
            Chunked => version == 3 ? Tree(space, cursor) : New(space, cursor),
            Virtual => new Hdf5Layout(Virtual, Hdf5Space.Undefined),
            var kind => throw file.Invalid($"the layout of a dataset is {kind}"),
        };
    }

    private static Hdf5Layout InHeader(HeaderCursor cursor, long length, long position)
        => new(Compact, position + cursor.At) { Length = length };

    private static Hdf5Layout Old(Hdf5Space space, HeaderCursor cursor, long position)
    {
        int axes = cursor.Byte(), kind = cursor.Byte();
        cursor.Take(5);
        long address = kind == Compact ? Hdf5Space.Undefined : space.Address(cursor);
        long[] lengths = Lengths(space, cursor, axes, 4);
        return kind switch
        {
            Compact => InHeader(cursor, cursor.UInt32(), position),
            Contiguous => new Hdf5Layout(Contiguous, address),
            Chunked when axes > 0 => new Hdf5Layout(Chunked, address) { Chunk = lengths[..^1] },
            _ => throw space.File.Invalid($"the layout of a dataset is {kind}"),
        };
    }

    // The last length is that of an element, in bytes.
    private static Hdf5Layout Tree(Hdf5Space space, HeaderCursor cursor)
    {
        int axes = (int)space.File.Require("number of axes", cursor.Byte(), 1, MaxAxes);
        long address = space.Address(cursor);
        return new Hdf5Layout(Chunked, address) { Chunk = Lengths(space, cursor, axes, 4)[..^1] };
    }

    private static Hdf5Layout New(Hdf5Space space, HeaderCursor cursor)
    {
        int flags = cursor.Byte(), axes = (int)space.File.Require("number of axes", cursor.Byte(), 1, MaxAxes);
        int size = (int)space.File.Require("size of lengths", cursor.Byte(), 1, 8);
        long[] chunk = Lengths(space, cursor, axes, size)[..^1];
        int index = cursor.Byte();
        (long Size, uint Mask)? single = null;
        switch (index)
        {
            case Single when (flags & SingleFiltered) != 0:
                single = (space.Length(cursor), cursor.UInt32());
                break;
            case Single or Implicit:
                break;
            case FixedArray:
                cursor.Take(1);
                break;
            case ExtensibleArray:
                cursor.Take(5);
                break;
            case NewTree:
                cursor.Take(6);
                break;
            default:
                throw space.File.Invalid($"the chunks of a dataset are found by index {index}, which is unknown");
        }
        return new Hdf5Layout(Chunked, space.Address(cursor))
        {
            Chunk = chunk,
            Index = index,
            SingleSize = single?.Size,
            SingleMask = single?.Mask ?? 0,
        };
    }

    private static long[] Lengths(Hdf5Space space, HeaderCursor cursor, int axes, int size)
        => [.. Enumerable.Range(0, (int)space.File.Require("number of axes", axes, 0, MaxAxes))
            .Select(_ => (long)Math.Min(cursor.Unsigned(size), long.MaxValue))];
}

using System.Numerics;

namespace MemMap.Formats;

/// <summary>
/// A fractal heap: objects in blocks whose sizes double from row to row, with tables of the blocks.
/// <code>
/// row 0    |s|s|s|s|             offsets count through all blocks, row by row; a row has as many blocks as the table is wide.
/// row 1    |s|s|s|s|             Blocks up to a size have the objects; larger ones are tables of the same kind.
/// row 2    |2s|2s|2s|2s| ...
/// </code>
/// </summary>
internal sealed class Hdf5Heap
{
    private const int MaxTables = 64;

    private readonly Hdf5Space _space;
    private readonly int _offsetBits, _lengthSize, _width, _rows;
    private readonly long _blockSize, _maxDirect, _root;
    private readonly bool _isFiltered;

    internal Hdf5Heap(Hdf5Space space, long address)
    {
        _space = space;
        HeaderCursor cursor = space.Read(address, 26 + (3 * space.OffsetSize) + (12 * space.LengthSize), "FRHP");
        cursor.Take(3);
        _isFiltered = cursor.UInt16() > 0;
        cursor.Take(1);
        long maxObject = cursor.UInt32();
        // Of huge objects, of free space, and how much is used of all kinds.
        cursor.Take((2 * space.OffsetSize) + (10 * space.LengthSize));
        _width = (int)space.File.Require("width of a heap's table", cursor.UInt16(), 1, ushort.MaxValue);
        _blockSize = space.File.Require("size of a heap's blocks", space.Length(cursor), 1, 1L << 40);
        _maxDirect = space.File.Require("largest size of a heap's blocks", space.Length(cursor), _blockSize, 1L << 40);
        _offsetBits = (int)space.File.Require("size of a heap", cursor.UInt16(), 1, 64);
        cursor.Take(2);
        _root = space.Address(cursor);
        _rows = cursor.UInt16();
        _lengthSize = Math.Min((BitOperations.Log2((ulong)_maxDirect) + 7) / 8, Hdf5Space.BytesFor(maxObject));
    }

    /// <summary>Returns an object.</summary>
    /// <param name="id">Its number in the heap: a kind, then an offset and a length, or the object itself.</param>
    /// <returns>Its bytes, and their position in the file.</returns>
    internal (byte[] Bytes, long Position) Object(ReadOnlySpan<byte> id)
    {
        const int managed = 0, tiny = 2;
        HeaderCursor cursor = _space.File.Cursor(id.ToArray());
        int first = cursor.Byte(), kind = (first >> 4) & 3;
        if (kind == tiny)
        {
            return (cursor.Take((first & 15) + 1).ToArray(), 0);
        }
        if (kind != managed || _isFiltered)
        {
            throw _space.File.Invalid("its heap has objects that are huge or filtered, which are not read");
        }
        long offset = (long)Math.Min(cursor.Unsigned((_offsetBits + 7) / 8), long.MaxValue);
        long length = (long)Math.Min(cursor.Unsigned(_lengthSize), int.MaxValue);
        long address = checked(AddressOf(offset));
        return (_space.Read(address, length).Take(length).ToArray(), _space.PositionOf(address));
    }

    private long AddressOf(long offset)
    {
        if (_rows == 0)
        {
            return checked(_root + offset); // The root is the only block.
        }
        int prefix = 5 + _space.OffsetSize + ((_offsetBits + 7) / 8);
        UInt128 row0 = (UInt128)(ulong)_blockSize * (ulong)_width;
        long table = _root;
        for (int tables = 0; tables < MaxTables; tables++)
        {
            int row = (UInt128)(ulong)offset < row0 ? 0 : BitOperations.Log2((ulong)((UInt128)(ulong)offset / row0)) + 1;
            UInt128 size = (UInt128)(ulong)_blockSize << Math.Max(0, row - 1), start = row == 0 ? 0 : row0 << (row - 1);
            long within = (long)((UInt128)(ulong)offset - start), column = (long)((UInt128)(ulong)within / size);
            offset = (long)((UInt128)(ulong)within % size);
            _ = _space.Read(table, 4, "FHIB");
            long address = _space.Address(_space.Read(
                table + prefix + (((row * (long)_width) + column) * _space.OffsetSize), _space.OffsetSize));
            if (address == Hdf5Space.Undefined)
            {
                break;
            }
            if (size <= (ulong)_maxDirect)
            {
                return checked(address + offset);
            }
            table = address;
        }
        throw _space.File.Invalid("its heap does not have an object that a tree names");
    }
}

/// <summary>
/// The global heap, where values of variable length are.
/// <code>
/// |GCOL|1|0 0 0|length|index: uint16|references: uint16|0 0 0 0|length|bytes ...|index|...       objects begin at multiples of 8 bytes
/// </code>
/// </summary>
/// <param name="space">The file.</param>
internal sealed class Hdf5GlobalHeap(Hdf5Space space)
{
    private readonly Dictionary<long, Dictionary<int, byte[]>> _collections = [];

    /// <summary>Returns an object of a collection.</summary>
    internal byte[] Object(long address, int index)
    {
        if (!_collections.TryGetValue(address, out Dictionary<int, byte[]>? objects))
        {
            _collections[address] = objects = Read(address);
        }
        return objects.GetValueOrDefault(index) ?? [];
    }

    private Dictionary<int, byte[]> Read(long address)
    {
        HeaderCursor cursor = space.Read(address, 8 + space.LengthSize, "GCOL");
        cursor.Take(4);
        long size = space.Length(cursor);
        Dictionary<int, byte[]> objects = [];
        HeaderCursor all = space.Read(address + 8 + space.LengthSize, size - 8 - space.LengthSize);
        while (all.Left >= 8 + space.LengthSize)
        {
            int index = all.UInt16();
            all.Take(6);
            long length = space.Length(all);
            if (index == 0 || length > all.Left)
            {
                break; // Free space.
            }
            objects[index] = all.Take(length).ToArray();
            all.Take(Math.Min(all.Left, -length & 7));
        }
        return objects;
    }
}

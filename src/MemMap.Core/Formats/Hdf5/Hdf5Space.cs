namespace MemMap.Formats;

/// <summary>
/// The addresses of an HDF5 file: they count from its superblock, and are as long as that says. All bits set stand for no address.
/// <code>
/// |\x89HDF\r\n\x1a\n|version|...|size of offsets|size of lengths|...|root group|     at 0, 512, 1024, 2048 ...
/// </code>
/// </summary>
internal sealed class Hdf5Space
{
    /// <summary>The address of what is not there.</summary>
    internal const long Undefined = -1;

    private const int Signature = 8, MaxSuperblock = 128;

    private readonly long _start;
    private long _extension = Undefined;
    private Hdf5SharedMessages? _shared;

    private Hdf5Space(HeaderReader file, long start, int offsetSize, int lengthSize)
    {
        (File, _start, OffsetSize, LengthSize) = (file, start, offsetSize, lengthSize);
        Values = new Hdf5GlobalHeap(this);
    }

    /// <summary>Messages that objects share.</summary>
    internal Hdf5SharedMessages Shared => _shared ??= new Hdf5SharedMessages(this, _extension);

    /// <summary>The values of variable length of all objects; each collection is read once.</summary>
    internal Hdf5GlobalHeap Values { get; }

    internal HeaderReader File { get; }

    /// <summary>The bytes of an address.</summary>
    internal int OffsetSize { get; }

    /// <summary>The bytes of a length.</summary>
    internal int LengthSize { get; }

    /// <summary>The first bytes of a superblock.</summary>
    internal static ReadOnlySpan<byte> Magic => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    /// <summary>Reads the superblock.</summary>
    /// <returns>The addresses, and that of the root group.</returns>
    /// <exception cref="InvalidDataException">There is none.</exception>
    internal static (Hdf5Space Space, long Root) Open(HeaderReader file)
    {
        long start = 0;
        while (!file.ReadUpTo(start, Signature).AsSpan().SequenceEqual(Magic))
        {
            start = start == 0 ? 512 : 2 * start;
            if (start > file.Length)
            {
                throw file.Invalid("it has no superblock");
            }
        }
        HeaderCursor cursor = file.Cursor(file.ReadUpTo(start + Signature, MaxSuperblock));
        int version = cursor.Byte();
        file.Require("version of the superblock", version, 0, 3);
        if (version < 2)
        {
            cursor.Take(4);
        }
        int offsetSize = (int)file.Require("size of offsets", cursor.Byte(), 2, 8);
        int lengthSize = (int)file.Require("size of lengths", cursor.Byte(), 2, 8);
        Hdf5Space space = new(file, start, offsetSize, lengthSize);
        // What follows: the tree's parameters and flags of old versions, then the addresses of the file, of free space or the extension,
        // of its end, and, in old versions, of the driver, and the name of the root group.
        cursor.Take(version switch { 0 => 9, 1 => 13, _ => 1 } + offsetSize);
        space._extension = version < 2 ? Undefined : space.Address(cursor);
        cursor.Take((version < 2 ? 4 : 1) * offsetSize);
        return (space, space.Address(cursor));
    }

    /// <summary>Reads an address.</summary>
    internal long Address(HeaderCursor cursor)
    {
        ulong value = cursor.Unsigned(OffsetSize);
        return value == ulong.MaxValue >> (64 - (8 * OffsetSize)) ? Undefined
            : value <= long.MaxValue ? (long)value : throw File.Invalid($"its address {value} is beyond all files");
    }

    /// <summary>Reads a length.</summary>
    internal long Length(HeaderCursor cursor)
    {
        ulong value = cursor.Unsigned(LengthSize);
        return value <= long.MaxValue ? (long)value : throw File.Invalid($"its length {value} is more than a file can have");
    }

    /// <summary>Reads a length that has a value for no limit, all bits set; -1 stands for that here.</summary>
    internal long Limit(HeaderCursor cursor)
    {
        ulong value = cursor.Unsigned(LengthSize);
        return value > long.MaxValue || value == ulong.MaxValue >> (64 - (8 * LengthSize)) ? -1 : (long)value;
    }

    /// <summary>The position in the file of an address.</summary>
    internal long PositionOf(long address) => checked(_start + address);

    /// <summary>Reads the bytes at an address.</summary>
    /// <exception cref="InvalidDataException">They are not in the file, or too many.</exception>
    internal HeaderCursor Read(long address, long count)
        => File.Cursor(File.Read(address < 0 ? throw File.Invalid("it has no address where one is needed") : PositionOf(address), count));

    /// <summary>Reads a block that begins with a signature of four letters.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="count">Its length.</param>
    /// <param name="signature">The signature.</param>
    /// <returns>What follows the signature.</returns>
    internal HeaderCursor Read(long address, long count, string signature)
    {
        HeaderCursor cursor = Read(address, count);
        return cursor.Text(4) == signature ? cursor : throw File.Invalid($"its block at {address} is no {signature}");
    }

    /// <summary>The number of bytes of the largest number that can occur, as the format's own library counts them.</summary>
    internal static int BytesFor(long largest) => (System.Numerics.BitOperations.Log2((ulong)Math.Max(1, largest)) / 8) + 1;
}

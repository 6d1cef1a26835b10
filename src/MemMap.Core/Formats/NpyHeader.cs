using System.Buffers.Binary;
using System.Collections;
using System.Text;
using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Formats;

/// <summary>
/// The header of a .npy file: numpy's <c>lib/format.py</c>.
/// <code>
/// 0   93 'NUMPY'
/// 6   version: 1.0, 2.0 or 3.0
/// 8   length of the text: uint16 in 1.0, uint32 in 2.0 and 3.0, little-endian
/// ..  text: a Python dictionary with exactly descr, fortran_order and shape, spaces and '\n'; Latin-1, in 3.0 UTF-8
/// ..  the elements, at a multiple of 64 where numpy or this wrote the header
/// </code>
/// Headers are untrusted: they are parsed as literals, their length is limited, and every number is checked.
/// </summary>
/// <param name="DType">The dtype of an element.</param>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Order">Which axis varies fastest.</param>
/// <param name="Length">The bytes before the first element.</param>
/// <param name="Major">The version: 1, 2 or 3.</param>
internal sealed partial record NpyHeader(DType DType, long[] Shape, MemoryOrder Order, int Length, byte Major)
{
    /// <summary>The maximum length of the text unless more is asked for, which is numpy's limit.</summary>
    internal const int MaxText = 10_000;

    /// <summary>The maximum length of a header.</summary>
    internal const int MaxLength = LongestPrefix + MaxText;

    private const int LongestPrefix = 12;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>The number of bytes that tell a .npy file from others.</summary>
    internal static int MagicLength => Magic.Length;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The size of the elements in bytes.</summary>
    public long ByteSize => Layout.CheckedByteSize(Shape, DType.ItemSize);

    /// <summary>Whether a file that begins with these bytes is a .npy file.</summary>
    public static bool IsNpy(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Reads a header.</summary>
    /// <param name="start">The first <see cref="MaxLength"/> bytes of the file, or all if it has fewer.</param>
    /// <param name="name">The file, for messages.</param>
    /// <param name="longest">The maximum length of the text.</param>
    /// <exception cref="InvalidDataException">The file is not a valid .npy file.</exception>
    public static NpyHeader Read(ReadOnlySpan<byte> start, string name, int longest = MaxText)
    {
        if (!IsNpy(start))
        {
            throw Error.InvalidNpy(name, "it doesn't begin with the magic \\x93NUMPY");
        }
        if (start.Length < Magic.Length + 2)
        {
            throw Error.InvalidNpy(name, "it ends within the header");
        }
        (byte major, byte minor) = (start[6], start[7]);
        if (major is < 1 or > 3 || minor != 0)
        {
            throw Error.InvalidNpy(name, $"version {major}.{minor} is none of 1.0, 2.0 and 3.0");
        }
        int prefix = PrefixOf(major);
        if (start.Length < prefix)
        {
            throw Error.InvalidNpy(name, "it ends within the header");
        }
        uint length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > longest)
        {
            throw Error.InvalidNpy(
                name, $"a header of {length} bytes is more than the {longest} that are accepted; -MaxHeader accepts more in a .npy file");
        }
        if (start.Length - prefix < length)
        {
            throw Error.InvalidNpy(name, "it ends within the header");
        }
        try
        {
            return Parse(EncodingOf(major).GetString(start.Slice(prefix, (int)length)), prefix + (int)length, major, name);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            throw Error.InvalidNpy(name, e.Message, e);
        }
    }

    /// <summary>The length of a header by its own account.</summary>
    /// <param name="start">The first bytes of a .npy file.</param>
    internal static long DeclaredLength(ReadOnlySpan<byte> start)
        => start.Length < LongestPrefix || start[6] is < 1 or > 3 ? LongestPrefix
            : PrefixOf(start[6]) + (start[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..])
                : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]));

    private static NpyHeader Parse(string text, int length, byte major, string name)
    {
        // The length has been checked, in bytes.
        if (PythonLiteral.Parse(text, int.MaxValue) is not PythonDict { Count: 3 } items
            || !items.Contains("descr") || !items.Contains("fortran_order") || !items.Contains("shape"))
        {
            throw Error.InvalidNpy(name, "its header is no dictionary with descr, fortran_order and shape");
        }
        if (items["fortran_order"] is not bool isFortran)
        {
            throw Error.InvalidNpy(name, "its fortran_order is neither True nor False");
        }
        if (items["shape"] is not object?[] lengths || !lengths.All(item => item is long and >= 0))
        {
            throw Error.InvalidNpy(name, "its shape is no tuple of lengths");
        }
        DType dtype = ReadDescr(items["descr"]);
        if (dtype.SubType is { } element)
        {
            // numpy never writes this, but reads it: the axes of a sub-array follow those of the array.
            lengths = [.. lengths, .. dtype.SubShape!.Cast<object?>()];
            dtype = element;
        }
        NpyHeader header = new(
            NamedTypes.Known(dtype), Array.ConvertAll(lengths, item => (long)item!), isFortran ? MemoryOrder.F : MemoryOrder.C, length,
            major);
        _ = dtype.ItemSize == 0 ? throw Error.NoItemSize(dtype) : checked(header.ByteSize + length);
        return header;
    }

    /// <summary>A dtype from its descr: in a list of fields, unnamed raw bytes are padding.</summary>
    private static DType ReadDescr(object? descr) => descr switch
    {
        string text => DType.Parse(text),
        object?[] { Length: 2 } tuple => DTypeSpec.FromLiteral(new[] { ReadDescr(tuple[0]), tuple[1] }, align: false),
        IList fields and not object?[] => ReadFields(fields),
        _ => throw Error.InvalidDescr(),
    };

    private static DType ReadFields(IList fields)
    {
        RecordBuilder record = new(isAligned: false);
        long offset = 0;
        foreach (object? item in fields)
        {
            if (item is not object?[] { Length: 2 or 3 } field)
            {
                throw Error.InvalidDescr();
            }
            DType dtype = ReadDescr(field[1]);
            if (field.Length == 3)
            {
                dtype = DTypeSpec.FromLiteral(new[] { dtype, field[2] }, align: false);
            }
            (string name, string? title) = field[0] switch
            {
                string only => (only, null),
                object?[] and [string first, string second] => (second, first),
                _ => throw Error.InvalidDescr(),
            };
            bool isPadding = name.Length == 0 && dtype is { Kind: ElementKind.Void, IsRecord: false, SubType: null };
            if (!isPadding)
            {
                record.Add(name, dtype, title, offset);
            }
            offset = checked(offset + dtype.ItemSize);
        }
        return record.Build(offset);
    }

    private static int PrefixOf(int major) => major == 1 ? 10 : 12;

    private static Encoding EncodingOf(int major) => major == 3 ? StrictUtf8 : Encoding.Latin1;
}

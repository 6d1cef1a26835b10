using System.Globalization;

namespace MemMap.DataTypes;

/// <summary>
/// How elements are stored whose numbers no type of .NET has in memory: 24-bit integers, some bits of an integer, bfloat16, floats of 8
/// bits. In blocks they are numbers of the dtype's kind. A block is unpacked where the bytes of the other byte order would be swapped.
/// </summary>
internal abstract record Packing
{
    /// <summary>The kind of the numbers in blocks.</summary>
    public abstract ElementKind Kind { get; }

    /// <summary>The bytes of a stored element.</summary>
    public abstract int Size { get; }

    /// <summary>The alignment of an element in C.</summary>
    public virtual int Alignment => 1;

    /// <summary>Whether an element is only a part of its bytes, so that a write must keep the others.</summary>
    public virtual bool IsPartial => false;

    /// <summary>The notation, without byte order.</summary>
    public abstract string Notation { get; }

    /// <summary>Converts stored elements to numbers in this machine's byte order.</summary>
    /// <param name="stored">The stored elements, one behind the other.</param>
    /// <param name="isBigEndian">Their byte order.</param>
    /// <param name="numbers">Room for as many numbers.</param>
    public abstract void Unpack(ReadOnlySpan<byte> stored, bool isBigEndian, Span<byte> numbers);

    /// <summary>Converts numbers to stored elements. Bits that don't fit are dropped; bytes and bits beside an element are kept.</summary>
    public abstract void Pack(ReadOnlySpan<byte> numbers, Span<byte> stored, bool isBigEndian);

    /// <summary>The dtype whose elements are stored in this way, in this machine's byte order.</summary>
    public DType DType => DType.Packed(this);

    /// <summary>The names of packings, for Tab completion.</summary>
    public static IReadOnlyList<string> Names { get; } = ["int24", "uint24", "bfloat16", "float8_e4m3", "float8_e5m2"];

    /// <summary>
    /// The packing of a notation without byte order: <c>int24</c>, <c>uint24</c>, <c>bfloat16</c>, <c>float8_e4m3</c>, <c>float8_e5m2</c>,
    /// or bits such as <c>u2[4:16]</c>, which are those from 4 to before 16, counted from the lowest, of an integer of 2 bytes.
    /// </summary>
    public static Packing? TryParse(string code)
    {
        switch (code)
        {
            case "int24":
                return new BitPacking(isSigned: true, 3, 0, 24);
            case "uint24":
                return new BitPacking(isSigned: false, 3, 0, 24);
            case "bfloat16":
                return new BFloat16Packing();
            case "float8_e4m3":
                return Float8Packing.E4M3;
            case "float8_e5m2":
                return Float8Packing.E5M2;
        }
        if (code is not ([('u' or 'i' or 'b') and var letter, >= '1' and <= '9' and var size, '[', .. var range, ']'])
            || range.Split(':') is not [var from, var to]
            || !int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            || !int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out int end)
            || first >= end || end > 8 * (size - '0') || end - first > 64 || (letter == 'b' && end - first > 1))
        {
            return null;
        }
        return letter == 'b' ? BitPacking.Bool(size - '0', first) : new BitPacking(letter == 'i', size - '0', first, end - first);
    }
}

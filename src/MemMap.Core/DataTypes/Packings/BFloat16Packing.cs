using System.Runtime.InteropServices;

namespace MemMap.DataTypes;

/// <summary>bfloat16: the upper half of a float32, which is what blocks have. A number is rounded to the nearest, ties to even.</summary>
internal sealed record BFloat16Packing : Packing
{
    private const int HalfBits = 16;

    public override ElementKind Kind => ElementKind.Float32;

    public override int Size => sizeof(ushort);

    public override int Alignment => sizeof(ushort);

    public override string Notation => "bfloat16";

    public override void Unpack(ReadOnlySpan<byte> stored, bool isBigEndian, Span<byte> numbers)
    {
        ReadOnlySpan<ushort> halves = MemoryMarshal.Cast<byte, ushort>(stored);
        Span<uint> floats = MemoryMarshal.Cast<byte, uint>(numbers);
        bool isSwapped = isBigEndian == BitConverter.IsLittleEndian;
        for (int i = 0; i < halves.Length; i++)
        {
            ushort half = halves[i];
            floats[i] = (uint)(isSwapped ? System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(half) : half) << HalfBits;
        }
    }

    public override void Pack(ReadOnlySpan<byte> numbers, Span<byte> stored, bool isBigEndian)
    {
        ReadOnlySpan<uint> floats = MemoryMarshal.Cast<byte, uint>(numbers);
        Span<ushort> halves = MemoryMarshal.Cast<byte, ushort>(stored);
        bool isSwapped = isBigEndian == BitConverter.IsLittleEndian;
        for (int i = 0; i < floats.Length; i++)
        {
            ushort half = Round(floats[i]);
            halves[i] = isSwapped ? System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(half) : half;
        }
    }

    // A NaN keeps its upper bits and stays one, whatever they are.
    private static ushort Round(uint bits)
    {
        const uint quiet = 0x0040_0000, odd = 0x7fff;
        return float.IsNaN(BitConverter.UInt32BitsToSingle(bits))
            ? (ushort)((bits >> HalfBits) | ((bits >> HalfBits) << 25 == 0 ? quiet >> HalfBits : 0))
            : (ushort)((bits + odd + ((bits >> HalfBits) & 1)) >> HalfBits);
    }
}

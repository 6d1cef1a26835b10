using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MemMap.DataTypes;

/// <summary>
/// Some bits of an integer of 1 to 9 bytes, which are a bit field of C; or all bits of one of 3 bytes. In blocks they are the smallest
/// integers that hold them, with their sign.
/// </summary>
internal sealed record BitPacking : Packing
{
    private const int ByteBits = 8;

    public BitPacking(bool isSigned, int size, int shift, int width)
        => (IsSigned, Size, Shift, Width, Kind) = (isSigned, size, shift, width, (isSigned, width) switch
        {
            (true, <= 8) => ElementKind.Int8,
            (false, <= 8) => ElementKind.UInt8,
            (true, <= 16) => ElementKind.Int16,
            (false, <= 16) => ElementKind.UInt16,
            (true, <= 32) => ElementKind.Int32,
            (false, <= 32) => ElementKind.UInt32,
            (true, _) => ElementKind.Int64,
            (false, _) => ElementKind.UInt64,
        });

    public override ElementKind Kind { get; }

    public override int Size { get; }

    public override bool IsPartial => Width < Size * ByteBits;

    public override string Notation => !IsPartial && Size == 3 ? IsSigned ? "int24" : "uint24"
        : string.Create(CultureInfo.InvariantCulture,
            $"{(Kind == ElementKind.Bool ? 'b' : IsSigned ? 'i' : 'u')}{Size}[{Shift}:{Shift + Width}]");

    private bool IsSigned { get; }

    private int Shift { get; }

    private int Width { get; }

    private ulong Mask => Width == 64 ? ulong.MaxValue : (1UL << Width) - 1;

    /// <summary>One bit that is a bool.</summary>
    public static BitPacking Bool(int size, int shift) => new(ElementKind.Bool, size, shift);

    private BitPacking(ElementKind kind, int size, int shift) => (Kind, Size, Shift, Width) = (kind, size, shift, 1);

    public override void Unpack(ReadOnlySpan<byte> stored, bool isBigEndian, Span<byte> numbers)
    {
        int step = numbers.Length / (stored.Length / Size);
        switch (step)
        {
            case 1: Unpack(stored, isBigEndian, numbers, static bits => (byte)bits); break;
            case 2: Unpack(stored, isBigEndian, MemoryMarshal.Cast<byte, ushort>(numbers), static bits => (ushort)bits); break;
            case 4: Unpack(stored, isBigEndian, MemoryMarshal.Cast<byte, uint>(numbers), static bits => (uint)bits); break;
            default: Unpack(stored, isBigEndian, MemoryMarshal.Cast<byte, ulong>(numbers), static bits => bits); break;
        }
    }

    public override void Pack(ReadOnlySpan<byte> numbers, Span<byte> stored, bool isBigEndian)
    {
        int step = numbers.Length / (stored.Length / Size);
        Span<byte> wide = stackalloc byte[sizeof(ulong)];
        for (; stored.Length > 0; stored = stored[Size..], numbers = numbers[step..])
        {
            wide.Clear();
            numbers[..step].CopyTo(BitConverter.IsLittleEndian ? wide : wide[^step..]);
            UInt128 mask = (UInt128)Mask << Shift, bits = (UInt128)(BitConverter.ToUInt64(wide) & Mask) << Shift;
            Store(stored[..Size], isBigEndian, (Load(stored[..Size], isBigEndian) & ~mask) | bits);
        }
    }

    private void Unpack<T>(ReadOnlySpan<byte> stored, bool isBigEndian, Span<T> numbers, Func<ulong, T> convert)
    {
        int unused = 64 - Width;
        for (int i = 0; i < numbers.Length; i++, stored = stored[Size..])
        {
            ulong bits = Size <= sizeof(ulong) ? LoadWord(stored[..Size], isBigEndian) >> Shift
                : (ulong)(Load(stored[..Size], isBigEndian) >> Shift);
            numbers[i] = convert(IsSigned ? (ulong)((long)(bits << unused) >> unused) : bits & Mask);
        }
    }

    private static ulong LoadWord(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        switch (bytes.Length)
        {
            case 1:
                return bytes[0];
            case 2:
                return isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            case 4:
                return isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            case 8:
                return isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }
        ulong word = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            word = (word << ByteBits) | bytes[isBigEndian ? i : bytes.Length - 1 - i];
        }
        return word;
    }

    private static UInt128 Load(ReadOnlySpan<byte> bytes, bool isBigEndian)
        => bytes.Length <= sizeof(ulong) ? LoadWord(bytes, isBigEndian)
            : isBigEndian ? ((UInt128)LoadWord(bytes[..^8], true) << 64) | LoadWord(bytes[^8..], true)
            : ((UInt128)LoadWord(bytes[8..], false) << 64) | LoadWord(bytes[..8], false);

    private static void Store(Span<byte> bytes, bool isBigEndian, UInt128 word)
    {
        for (int i = 0; i < bytes.Length; i++, word >>= ByteBits)
        {
            bytes[isBigEndian ? bytes.Length - 1 - i : i] = (byte)word;
        }
    }
}

namespace MemMap.DataTypes;

/// <summary>Single elements of a packing, by the codec of the numbers that they are in memory.</summary>
internal sealed class PackedCodec(DType dtype) : ElementCodec
{
    private readonly Packing _packing = dtype.Packing!;
    private readonly DType _number = DType.Of(dtype.Kind);

    public override Type ClrType => _number.Codec.ClrType;

    public override object? Read(ReadOnlySpan<byte> bytes)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        number = number[.._number.ItemSize];
        _packing.Unpack(bytes[.._packing.Size], dtype.IsBigEndian, number);
        return _number.Codec.Read(number);
    }

    public override void Write(Span<byte> bytes, object? value)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)], element = stackalloc byte[_packing.Size];
        number = number[.._number.ItemSize];
        try
        {
            _number.Codec.Write(number, value);
        }
        catch (OverflowException) when (_number.IsInteger && value is IFormattable integer)
        {
            throw Error.IntegerOutOfBounds(integer, dtype);
        }
        bytes[.._packing.Size].CopyTo(element);
        _packing.Pack(number, element, dtype.IsBigEndian);
        // What doesn't come back as it went didn't fit; a float is rounded.
        if (!dtype.IsFloating && Read(element) is IFormattable back && _number.Codec.Read(number) is IFormattable given
            && !back.Equals(given))
        {
            throw Error.IntegerOutOfBounds(given, dtype);
        }
        element.CopyTo(bytes);
    }

    // Another element of the same bits: the bits beside them are not its own.
    public override void WriteKept(Span<byte> bytes, KeptElement kept) => Write(bytes, kept.Value);
}

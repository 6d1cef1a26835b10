namespace MemMap.DataTypes;

/// <summary>
/// <c>V</c> without fields: bytes, padded with zeros; more of them are an error, or cut where the dtype says so. Text is all of their
/// hexadecimal digits, as tables have them.
/// </summary>
internal sealed class RawBytesCodec(DType dtype) : ElementCodec
{
    public override Type ClrType => typeof(byte[]);

    public override object Read(ReadOnlySpan<byte> bytes) => bytes[..dtype.ItemSize].ToArray();

    public override bool TakesList(System.Collections.IList list) => list is byte[];

    public override void Write(Span<byte> bytes, object? value) => Fill(bytes[..dtype.ItemSize], value switch
    {
        byte[] raw => raw,
        string text => FromText(text),
        _ => throw Error.CannotConvert(value, dtype),
    }, dtype);

    /// <summary>Fills an element with bytes; what they leave is zeros.</summary>
    internal static void Fill(Span<byte> element, ReadOnlySpan<byte> raw, DType dtype)
    {
        ReadOnlySpan<byte> fit = raw.Length <= element.Length || raw[element.Length..].IndexOfAnyExcept((byte)0) < 0 || dtype.IsTruncating
            ? raw[..Math.Min(raw.Length, element.Length)]
            : throw Error.BytesTooLong(raw.Length, dtype);
        fit.CopyTo(element);
        element[fit.Length..].Clear();
    }

    private byte[] FromText(string text)
        => HexText.TryParse(text) is { } bytes && bytes.Length == dtype.ItemSize ? bytes : throw Error.RawBytesText(text, dtype);
}

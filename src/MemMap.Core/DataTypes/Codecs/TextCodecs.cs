using System.Text;

namespace MemMap.DataTypes;

/// <summary>
/// Elements of fixed length that values are padded with NULs to; what is longer is an error, or cut where the dtype says so. Values that
/// are no text are written as Python prints them (<c>True</c>, <c>1e+20</c>); null, unlike None in numpy, as the empty string.
/// </summary>
internal abstract class StringCodec(DType dtype) : ElementCodec
{
    protected DType DType { get; } = dtype;

    public override Type ClrType => typeof(string);

    public override bool TakesList(System.Collections.IList list) => list is byte[];

    public override void Write(Span<byte> bytes, object? value)
    {
        Span<byte> element = bytes[..DType.ItemSize];
        if (value is byte[] raw)
        {
            WriteRaw(element, raw);
        }
        else
        {
            WriteText(element, value is null ? "" : PythonText.TryFormat(value) ?? throw Error.CannotConvert(value, DType));
        }
    }

    public sealed override void WriteText(Span<byte> bytes, ReadOnlySpan<char> text)
        => Encode(bytes[..DType.ItemSize], text.TrimEnd('\0'));

    protected abstract void WriteRaw(Span<byte> element, byte[] raw);

    protected abstract void Encode(Span<byte> element, ReadOnlySpan<char> text);

    /// <summary>How much of a text is written.</summary>
    protected int Fit(ReadOnlySpan<char> text, int length)
    {
        int room = DType.ItemSize / DType.Traits.UnitSize;
        return length <= room ? length : DType.IsTruncating ? room : throw Error.TextTooLong(text.ToString(), length, room, DType);
    }
}

/// <summary>
/// <c>S</c>: a byte a character, U+0000 to U+00FF (Latin-1), so that what is read can be written; bytes are written as they are.
/// </summary>
internal sealed class BytesCodec(DType dtype) : StringCodec(dtype)
{
    public override object Read(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes[..DType.ItemSize].TrimEnd((byte)0));

    protected override void WriteRaw(Span<byte> element, byte[] raw) => RawBytesCodec.Fill(element, raw, DType);

    protected override void Encode(Span<byte> element, ReadOnlySpan<char> text)
    {
        // All of the text must be such characters, even what is cut off.
        if (text.IndexOfAnyExceptInRange('\0', '\xff') is int bad and >= 0)
        {
            throw Error.NotOneByte(text.ToString(), bad);
        }
        element[Encoding.Latin1.GetBytes(text[..Fit(text, text.Length)], element)..].Clear();
    }
}

/// <summary>
/// <c>U</c>: UTF-32, four bytes a character. Half a surrogate pair is read and written as what it is; a number beyond Unicode is read as
/// U+FFFD.
/// </summary>
internal sealed class TextCodec(DType dtype) : StringCodec(dtype)
{
    public override object Read(ReadOnlySpan<byte> bytes) => CodePoints.ToText(bytes[..DType.ItemSize], DType.IsSwapped);

    public override bool TellsAll(ReadOnlySpan<byte> bytes) => CodePoints.IsText(bytes[..DType.ItemSize], DType.IsSwapped);

    protected override void WriteRaw(Span<byte> element, byte[] raw)
        => Encode(element, raw.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)0x7f) is int bad and >= 0
            ? throw Error.NotAscii((char)raw[bad], bad)
            : Encoding.ASCII.GetString(raw).TrimEnd('\0'));

    protected override void Encode(Span<byte> element, ReadOnlySpan<char> text)
    {
        uint[] characters = CodePoints.Of(text);
        Span<uint> written = characters.AsSpan(0, Fit(text, characters.Length));
        if (DType.IsSwapped)
        {
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(written, written);
        }
        ReadOnlySpan<byte> encoded = System.Runtime.InteropServices.MemoryMarshal.AsBytes(written);
        encoded.CopyTo(element);
        element[encoded.Length..].Clear();
    }
}

using System.Text;

namespace MemMap.DataTypes;

/// <summary>
/// Elements of fixed length that values are cut to or padded with NULs to. Values that are no text are written as Python prints them
/// (<c>True</c>, <c>1e+20</c>); null, unlike None in numpy, as the empty string.
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

    protected abstract void WriteRaw(Span<byte> element, byte[] raw);

    protected abstract void WriteText(Span<byte> element, string text);
}

/// <summary><c>S</c>: read as Latin-1, so that no byte is lost; text must be ASCII to be written, bytes are written as they are.</summary>
internal sealed class BytesCodec(DType dtype) : StringCodec(dtype)
{
    public override object Read(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes[..DType.ItemSize].TrimEnd((byte)0));

    protected override void WriteRaw(Span<byte> element, byte[] raw)
    {
        int length = Math.Min(raw.Length, element.Length);
        raw.AsSpan(0, length).CopyTo(element);
        element[length..].Clear();
    }

    protected override void WriteText(Span<byte> element, string text)
    {
        // All of the text must be ASCII, even what is cut off.
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\x7f') is int bad and >= 0)
        {
            throw Error.NotAscii(text[bad], bad);
        }
        int length = Math.Min(text.Length, element.Length);
        Encoding.ASCII.GetBytes(text.AsSpan(0, length), element);
        element[length..].Clear();
    }
}

/// <summary><c>U</c>: UTF-32, four bytes a character. What is no Unicode character in the file is read as U+FFFD.</summary>
internal sealed class TextCodec(DType dtype) : StringCodec(dtype)
{
    private readonly UTF32Encoding _encoding = new(dtype.IsSwapped == BitConverter.IsLittleEndian, byteOrderMark: false);

    public override object Read(ReadOnlySpan<byte> bytes) => _encoding.GetString(bytes[..DType.ItemSize]).TrimEnd('\0');

    protected override void WriteRaw(Span<byte> element, byte[] raw)
        => WriteText(element, raw.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)0x7f) is int bad and >= 0
            ? throw Error.NotAscii((char)raw[bad], bad)
            : Encoding.ASCII.GetString(raw));

    protected override void WriteText(Span<byte> element, string text)
    {
        // Cut between characters: one outside of the basic plane is two in .NET and one here.
        int fit = 0;
        foreach (Rune rune in text.EnumerateRunes().Take(element.Length / sizeof(uint)))
        {
            fit += rune.Utf16SequenceLength;
        }
        element[_encoding.GetBytes(text.AsSpan(0, fit), element)..].Clear();
    }
}

/// <summary><c>V</c> without fields: bytes, cut or padded with zeros.</summary>
internal sealed class VoidCodec(DType dtype) : ElementCodec
{
    public override Type ClrType => typeof(byte[]);

    public override object Read(ReadOnlySpan<byte> bytes) => bytes[..dtype.ItemSize].ToArray();

    public override bool TakesList(System.Collections.IList list) => list is byte[];

    public override void Write(Span<byte> bytes, object? value)
    {
        byte[] raw = value as byte[] ?? throw Error.CannotConvert(value, dtype);
        Span<byte> element = bytes[..dtype.ItemSize];
        int length = Math.Min(raw.Length, element.Length);
        raw.AsSpan(0, length).CopyTo(element);
        element[length..].Clear();
    }
}

using System.Globalization;
using System.Text;

namespace MemMap.DataTypes;

/// <summary>How the bytes of a text are characters.</summary>
internal enum TextEncoding
{
    /// <summary>U+0000 to U+00FF, byte for byte.</summary>
    Latin1,

    /// <summary>UTF-8.</summary>
    Utf8,
}

/// <summary>
/// The dtypes of text that ends at its first NUL, or with its element: <c>cstr_N</c> and <c>latin1_N</c> of N bytes, <c>utf8_N</c> of N
/// bytes, <c>utf16_N</c> and <c>utf16be_N</c> of N UTF-16 units.
/// </summary>
internal static class TextTypes
{
    private static readonly string[] Prefixes = ["cstr_", "latin1_", "utf8_", "utf16_", "utf16be_"];

    /// <summary>The dtype of a name; <see langword="null"/> if it is none of these.</summary>
    internal static DType? TryParse(string name)
    {
        int end = name.IndexOf('_', StringComparison.Ordinal) + 1;
        string prefix = name[..end].ToLowerInvariant();
        return end > 0 && Prefixes.Contains(prefix)
            && long.TryParse(name.AsSpan(end), NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            ? prefix switch
            {
                "utf8_" => Bytes(length, TextEncoding.Utf8),
                "utf16_" => Utf16(length, isBigEndian: false),
                "utf16be_" => Utf16(length, isBigEndian: true),
                _ => Bytes(length, TextEncoding.Latin1),
            }
            : null;
    }

    /// <summary>Text of bytes.</summary>
    internal static DType Bytes(long length, TextEncoding encoding)
        => DType.Flexible(ElementKind.Bytes, length).WithMeaning(new BytesTextMeaning((int)length, encoding));

    /// <summary>Text of UTF-16 units.</summary>
    internal static DType Utf16(long length, bool isBigEndian)
        => DType.Flexible(ElementKind.Void, checked(length * sizeof(char))).WithMeaning(new Utf16Meaning((int)length, isBigEndian));
}

/// <summary>Bytes that are text up to the first NUL or their end.</summary>
/// <param name="length">How many bytes there is room for.</param>
/// <param name="encoding">The characters that they are.</param>
/// <param name="isTruncating">Whether text that is longer is cut.</param>
internal sealed class BytesTextMeaning(int length, TextEncoding encoding, bool isTruncating = false) : ElementMeaning
{
    // What is no UTF-8 is read as U+FFFD, and has to be kept with its bytes.
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public override string Name => encoding == TextEncoding.Utf8 ? "utf8" : "cstr";

    public override string? Notation => $"{Name}_{length}";

    public override Type ClrType => typeof(string);

    public override bool TellsAll(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> text = Start(bytes);
        if (bytes[text.Length..].ContainsAnyExcept((byte)0))
        {
            return false;
        }
        if (encoding == TextEncoding.Latin1)
        {
            return true;
        }
        try
        {
            _ = Strict.GetCharCount(text);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // S gives a character for each byte.
    public override object FromStored(object stored)
    {
        string all = (string)stored;
        int end = all.IndexOf('\0', StringComparison.Ordinal);
        string text = end < 0 ? all : all[..end];
        return encoding == TextEncoding.Latin1 ? text : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));
    }

    public override object? ToStored(object? value)
    {
        if (value is not string text)
        {
            return value;
        }
        if (encoding == TextEncoding.Latin1)
        {
            return isTruncating && text.Length > length ? text[..length] : text;
        }
        byte[] bytes = Encoding.UTF8.GetBytes(text.TrimEnd('\0'));
        if (bytes.Length <= length)
        {
            return bytes;
        }
        if (!isTruncating)
        {
            throw Error.Utf8TooLong(text, bytes.Length, length);
        }
        int end = length;
        while (end > 0 && (bytes[end] & 0xc0) == 0x80)
        {
            end--; // A character stays whole.
        }
        return bytes[..end];
    }

    public override ElementMeaning Truncating() => new BytesTextMeaning(length, encoding, isTruncating: true);

    private static ReadOnlySpan<byte> Start(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)0) is var end and >= 0 ? bytes[..end] : bytes;
}

/// <summary>Bytes that are text in any encoding, up to the first NUL or their end, for somebody who reads them.</summary>
/// <param name="length">How many bytes there is room for.</param>
/// <param name="encoding">The characters that they are.</param>
internal sealed class EncodedTextMeaning(int length, Encoding encoding) : ElementMeaning
{
    private readonly int _unit = Math.Max(1, encoding.GetByteCount("\0"));

    public override string Name => encoding.WebName;

    public override Type ClrType => typeof(string);

    // What S would read is written as S. Other bytes are kept with the text.
    public override bool TellsAll(ReadOnlySpan<byte> bytes)
    {
        string all = Encoding.Latin1.GetString(bytes).TrimEnd('\0');
        return all.Equals(FromStored(all));
    }

    // S gives a character for each byte, without the zeros at the end.
    public override object FromStored(object stored)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(((string)stored).PadRight(length, '\0'));
        int end = 0;
        while (end + _unit <= length && bytes.AsSpan(end, _unit).ContainsAnyExcept((byte)0))
        {
            end += _unit;
        }
        return encoding.GetString(bytes, 0, end);
    }

    public override object? ToStored(object? value)
        => value is string text ? encoding.GetBytes(text) is { } bytes && bytes.Length <= length ? bytes
            : throw Error.Utf8TooLong(text, encoding.GetByteCount(text), length) : value;
}

using System.Text;
using MemMap.DataTypes;

namespace MemMap.Viewer;

/// <summary>What a search is for.</summary>
internal enum FindKind
{
    Text,
    AnyCase,
    Utf16,
    Bytes,
    Number,
}

/// <summary>Converts what is typed at a prompt to bytes.</summary>
internal static class TypedBytes
{
    /// <summary>The name of a kind, for the prompt.</summary>
    internal static string NameOf(FindKind kind) => kind switch
    {
        FindKind.AnyCase => "text in any case",
        FindKind.Utf16 => "UTF-16 text",
        FindKind.Bytes => "bytes, such as 4D 5A ??",
        FindKind.Number => "number",
        _ => "text",
    };

    /// <summary>Returns the pattern that a text means.</summary>
    /// <param name="kind">What the text is.</param>
    /// <param name="text">The text.</param>
    /// <param name="dtype">The dtype of a number that has none.</param>
    /// <exception cref="ArgumentException">The text can't be converted.</exception>
    /// <exception cref="FormatException">The text is neither bytes nor a number.</exception>
    internal static BytePattern Pattern(FindKind kind, string text, DType dtype) => kind switch
    {
        FindKind.AnyCase => BytePattern.Of(Encoding.UTF8.GetBytes(text)).IgnoringCase(),
        FindKind.Utf16 => BytePattern.Of(Encoding.Unicode.GetBytes(text)),
        FindKind.Bytes => Hex(text),
        FindKind.Number => BytePattern.Of(Value(text, dtype)),
        _ => BytePattern.Of(Encoding.UTF8.GetBytes(text)),
    };

    /// <summary>Returns the bytes of a value: <c>1000</c>, or with a dtype before it: <c>f4 1.5</c>, <c>&gt;u2 7</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dtype">The dtype of a value that has none.</param>
    /// <exception cref="FormatException">The text is no value of the dtype.</exception>
    /// <exception cref="OverflowException">The value doesn't fit.</exception>
    internal static byte[] Value(string text, DType dtype)
    {
        text = text.Trim();
        if (text.IndexOf(' ', StringComparison.Ordinal) is > 0 and int gap && DType.TryParse(text[..gap], out DType? given)
            && given is { ItemSize: > 0, IsRecord: false, SubType: null })
        {
            (text, dtype) = (text[gap..].Trim(), given);
        }
        byte[] bytes = new byte[dtype.ItemSize];
        ElementCodec.Write(dtype, bytes, text);
        return bytes;
    }

    private static BytePattern Hex(string text)
    {
        string digits = string.Concat(text.Replace("0x", "", StringComparison.OrdinalIgnoreCase).Split([' ', ',', '-', ':']));
        return digits.Length > 0 && digits.Length % 2 == 0 && digits.All(digit => char.IsAsciiHexDigit(digit) || digit == '?')
            ? BytePattern.Parse("0x" + digits) : throw Error.ViewerBytes(text);
    }
}

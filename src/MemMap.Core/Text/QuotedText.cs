using System.Globalization;
using System.Text;
using MemMap.DataTypes;

namespace MemMap.Text;

/// <summary>Python's literals of bytes and text, as printed arrays show strings.</summary>
internal static class QuotedText
{
    /// <summary>The literal of a byte string: <c>b'a\x00'</c>.</summary>
    internal static string Bytes(ReadOnlySpan<byte> bytes)
    {
        char quote = Quote(bytes.Contains((byte)'\''), bytes.Contains((byte)'"'));
        StringBuilder text = new StringBuilder("b").Append(quote);
        foreach (byte value in bytes)
        {
            PythonText.AppendQuoted(text, value, quote, isShown: value is >= 0x20 and < 0x7f);
        }
        return text.Append(quote).ToString();
    }

    /// <summary>The literal of raw bytes, with every byte escaped: <c>b'\x61\x00'</c>.</summary>
    internal static string HexBytes(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new("b'");
        foreach (byte value in bytes)
        {
            text.Append(CultureInfo.InvariantCulture, $@"\x{value:X2}");
        }
        return text.Append('\'').ToString();
    }

    /// <summary>The literal of a text, given as code points. Characters that can't be shown are escaped.</summary>
    internal static string Text(ReadOnlySpan<uint> codePoints)
    {
        char quote = Quote(codePoints.Contains('\''), codePoints.Contains('"'));
        StringBuilder text = new StringBuilder().Append(quote);
        foreach (uint codePoint in codePoints)
        {
            PythonText.AppendQuoted(text, codePoint, quote);
        }
        return text.Append(quote).ToString();
    }

    /// <summary>The length of a text as Python counts it, in code points.</summary>
    internal static int Length(string text)
    {
        int length = text.Length;
        foreach (char unit in text)
        {
            length -= char.IsLowSurrogate(unit) ? 1 : 0;
        }
        return length;
    }

    private static char Quote(bool hasSingle, bool hasDouble) => hasSingle && !hasDouble ? '"' : '\'';
}

using System.Globalization;
using System.Text;

namespace MemMap.Text;

/// <summary>How Python writes bytes and text as literals: what stands for strings in a printed array.</summary>
internal static class QuotedText
{
    /// <summary>The literal of a byte string: <c>b'a\x00'</c>.</summary>
    internal static string Bytes(ReadOnlySpan<byte> bytes)
    {
        char quote = Quote(bytes.Contains((byte)'\''), bytes.Contains((byte)'"'));
        StringBuilder text = new StringBuilder("b").Append(quote);
        foreach (byte value in bytes)
        {
            AppendCharacter(text, value, quote, isPrintable: value is >= 0x20 and < 0x7f);
        }
        return text.Append(quote).ToString();
    }

    /// <summary>The literal of raw bytes, every one escaped: <c>b'\x61\x00'</c>.</summary>
    internal static string HexBytes(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new("b'");
        foreach (byte value in bytes)
        {
            text.Append(CultureInfo.InvariantCulture, $@"\x{value:X2}");
        }
        return text.Append('\'').ToString();
    }

    /// <summary>The literal of a text, given as code points; what can't be shown is escaped.</summary>
    internal static string Text(ReadOnlySpan<uint> codePoints)
    {
        char quote = Quote(codePoints.Contains('\''), codePoints.Contains('"'));
        StringBuilder text = new StringBuilder().Append(quote);
        foreach (uint codePoint in codePoints)
        {
            AppendCharacter(text, codePoint, quote, IsPrintable(codePoint));
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

    private static void AppendCharacter(StringBuilder text, uint value, char quote, bool isPrintable)
    {
        switch (value)
        {
            case '\t':
                text.Append(@"\t");
                break;
            case '\n':
                text.Append(@"\n");
                break;
            case '\r':
                text.Append(@"\r");
                break;
            case '\\':
                text.Append(@"\\");
                break;
            default:
                if (value == quote)
                {
                    text.Append('\\').Append(quote);
                }
                else if (isPrintable)
                {
                    text.Append(char.ConvertFromUtf32((int)value));
                }
                else
                {
                    (char letter, string digits) = value <= 0xff ? ('x', "x2") : value <= 0xffff ? ('u', "x4") : ('U', "x8");
                    text.Append('\\').Append(letter).Append(value.ToString(digits, CultureInfo.InvariantCulture));
                }
                break;
        }
    }

    private static bool IsPrintable(uint codePoint)
    {
        if (codePoint > 0x10ffff)
        {
            return false;
        }
        return CharUnicodeInfo.GetUnicodeCategory((int)codePoint) switch
        {
            UnicodeCategory.SpaceSeparator => codePoint == ' ',
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
            _ => true,
        };
    }
}

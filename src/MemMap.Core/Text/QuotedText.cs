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
        CancellationToken stop = Interruption.Token;
        for (int i = 0; i < bytes.Length; i++)
        {
            Ask(i, stop);
            PythonText.AppendQuoted(text, bytes[i], quote, isShown: bytes[i] is >= 0x20 and < 0x7f);
        }
        return text.Append(quote).ToString();
    }

    /// <summary>The literal of raw bytes, with every byte escaped: <c>b'\x61\x00'</c>.</summary>
    internal static string HexBytes(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new("b'");
        CancellationToken stop = Interruption.Token;
        for (int i = 0; i < bytes.Length; i++)
        {
            Ask(i, stop);
            text.Append(CultureInfo.InvariantCulture, $@"\x{bytes[i]:X2}");
        }
        return text.Append('\'').ToString();
    }

    /// <summary>The literal of a text, given as code points. Characters that can't be shown are escaped.</summary>
    internal static string Text(ReadOnlySpan<uint> codePoints)
    {
        char quote = Quote(codePoints.Contains('\''), codePoints.Contains('"'));
        StringBuilder text = new StringBuilder().Append(quote);
        CancellationToken stop = Interruption.Token;
        for (int i = 0; i < codePoints.Length; i++)
        {
            Ask(i, stop);
            PythonText.AppendQuoted(text, codePoints[i], quote);
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

    private static void Ask(int position, CancellationToken stop)
    {
        if (position % RawBytes.StopItems == 0)
        {
            stop.ThrowIfCancellationRequested();
        }
    }

    private static char Quote(bool hasSingle, bool hasDouble) => hasSingle && !hasDouble ? '"' : '\'';
}

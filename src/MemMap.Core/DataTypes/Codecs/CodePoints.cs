using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MemMap.DataTypes;

/// <summary>Text of fixed length in UTF-32, and that of .NET in UTF-16. Half a surrogate pair stays what it is, as in numpy.</summary>
internal static class CodePoints
{
    private const uint Last = 0x10ffff, Replacement = 0xfffd;

    // How many characters are read between two looks at whether to stop.
    private const int StopItems = 1 << 16;

    /// <summary>The characters, without the NULs that fill them up.</summary>
    internal static uint[] Of(ReadOnlySpan<byte> bytes, bool isSwapped)
    {
        // One text may be as long as a file, and to read it is as much work as to write it.
        CancellationToken stop = Interruption.Token;
        uint[] codePoints = new uint[bytes.Length / sizeof(uint)];
        for (int start = 0; start < codePoints.Length; start += StopItems)
        {
            stop.ThrowIfCancellationRequested();
            Span<uint> part = codePoints.AsSpan(start, Math.Min(StopItems, codePoints.Length - start));
            bytes.Slice(start * sizeof(uint), part.Length * sizeof(uint)).CopyTo(MemoryMarshal.AsBytes(part));
            if (isSwapped)
            {
                BinaryPrimitives.ReverseEndianness(part, part);
            }
        }
        return codePoints.AsSpan().TrimEnd(0u).ToArray();
    }

    /// <summary>The characters of a text.</summary>
    internal static uint[] Of(ReadOnlySpan<char> text)
    {
        uint[] codePoints = new uint[text.Length];
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            codePoints[count++] = isPair ? (uint)char.ConvertToUtf32(text[i], text[++i]) : text[i];
        }
        return codePoints[..count];
    }

    /// <summary>The text; a file may hold what is no character, which is U+FFFD there.</summary>
    internal static string ToText(ReadOnlySpan<byte> bytes, bool isSwapped)
    {
        uint[] codePoints = Of(bytes, isSwapped);
        StringBuilder text = new(codePoints.Length);
        for (int i = 0; i < codePoints.Length; i++)
        {
            if (i % StopItems == 0)
            {
                Interruption.Token.ThrowIfCancellationRequested();
            }
            uint character = codePoints[i] <= Last ? codePoints[i] : Replacement;
            if (character <= char.MaxValue)
            {
                text.Append((char)character);
            }
            else
            {
                text.Append(char.ConvertFromUtf32((int)character));
            }
        }
        return text.ToString();
    }

    /// <summary>Whether the text tells all of the bytes: each is a character, and no two halves would become one.</summary>
    internal static bool IsText(ReadOnlySpan<byte> bytes, bool isSwapped)
    {
        uint before = 0;
        for (; bytes.Length >= sizeof(uint); bytes = bytes[sizeof(uint)..])
        {
            uint codePoint = MemoryMarshal.Read<uint>(bytes);
            codePoint = isSwapped ? BinaryPrimitives.ReverseEndianness(codePoint) : codePoint;
            if (codePoint > Last || (IsHalf(before, 0xd800) && IsHalf(codePoint, 0xdc00)))
            {
                return false;
            }
            before = codePoint;
        }
        return true;
    }

    /// <summary>Whether all of the bytes are characters of Unicode, none of them half a pair.</summary>
    internal static bool IsUnicode(ReadOnlySpan<byte> bytes, bool isSwapped)
        => IsText(bytes, isSwapped) && !HasHalf(ToText(bytes, isSwapped));

    /// <summary>Whether a text has half a surrogate pair in it.</summary>
    internal static bool HasHalf(string text)
    {
        for (int i = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return true;
            }
            i++;
        }
        return false;
    }

    private static bool IsHalf(uint codePoint, uint first) => codePoint >= first && codePoint < first + 0x400;
}

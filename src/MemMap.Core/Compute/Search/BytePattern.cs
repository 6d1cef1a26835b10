using System.Globalization;
using System.Text;

namespace MemMap;

/// <summary>
/// A sequence of bytes to search for, some of which may be wildcards. Text is read as hexadecimal if it consists only of at least two pairs
/// of hexadecimal digits with blanks between them, or of digits after <c>0x</c>. A <c>?</c> matches any digit, as in <c>4D 5A ?? 0?</c>.
/// All other text matches its own bytes in some encoding.
/// </summary>
public sealed class BytePattern
{
    private readonly byte[] _values;
    private readonly byte[] _masks;
    private readonly int _anchor;
    private readonly int _anchorLength;

    // The bit in which upper and lower case differ, and the mask of the bits in which they agree.
    private const byte CaseBit = 0x20, AnyCase = byte.MaxValue - CaseBit;

    private BytePattern(byte[] values, byte[] masks)
    {
        (_values, _masks) = (values, masks);
        // The longest run of known bytes is searched for; the other bytes are compared at each match.
        for (int start = 0, end; start < masks.Length; start = end + 1)
        {
            for (end = start; end < masks.Length && masks[end] == byte.MaxValue;)
            {
                end++;
            }
            (_anchor, _anchorLength) = end - start > _anchorLength ? (start, end - start) : (_anchor, _anchorLength);
        }
        if (_anchorLength == 0)
        {
            _anchor = Array.IndexOf(masks, AnyCase);
            if (_anchor < 0)
            {
                throw Error.EmptyPattern();
            }
        }
    }

    /// <summary>The number of bytes.</summary>
    public int Length => _values.Length;

    /// <summary>Creates a pattern of exactly these bytes.</summary>
    /// <param name="bytes">The bytes, at least one.</param>
    /// <exception cref="ArgumentException">There are no bytes.</exception>
    public static BytePattern Of(ReadOnlySpan<byte> bytes)
    {
        byte[] masks = new byte[bytes.Length];
        Array.Fill(masks, byte.MaxValue);
        return new(bytes.ToArray(), masks);
    }

    /// <summary>The same pattern with ASCII letters matching both cases.</summary>
    public BytePattern IgnoringCase()
        => new(
            [.. _values.Zip(_masks, (value, mask) => IsLetter(value, mask) ? (byte)(value & AnyCase) : value)],
            [.. _values.Zip(_masks, (value, mask) => IsLetter(value, mask) ? AnyCase : mask)]);

    /// <summary>The bytes of a pattern without wildcards.</summary>
    /// <exception cref="ArgumentException">The pattern has a wildcard.</exception>
    internal byte[] ToBytes() => Array.TrueForAll(_masks, mask => mask == byte.MaxValue) ? [.. _values] : throw Error.UnknownByte();

    /// <summary>Parses a pattern: hexadecimal if the text has that form, otherwise the UTF-8 bytes of the text.</summary>
    /// <param name="text">Such as <c>4D 5A ?? 00</c>, or <c>MZ</c>.</param>
    /// <exception cref="ArgumentException">The text is empty, or every byte is a wildcard.</exception>
    public static BytePattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] pairs = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && text.Length > 2 && text.Length % 2 == 0
            && text.Skip(2).All(char.IsAsciiHexDigit))
        {
            return Of(Convert.FromHexString(text.AsSpan(2)));
        }
        bool isHex = pairs.Length > 1
            && pairs.All(pair => pair.Length == 2 && pair.All(digit => char.IsAsciiHexDigit(digit) || digit == '?'));
        return isHex
            ? new([.. pairs.Select(pair => Digits(pair, "0"))], [.. pairs.Select(pair => (byte)~(Digits(pair, "0") ^ Digits(pair, "F")))])
            : Of(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The offset of the first full match, or -1.</summary>
    /// <param name="bytes">The bytes to search.</param>
    public int IndexIn(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> run = _values.AsSpan(_anchor, _anchorLength);
        (byte upper, int length) = (_values[_anchor], Math.Max(1, _anchorLength));
        int last = bytes.Length - Length;
        for (int start = 0; start <= last; start++)
        {
            ReadOnlySpan<byte> rest = bytes[(start + _anchor)..(last + _anchor + length)];
            int found = run.IsEmpty ? rest.IndexOfAny(upper, (byte)(upper | CaseBit)) : rest.IndexOf(run);
            if (found < 0)
            {
                return -1;
            }
            start += found;
            if (IsAt(bytes[start..]))
            {
                return start;
            }
        }
        return -1;
    }

    private static bool IsLetter(byte value, byte mask) => mask == byte.MaxValue && char.IsAsciiLetter((char)value);

    private static byte Digits(string pair, string any)
        => byte.Parse(pair.Replace("?", any, StringComparison.Ordinal), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private bool IsAt(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if ((bytes[i] & _masks[i]) != _values[i])
            {
                return false;
            }
        }
        return true;
    }
}

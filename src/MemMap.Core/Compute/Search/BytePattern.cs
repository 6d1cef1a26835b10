using System.Globalization;
using System.Text;

namespace MemMap;

/// <summary>
/// Bytes to look for, some of which may be anything. As text it is hexadecimal if it is nothing but pairs of hexadecimal digits with
/// blanks between them, two pairs at least, or all digits behind <c>0x</c>; a <c>?</c> stands for any digit, as in <c>4D 5A ?? 0?</c>. All
/// other text stands for its own bytes in some encoding.
/// </summary>
public sealed class BytePattern
{
    private readonly byte[] _values;
    private readonly byte[] _masks;
    private readonly int _anchor;
    private readonly int _anchorLength;

    // The byte that a letter and its other case have in common, and what tells whether a byte is one of the two.
    private const byte CaseBit = 0x20, AnyCase = byte.MaxValue - CaseBit;

    private BytePattern(byte[] values, byte[] masks)
    {
        (_values, _masks) = (values, masks);
        // The longest run of bytes that are known is what is looked for; the rest is compared where it stands.
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

    /// <summary>A pattern of these very bytes.</summary>
    /// <param name="bytes">The bytes, one at least.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static BytePattern Of(ReadOnlySpan<byte> bytes)
    {
        byte[] masks = new byte[bytes.Length];
        Array.Fill(masks, byte.MaxValue);
        return new(bytes.ToArray(), masks);
    }

    /// <summary>The same pattern, in which the letters of ASCII stand for both their cases.</summary>
    public BytePattern IgnoringCase()
        => new(
            [.. _values.Zip(_masks, (value, mask) => IsLetter(value, mask) ? (byte)(value & AnyCase) : value)],
            [.. _values.Zip(_masks, (value, mask) => IsLetter(value, mask) ? AnyCase : mask)]);

    /// <summary>The bytes that it stands for, of which each must be known.</summary>
    /// <exception cref="ArgumentException">One may be anything.</exception>
    internal byte[] ToBytes() => Array.TrueForAll(_masks, mask => mask == byte.MaxValue) ? [.. _values] : throw Error.UnknownByte();

    /// <summary>A pattern from text: hexadecimal where it has that form, otherwise its UTF-8.</summary>
    /// <param name="text">Such as <c>4D 5A ?? 00</c>, or <c>MZ</c>.</param>
    /// <exception cref="ArgumentException">It is empty, or has no byte that is known.</exception>
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

    /// <summary>The offset of the first place where the pattern stands whole, or -1.</summary>
    /// <param name="bytes">Where to look.</param>
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

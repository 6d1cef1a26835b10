using System.Globalization;
using System.Text;
using MemMap.Compute;

namespace MemMap;

/// <summary>
/// Bytes to look for, some of which may be anything. Text that can only be meant as hexadecimal is that: pairs of digits with blanks
/// between them (<c>4D 5A ?? 0?</c>, where a <c>?</c> stands for any digit), with <c>0x</c> before them (<c>0x4D5A</c>, <c>0x4D,
/// 0x5A</c>), or with signs between them and a letter among them (<c>4D-5A</c>). Text that may be either (<c>4D5A</c>, <c>42</c>) is an
/// error, as is text that is mostly such pairs (<c>4D 5A 0</c>); all other text stands for its own bytes in some encoding.
/// </summary>
public sealed class BytePattern
{
    /// <summary>
    /// The most bytes of the anchor, which is searched for first: a longer one has hardly fewer matches, and is slower in repetitive data.
    /// </summary>
    private const int LongestAnchor = 16;

    /// <summary>The bytes searched between two checks for a request to stop, and compared before the anchor may be given up.</summary>
    private const int SegmentBytes = 1 << 20, PatienceBytes = 1 << 16;

    /// <summary>How many bytes may be compared for each byte searched, and the cost of finding a candidate, in bytes compared.</summary>
    private const int ComparedPerByte = 4, FindingBytes = 8;

    // The bit in which upper and lower case differ, and the mask of the bits in which they agree.
    private const byte CaseBit = 0x20, AnyCase = byte.MaxValue - CaseBit;

    private readonly byte[] _values;
    private readonly byte[] _masks;
    private readonly int _anchor;
    private readonly int _anchorLength;
    private readonly Lazy<Matcher> _steady;

    private BytePattern(byte[] values, byte[] masks)
    {
        (_values, _masks) = (values, masks);
        bool isKnown = masks.Select((mask, i) => mask == byte.MaxValue || IsAnyCase(values[i], mask)).All(known => known);
        if (!isKnown && values.Length > BitParallelMatcher.MaxLength)
        {
            throw Error.PatternTooLong(values.Length, BitParallelMatcher.MaxLength);
        }
        _steady = new(() => isKnown
            ? new KnuthMorrisPratt(values, [.. Enumerable.Range(0, 1 + byte.MaxValue).Select(value => Same((byte)value))]).Find
            : new BitParallelMatcher(values, masks).Find);
        // The longest run of known bytes is searched for; the other bytes are compared at each match.
        for (int start = 0, end; start < masks.Length; start = end + 1)
        {
            for (end = start; end < masks.Length && masks[end] == byte.MaxValue;)
            {
                end++;
            }
            (_anchor, _anchorLength) = end - start > _anchorLength ? (start, end - start) : (_anchor, _anchorLength);
        }
        if (_anchorLength > LongestAnchor)
        {
            // The part of a long run with the most distinct bytes has the fewest matches: files are full of zeros.
            _anchor = Enumerable.Range(_anchor, Math.Min(_anchorLength, PatienceBytes) - LongestAnchor + 1)
                .MaxBy(start => values[start..(start + LongestAnchor)].Distinct().Count());
            _anchorLength = LongestAnchor;
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

    private delegate void Matcher(ReadOnlySpan<byte> bytes, int first, int last, List<int> found, int most, CancellationToken stop);

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
    /// <exception cref="ArgumentException">
    /// The text is empty, may be text as well as digits, is hexadecimal but for a part, every byte is a wildcard, or there is a wildcard
    /// among more than 65,536 bytes.
    /// </exception>
    public static BytePattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return HexNotation.TryParse(text) is { } pairs
            ? new([.. pairs.Select(pair => Digits(pair, "0"))], [.. pairs.Select(pair => (byte)~(Digits(pair, "0") ^ Digits(pair, "F")))])
            : Of(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The offset of the first full match, or -1.</summary>
    /// <param name="bytes">The bytes to search.</param>
    public int IndexIn(ReadOnlySpan<byte> bytes) => Find(bytes, bytes.Length, most: 1) is [var first, ..] ? first : -1;

    /// <summary>The offsets of all matches, overlapping ones included, in time linear in the bytes searched, whatever they are.</summary>
    /// <param name="bytes">The bytes to search.</param>
    /// <param name="starts">Only matches that begin within the first so many bytes are found.</param>
    /// <param name="most">The most matches to find.</param>
    internal List<int> Find(ReadOnlySpan<byte> bytes, int starts, int most = int.MaxValue)
    {
        CancellationToken stop = Interruption.Token;
        List<int> found = [];
        int last = Math.Min(starts, bytes.Length - Length + 1) - 1;
        for (int start = 0; start <= last && found.Count < most;)
        {
            start = FindByAnchor(bytes, start, last, found, most, stop);
            if (start <= last && found.Count < most)
            {
                // The anchor is too frequent here. It is tried again after this segment.
                int end = (int)Math.Min(last, start + (long)Math.Max(SegmentBytes, Length) - 1);
                _steady.Value(bytes, start, end, found, most, stop);
                start = end + 1;
            }
        }
        return found;
    }

    /// <summary>
    /// Searches for the anchor, which is vectorised, and compares the other bytes at each match of it. Gives up where the comparisons cost
    /// more than the search spares.
    /// </summary>
    /// <returns>The first offset that was not tried.</returns>
    private int FindByAnchor(ReadOnlySpan<byte> bytes, int first, int last, List<int> found, int most, CancellationToken stop)
    {
        ReadOnlySpan<byte> run = _values.AsSpan(_anchor, _anchorLength);
        (byte upper, int length) = (_values[_anchor], Math.Max(1, _anchorLength));
        long compared = 0;
        for (int start = first, end; start <= last;)
        {
            stop.ThrowIfCancellationRequested();
            end = (int)Math.Min(last, start + (long)SegmentBytes - 1);
            while (start <= end)
            {
                ReadOnlySpan<byte> rest = bytes[(start + _anchor)..(end + _anchor + length)];
                int next = run.IsEmpty ? rest.IndexOfAny(upper, (byte)(upper | CaseBit)) : rest.IndexOf(run);
                if (next < 0)
                {
                    break;
                }
                start += next;
                int same = SameBytes(bytes[start..]);
                if (same == Length)
                {
                    found.Add(start);
                    if (found.Count >= most)
                    {
                        return start;
                    }
                }
                start++;
                compared += same + FindingBytes;
                if (compared > PatienceBytes + (ComparedPerByte * (long)(start - first)))
                {
                    return start;
                }
            }
            start = end + 1;
        }
        return last + 1;
    }

    private static bool IsLetter(byte value, byte mask) => mask == byte.MaxValue && char.IsAsciiLetter((char)value);

    private static byte Digits(string pair, string any)
        => byte.Parse(pair.Replace("?", any, StringComparison.Ordinal), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static bool IsAnyCase(byte value, byte mask) => mask == AnyCase && char.IsAsciiLetter((char)value);

    /// <summary>The representative of the bytes that are equal for the pattern, which ignores the case of all letters or of none.</summary>
    private byte Same(byte value)
        => Array.Exists(_masks, mask => mask == AnyCase) && char.IsAsciiLetter((char)value) ? (byte)(value & AnyCase) : value;

    /// <summary>The number of leading bytes that match the pattern.</summary>
    private int SameBytes(ReadOnlySpan<byte> bytes)
    {
        int i = 0;
        while (i < _values.Length && (bytes[i] & _masks[i]) == _values[i])
        {
            i++;
        }
        return i;
    }
}

using System.Text;
using MemMap.Compute;
using MemMap.Handles;

namespace MemMap.Output;

/// <summary>The position and the bytes of a match: the output of Find-MemMapValue -Pattern.</summary>
public class PatternMatch
{
    internal PatternMatch(long offset, long? fileOffset, byte[] bytes) => (Offset, FileOffset, Bytes) = (offset, fileOffset, bytes);

    /// <summary>The position of the first byte among the bytes of the array, in C order.</summary>
    public long Offset { get; }

    /// <summary>
    /// The offset of the first byte in the file; <see langword="null"/> for an array in memory, and for a match across two files.
    /// </summary>
    public long? FileOffset { get; }

    /// <summary>The bytes that were found.</summary>
    public byte[] Bytes { get; }

    /// <summary>The file that was searched; <see langword="null"/> for an array in memory.</summary>
    public string? FileName { get; internal init; }

    /// <summary>
    /// The bytes as text, in the encoding that was searched with, or else in ASCII; a point for each character that can't be printed.
    /// </summary>
    public string Text => Encoding is null ? Printed(Bytes) : Decoded(Encoding, Bytes);

    /// <summary>The encoding of a text that was found; null for bytes.</summary>
    internal Encoding? Encoding { get; set; }

    /// <summary>The array that was searched, in which <see cref="Offset"/> counts.</summary>
    internal KeptArray? Source { get; set; }

    /// <summary>Bytes as text: printable characters of ASCII, and points for all others.</summary>
    private static string Printed(IEnumerable<byte> bytes)
        => string.Concat(bytes.Select(value => value is >= 0x20 and < 0x7f ? (char)value : '.'));

    private static string Decoded(Encoding encoding, byte[] bytes) => string.Concat(encoding.GetString(bytes).EnumerateRunes()
        .Select(static rune => Printable.IsShown(rune.Value) && rune != Rune.ReplacementChar ? rune.ToString() : "."));

    /// <summary>Returns the match at a position of the bytes, with some bytes around it.</summary>
    /// <param name="array">The array that was searched.</param>
    /// <param name="position">The position of the first byte, in C order.</param>
    /// <param name="length">The number of bytes.</param>
    /// <param name="context">The number of bytes before and after it.</param>
    /// <param name="isText">Whether runs of characters were searched, in ASCII and in UTF-16.</param>
    /// <param name="encoding">The encoding of the text that was searched; null for bytes.</param>
    internal static PatternMatch At(
        NDArray array, long position, int length, int context = 0, bool isText = false, Encoding? encoding = null)
    {
        (string? fileName, long? fileOffset) = array switch
        {
            JoinedMemMap joined => (joined.PartOf(position / array.ItemSize).FileName, joined.FileOffsetOf(position, length)),
            MemMapArray map => (map.FileName, map.ByteOffset - map.Layout.Offset + PatternSearch.OffsetOf(array.Ref, position)),
            _ => ((string?)null, (long?)null),
        };
        byte[] bytes = RawElements.Bytes(array.Ref, position, length);
        encoding = isText && bytes.Length > 1 && bytes[1] == 0 ? Encoding.Unicode : encoding;
        if (context == 0)
        {
            return isText ? new TextMatch(position, fileOffset, bytes) { FileName = fileName, Encoding = encoding }
                : new PatternMatch(position, fileOffset, bytes) { FileName = fileName, Encoding = encoding };
        }
        long from = Math.Max(0, position - context), to = Math.Min(array.NBytes, position + length + context);
        // The bytes of a view with gaps have no common offset in the file.
        long shift = fileOffset is { } offset && array.IsContiguous ? offset - position : 0;
        string[] dump = [.. MatchDump.Lines(RawElements.Bytes(array.Ref, from, (int)(to - from)), from + shift, position + shift, length)];
        return new PatternMatchInContext(position, fileOffset, bytes, dump) { FileName = fileName, Encoding = encoding };
    }
}

/// <summary>A run of printable characters: the output of Find-MemMapValue -Text.</summary>
public sealed class TextMatch : PatternMatch
{
    internal TextMatch(long offset, long? fileOffset, byte[] bytes) : base(offset, fileOffset, bytes)
    {
    }
}

/// <summary>A match with the bytes around it: the output of Find-MemMapValue -Context.</summary>
public sealed class PatternMatchInContext : PatternMatch
{
    internal PatternMatchInContext(long offset, long? fileOffset, byte[] bytes, string[] context) : base(offset, fileOffset, bytes)
        => Context = context;

    /// <summary>The lines of a dump of the bytes around the match, which is in brackets.</summary>
    public string[] Context { get; }

    /// <summary>The file, the position of the match, and the dump. MemMap.format.ps1xml calls it.</summary>
    /// <param name="match">The match.</param>
    public static string Format(PatternMatchInContext match)
    {
        ArgumentNullException.ThrowIfNull(match);
        string file = match.FileName is { } name ? $"{Printable.Line(Path.GetFileName(name))}: " : "";
        string bytes = Error.Counted(match.Bytes.Length, "byte");
        string place = FormattableString.Invariant($"{file}{bytes} at 0x{match.FileOffset ?? match.Offset:x8}");
        return string.Join(Environment.NewLine, [place, .. match.Context]);
    }
}

using MemMap.Compute;

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

    /// <summary>The bytes as text: printable characters of ASCII, and points for all others.</summary>
    public string Text => string.Concat(Bytes.Select(value => value is >= 0x20 and < 0x7f ? (char)value : '.'));

    /// <summary>Returns the match at a position of the bytes, with some bytes around it.</summary>
    internal static PatternMatch At(NDArray array, long position, int length, int context = 0)
    {
        (string? fileName, long? fileOffset) = array switch
        {
            JoinedMemMap joined => (joined.PartOf(position / array.ItemSize).FileName, joined.FileOffsetOf(position, length)),
            MemMapArray map => (map.FileName, map.ByteOffset - map.Layout.Offset + PatternSearch.OffsetOf(array.Ref, position)),
            _ => ((string?)null, (long?)null),
        };
        byte[] bytes = RawElements.Bytes(array.Ref, position, length);
        if (context == 0)
        {
            return new(position, fileOffset, bytes) { FileName = fileName };
        }
        long from = Math.Max(0, position - context), to = Math.Min(array.NBytes, position + length + context);
        // The bytes of a view with gaps have no common offset in the file.
        long shift = fileOffset is { } offset && array.IsContiguous ? offset - position : 0;
        string[] dump = [.. MatchDump.Lines(RawElements.Bytes(array.Ref, from, (int)(to - from)), from + shift, position + shift, length)];
        return new PatternMatchInContext(position, fileOffset, bytes, dump) { FileName = fileName };
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
        string place = FormattableString.Invariant($"{file}{match.Bytes.Length} bytes at 0x{match.FileOffset ?? match.Offset:x8}");
        return string.Join(Environment.NewLine, [place, .. match.Context]);
    }
}

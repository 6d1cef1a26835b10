using System.Globalization;
using System.Text;
using MemMap.Compute;

namespace MemMap;

/// <summary>The result of realigning two arrays: what was inserted, removed and changed from the first one to the second one.</summary>
/// <remarks>All numbers count elements along the first axis: bytes for arrays of bytes, rows for tables.</remarks>
public sealed class ArrayRealignment
{
    internal ArrayRealignment(long inserted, long removed, long changed, long count, RealignedRange[] differences)
        => (Inserted, Removed, Changed, RangeCount, Differences) = (inserted, removed, changed, count, differences);

    /// <summary>The file of the first array; <see langword="null"/> for one in memory.</summary>
    public string? ReferenceFileName { get; internal set; }

    /// <summary>The file of the second array; <see langword="null"/> for one in memory.</summary>
    public string? FileName { get; internal set; }

    /// <summary>Whether the arrays have the same elements.</summary>
    public bool Equal => RangeCount == 0;

    /// <summary>The number of elements that only the second array has.</summary>
    public long Inserted { get; }

    /// <summary>The number of elements that only the first array has.</summary>
    public long Removed { get; }

    /// <summary>The number of elements of ranges that have other content in the second array.</summary>
    public long Changed { get; }

    /// <summary>The number of ranges that differ, each of one or more elements.</summary>
    public long RangeCount { get; }

    /// <summary>The first ranges that differ.</summary>
    public RealignedRange[] Differences { get; }
}

/// <summary>What happened to a range between two arrays.</summary>
public enum RealignedKind
{
    /// <summary>Only the second array has the range.</summary>
    Inserted,

    /// <summary>Only the first array has the range.</summary>
    Removed,

    /// <summary>Both arrays have a range of this length there, of other content.</summary>
    Changed,
}

/// <summary>A range that differs between two arrays. Positions and lengths count elements along the first axis.</summary>
/// <param name="Kind">What happened to it.</param>
/// <param name="ReferenceOffset">Where it begins in the first array, or where it is missing there.</param>
/// <param name="Offset">Where it begins in the second array, or where it is missing there.</param>
/// <param name="Length">Its length.</param>
/// <param name="ReferenceBytes">Its first bytes in the first array, as many as are listed; none if it was inserted.</param>
/// <param name="Bytes">Its first bytes in the second array, as many as are listed; none if it was removed.</param>
public sealed record RealignedRange(
    RealignedKind Kind, long ReferenceOffset, long Offset, long Length, byte[] ReferenceBytes, byte[] Bytes)
{
    /// <summary>The largest number of bytes that a range lists.</summary>
    internal const int MostBytes = 64;

    private const int LineBytes = 16;

    /// <summary>Whether positions are offsets in bytes.</summary>
    internal bool IsOfBytes { get; init; }

    /// <summary>The arrays that were compared.</summary>
    internal Origin Origin { get; set; }

    /// <summary>The bytes, and the characters that they are; of a change, before and after it.</summary>
    internal string Content => Kind switch
    {
        RealignedKind.Inserted => Dump(Bytes),
        RealignedKind.Removed => Dump(ReferenceBytes),
        _ => $"{Dump(ReferenceBytes)} -> {Dump(Bytes)}",
    };

    /// <summary>The range in one line: <c>0x00000010 -> 0x00000010  Inserted 2: 6f 6b  ok</c>.</summary>
    public override string ToString() => $"{Position(ReferenceOffset)} -> {Position(Offset)}  {Kind} {Length}: {Content}";

    /// <summary>A position: in hexadecimal as in a dump if it is an offset of bytes.</summary>
    internal string Position(long position) => IsOfBytes
        ? FormattableString.Invariant($"0x{position:x8}") : position.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the ranges of an edit: a change as long as both sides, and what one of them has more.</summary>
    internal static IEnumerable<(RealignedKind Kind, Edit Range)> Of(Edit edit)
    {
        long common = Math.Min(edit.XLength, edit.YLength);
        if (common > 0)
        {
            yield return (RealignedKind.Changed, edit with { XEnd = edit.X + common, YEnd = edit.Y + common });
        }
        if (edit.XLength != edit.YLength)
        {
            yield return (
                edit.XLength > common ? RealignedKind.Removed : RealignedKind.Inserted,
                edit with { X = edit.X + common, Y = edit.Y + common });
        }
    }

    private string Dump(byte[] bytes)
    {
        int most = Kind == RealignedKind.Changed ? LineBytes / 2 : LineBytes;
        StringBuilder digits = new(), characters = new();
        foreach (byte value in bytes.AsSpan(0, Math.Min(bytes.Length, most)))
        {
            digits.Append(value.ToString("x2", CultureInfo.InvariantCulture)).Append(' ');
            characters.Append(value is >= 0x20 and < 0x7f ? (char)value : '.');
        }
        bool isAll = IsOfBytes ? Length <= most : bytes.Length <= most && bytes.Length < MostBytes;
        return $"{digits}{(isAll ? "" : "... ")} {characters}{(isAll ? "" : "...")}";
    }
}

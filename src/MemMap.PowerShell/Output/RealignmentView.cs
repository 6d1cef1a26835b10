using System.Globalization;
using System.Text;

namespace MemMap.Output;

/// <summary>Formats the ranges of a realignment as text. MemMap.format.ps1xml calls it.</summary>
public static class RealignmentView
{
    private const int LineBytes = 16;

    /// <summary>A line for each listed range: <c>0x00000010 Inserted 2 bytes: 6f 6b ok</c>.</summary>
    /// <param name="realignment">The realignment.</param>
    public static string Differences(ArrayRealignment realignment)
    {
        ArgumentNullException.ThrowIfNull(realignment);
        string rest = realignment.DifferenceCount > realignment.Differences.Length ? Environment.NewLine + "..." : "";
        return string.Join(
            Environment.NewLine,
            realignment.Differences.Select(range
                => $"{Position(range, range.ReferenceOffset)} -> {Position(range, range.Offset)}  {range.Kind} {range.Length}: "
                    + Content(range)))
            + rest;
    }

    /// <summary>The position of a range: in hexadecimal as in a dump if it is an offset of bytes.</summary>
    internal static string Position(RealignedRange range, long position) => range.IsOfBytes
        ? FormattableString.Invariant($"0x{position:x8}") : position.ToString(CultureInfo.InvariantCulture);

    /// <summary>The bytes of a range, and the characters that they are; of a change, before and after it.</summary>
    internal static string Content(RealignedRange range) => range.Kind switch
    {
        RealignedKind.Inserted => Dump(range.Bytes, range),
        RealignedKind.Removed => Dump(range.ReferenceBytes, range),
        _ => $"{Dump(range.ReferenceBytes, range)} -> {Dump(range.Bytes, range)}",
    };

    private static string Dump(byte[] bytes, RealignedRange range)
    {
        int most = range.Kind == RealignedKind.Changed ? LineBytes / 2 : LineBytes;
        ReadOnlySpan<byte> some = bytes.AsSpan(0, Math.Min(bytes.Length, most));
        StringBuilder digits = new(), characters = new();
        foreach (byte value in some)
        {
            digits.Append(value.ToString("x2", CultureInfo.InvariantCulture)).Append(' ');
            characters.Append(value is >= 0x20 and < 0x7f ? (char)value : '.');
        }
        bool isAll = range.IsOfBytes ? range.Length <= most : bytes.Length <= most && bytes.Length < RealignedRange.MostBytes;
        return $"{digits}{(isAll ? "" : "... ")} {characters}{(isAll ? "" : "...")}";
    }
}

using System.Globalization;
using MemMap.Compute;

namespace MemMap.Output;

/// <summary>Lists the first changes of bytes, a line for each, for -WhatIf and -Confirm.</summary>
internal static class ChangeList
{
    /// <summary>The number of changes in a list.</summary>
    internal const int Length = 20;

    private const int ShownBytes = 8;

    /// <summary>Returns the number of changes and bytes in words.</summary>
    internal static string Count(ChangeSummary changes)
        => string.Create(CultureInfo.InvariantCulture, $"{changes.Count} {(changes.Count == 1 ? "change" : "changes")} ({changes.Bytes} "
            + $"{(changes.Bytes == 1 ? "byte" : "bytes")})");

    /// <summary>Returns a title and the list below it.</summary>
    internal static string Of(string title, ChangeSummary changes)
    {
        bool isOfSeveral = changes.First.Select(change => change.File).Distinct().Skip(1).Any();
        IEnumerable<string> lines = changes.First.Select(
            change => Line(change.Change) + (isOfSeveral ? $"  {Path.GetFileName(change.File)}" : ""));
        long more = changes.Count - changes.First.Count;
        return string.Join(
            Environment.NewLine,
            [
                Printable.Line(title), .. lines.Select(line => "  " + Printable.Line(line)),
                .. more > 0 ? [$"  ... and {more} more"] : Array.Empty<string>(),
            ]);
    }

    private static string Line(ByteChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{change.Offset:x8}  {Hex(change.Old)} -> {Hex(change.New)}  {Text(change.Old)} -> {Text(change.New)}");

    private static string Hex(byte[] bytes)
        => string.Join(' ', bytes.Take(ShownBytes).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)))
            + (bytes.Length > ShownBytes ? " ..." : "");

    private static string Text(byte[] bytes)
        => $"|{string.Concat(bytes.Take(ShownBytes).Select(value => value is >= 0x20 and < 0x7f ? (char)value : '.'))}|";
}

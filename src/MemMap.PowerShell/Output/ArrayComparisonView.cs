using System.Collections;

namespace MemMap.Output;

/// <summary>Formats the lists of a comparison as text. MemMap.format.ps1xml calls it.</summary>
public static class ArrayComparisonView
{
    /// <summary><c>id: 3, name: 1</c>.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Fields(ArrayComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return Printable.Line(
            string.Join(", ", comparison.Fields.Select(field => FormattableString.Invariant($"{field.Field}: {field.Count}"))));
    }

    /// <summary>A line for each listed difference: <c>[1, 2] id: 5 -> 7</c>.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Differences(ArrayComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        string rest = comparison.DifferenceCount > comparison.Differences.Length && comparison.Fields.Length == 0
            ? Environment.NewLine + "..." : "";
        return string.Join(Environment.NewLine, comparison.Differences.Select(Line)) + rest;
    }

    private static string Line(ArrayDifference difference)
    {
        string index = difference.Index is IEnumerable list ? string.Join(", ", list.Cast<long>())
            : FormattableString.Invariant($"{difference.Index}");
        if (difference is { Index: long position, ReferenceValue: byte before, DifferenceValue: byte after })
        {
            // As a dump has them.
            return FormattableString.Invariant($"0x{position:x8}: {before:x2} {Character(before)} -> {after:x2} {Character(after)}");
        }
        string field = difference.Field is { } name ? $" {name}" : "";
        string file = difference.FileName is { } path ? $" ({path})" : "";
        return Printable.Line($"[{index}]{field}: {Text(difference.ReferenceValue)} -> {Text(difference.DifferenceValue)}{file}");
    }

    private static char Character(byte value) => value is >= 0x20 and < 0x7f ? (char)value : '.';

    private static string Text(object? value) => value switch
    {
        null => "NaT",
        byte[] bytes => BitConverter.ToString(bytes).Replace('-', ' '),
        string text => $"'{text}'",
        _ => FormattableString.Invariant($"{value}"),
    };
}

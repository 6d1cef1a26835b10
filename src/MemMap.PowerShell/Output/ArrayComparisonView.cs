namespace MemMap.Output;

/// <summary>Formats the lists of a comparison as text. MemMap.format.ps1xml calls it.</summary>
public static class ArrayComparisonView
{
    /// <summary><c>id: 3, name: 1</c>.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Fields(ArrayComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return Printable.Line(string.Join<FieldDifferences>(", ", comparison.Fields));
    }

    /// <summary>A line for each listed difference: <c>[1, 2] id: 5 -> 7</c>.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Differences(ArrayComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        string rest = comparison.DifferenceCount > comparison.Differences.Length && comparison.Fields.Length == 0
            ? Environment.NewLine + "..." : "";
        return string.Join<ArrayDifference>(Environment.NewLine, comparison.Differences) + rest;
    }
}

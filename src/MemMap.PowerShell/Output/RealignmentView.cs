namespace MemMap.Output;

/// <summary>Formats the ranges of a realignment as text. MemMap.format.ps1xml calls it.</summary>
public static class RealignmentView
{
    /// <summary>A line for each listed range: <c>0x00000010 -> 0x00000010  Inserted 2: 6f 6b  ok</c>.</summary>
    /// <param name="realignment">The realignment.</param>
    public static string Differences(ArrayRealignment realignment)
    {
        ArgumentNullException.ThrowIfNull(realignment);
        string rest = realignment.RangeCount > realignment.Differences.Length ? Environment.NewLine + "..." : "";
        return string.Join<RealignedRange>(Environment.NewLine, realignment.Differences) + rest;
    }
}

namespace MemMap.Output;

/// <summary>Formats the lists of a measure as text. MemMap.format.ps1xml calls it.</summary>
public static class MeasureView
{
    private const int MaxItems = 5;

    /// <summary><c>0.25: 3, 0.5: 7</c>.</summary>
    /// <param name="measure">The measure.</param>
    public static string Quantiles(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return Line(measure.Quantiles!, quantile => FormattableString.Invariant($"{quantile.Quantile}: {quantile.Value}"));
    }

    /// <summary><c>[0, 1): 12, [1, 2]: 5</c>.</summary>
    /// <param name="measure">The measure.</param>
    public static string Histogram(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        MeasureBin[] bins = measure.Histogram!;
        return Line(
            bins, bin => FormattableString.Invariant($"[{bin.From}, {bin.To}{(ReferenceEquals(bin, bins[^1]) ? ']' : ')')}: {bin.Count}"));
    }

    /// <summary><c>3: 12 times, 4: 5 times</c>.</summary>
    /// <param name="measure">The measure.</param>
    public static string Unique(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return Line(measure.Unique!, value => FormattableString.Invariant($"{value.Value ?? "NaT"}: {value.Count}"));
    }

    private static string Line<T>(T[] items, Func<T, string> text)
        => Printable.Line(string.Join(", ", items.Take(MaxItems).Select(text)))
            + (items.Length > MaxItems ? $", ... ({items.Length})" : "");
}

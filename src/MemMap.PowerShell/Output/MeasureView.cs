using System.Globalization;
using System.Management.Automation;
using MemMap.Pictures;

namespace MemMap.Output;

/// <summary>Formats the lists of a measure as text. MemMap.format.ps1xml calls it.</summary>
public static class MeasureView
{
    private const int MaxItems = 5, MaxBins = 20;

    // Floats from here on have no fraction in 7 digits. Those of the second kind don't have all digits of their whole part.
    private const double Whole = 1e6, Large = 1e15;

    // An edge has a digit more than distinguishes the bins.
    private const double EdgeResolution = 10;

    /// <summary><c>0.25: 3, 0.5: 7</c>.</summary>
    /// <param name="measure">The measure.</param>
    public static string Quantiles(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return Line(measure.Quantiles!, quantile => FormattableString.Invariant($"{quantile.Quantile}: {Rounded(Shown(quantile.Value))}"));
    }

    /// <summary>A line for each bin, <c>[0, 1)  12</c>, or for those at both ends.</summary>
    /// <param name="measure">The measure.</param>
    public static string Histogram(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        MeasureBin[] bins = measure.Histogram!;
        string[] edges = Edges(measure);
        int width = edges.Max(edge => edge.Length), digits = bins.Max(bin => Count(bin).Length);
        IEnumerable<string> lines = bins.Select((bin, i) => $"{edges[i].PadRight(width)}  {Count(bin).PadLeft(digits)}");
        return string.Join(
            Environment.NewLine,
            bins.Length <= MaxBins ? lines : [.. lines.Take(MaxBins / 2), "...", .. lines.TakeLast(MaxBins / 2)]);

        static string Count(MeasureBin bin) => bin.Count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The bins in one line: <c>[0, 1): 12, [1, 2]: 7</c>.</summary>
    /// <param name="measure">The measure.</param>
    public static string Bins(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        (string Edges, MeasureBin Bin)[] bins = [.. Edges(measure).Zip(measure.Histogram!)];
        return Line(bins, bin => FormattableString.Invariant($"{bin.Edges}: {bin.Bin.Count}"));
    }

    /// <summary><c>3: 12 times, 4: 5 times</c>.</summary>
    /// <param name="measure">The measure.</param>
    public static string Unique(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return Line(measure.Unique!, value => FormattableString.Invariant($"{Shown(value.Value)}: {value.Count}"));
    }

    /// <summary>The values that make a group: <c>warn</c>, <c>warn / 3</c>.</summary>
    /// <param name="group">The group.</param>
    public static string Group(GroupCount group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Printable.Line(string.Join(" / ", group.Values.Select(
            (value, i) => Convert.ToString(
                value is null && group.Computed.Contains(i) ? "$null" : Shown(value), CultureInfo.InvariantCulture))));
    }

    /// <summary>What is measured, and by which fields: <c>price by kind, host</c>.</summary>
    /// <param name="group">The group.</param>
    public static string Title(GroupCount group)
    {
        ArgumentNullException.ThrowIfNull(group);
        string measured = group is MeasureGroup { Field: var field } ? field ?? "elements" : "records";
        return Printable.Line($"{measured} by {string.Join(", ", group.GroupBy)}");
    }

    /// <summary>
    /// A figure as a table shows it: a float with 7 significant digits and its whole part, below 1e-5 and from 1e15 on with an exponent.
    /// Other values are as <see cref="ShownText.Number"/> has them.
    /// </summary>
    /// <param name="value">The value.</param>
    public static object? Number(object? value)
        => Rounded(value is PSObject { BaseObject: var inner } ? inner : value) is string text && value is not string
            ? text : ShownText.Number(value);

    private static object? Rounded(object? value)
        => value is not (double or float or Half) ? value
            : Convert.ToDouble(value is Half half ? (float)half : value, CultureInfo.InvariantCulture) is var number
                && Math.Abs(number) is >= Whole and < Large ? number.ToString("F0", CultureInfo.InvariantCulture)
            : number.ToString("G7", CultureInfo.InvariantCulture);

    private static string[] Edges(Measure measure)
    {
        MeasureBin[] bins = measure.Histogram!;
        ValueLabels labels = new(measure.DType);
        return Array.ConvertAll(
            bins, bin => $"[{Edge(bin, bin.From)}, {Edge(bin, bin.To)}{(ReferenceEquals(bin, bins[^1]) ? ']' : ')')}");

        string Edge(MeasureBin bin, double value) => labels.Format(value, (bin.To - bin.From) / EdgeResolution);
    }

    // A date as arrays print it, and bytes as their digits.
    private static object Shown(object? value) => value switch
    {
        null => "NaT",
        DateTime date => date.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        _ => value,
    };

    private static string Line<T>(T[] items, Func<T, string> text)
        => Printable.Line(string.Join(", ", items.Take(MaxItems).Select(text)))
            + (items.Length > MaxItems ? $", ... ({items.Length})" : "");
}

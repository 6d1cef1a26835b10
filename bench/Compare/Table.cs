using System.Globalization;

namespace MemMap.Bench;

/// <summary>Writes a Markdown table that lines up in a terminal too, each line as soon as it is known.</summary>
internal sealed class Table(TextWriter writer, string[] columns)
{
    private const int NameWidth = 25;

    internal void WriteHeader()
    {
        Write("workload", columns);
        writer.WriteLine($"| {new string('-', NameWidth)} | "
            + $"{string.Join(" | ", columns.Select(column => new string('-', column.Length - 1) + ':'))} |");
    }

    internal void Write(string name, string[] cells)
        => writer.WriteLine($"| {name.PadRight(NameWidth)} | "
            + $"{string.Join(" | ", cells.Zip(columns, (cell, column) => cell.PadLeft(column.Length)))} |");

    /// <summary>Writes what some ratios come to; nothing where there are none.</summary>
    internal void WriteSummary(string title, IReadOnlyCollection<double> ratios)
    {
        if (ratios.Count > 0)
        {
            double mean = Math.Exp(ratios.Average(Math.Log));
            writer.WriteLine();
            writer.WriteLine(
                $"{title}{Number(mean, "F2")}, lowest {Number(ratios.Min(), "F2")}; {ratios.Count(ratio => ratio < 1)} of "
                    + $"{ratios.Count} below 1.");
        }
    }

    internal static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    /// <summary>A time in milliseconds.</summary>
    internal static string Time(double? seconds, string format = "F3") => Number(1000 * seconds, format);
}

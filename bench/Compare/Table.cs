using System.Globalization;

namespace MemMap.Bench;

/// <summary>Writes outcomes as a Markdown table that lines up in a terminal too, each line as soon as it is known.</summary>
internal sealed class Table(TextWriter writer)
{
    private const int NameWidth = 25;

    private static readonly string[] Columns = ["numpy ms", "MemMap ms", "  ratio", "  GB/s", "of bandwidth"];

    private readonly List<double> _ratios = [];

    internal void WriteHeader()
    {
        WriteLine("workload", Columns);
        writer.WriteLine($"| {new string('-', NameWidth)} | "
            + $"{string.Join(" | ", Columns.Select(column => new string('-', column.Length - 1) + ':'))} |");
    }

    internal void Write(Outcome outcome)
    {
        if (outcome.Ratio is { } ratio)
        {
            _ratios.Add(ratio);
        }
        WriteLine(outcome.Workload.Name,
        [
            outcome.NumPy is { } numPy ? Number(1000 * numPy, "F3") : "no numpy",
            Number(1000 * outcome.MemMap, "F3"),
            Number(outcome.Ratio, "F2"),
            Number(outcome.Workload.Bytes == 0 ? null : outcome.Workload.Bytes / outcome.MemMap / 1e9, "F1"),
            Number(outcome.BareLoop / outcome.MemMap, "P0"),
        ]);
    }

    internal void WriteSummary()
    {
        if (_ratios.Count > 0)
        {
            double mean = Math.Exp(_ratios.Average(Math.Log));
            writer.WriteLine();
            writer.WriteLine(
                $"Geometric mean {Number(mean, "F2")}, lowest {Number(_ratios.Min(), "F2")}; {_ratios.Count(ratio => ratio < 1)} of "
                    + $"{_ratios.Count} below 1.");
        }
    }

    private void WriteLine(string name, string[] cells)
        => writer.WriteLine($"| {name.PadRight(NameWidth)} | "
            + $"{string.Join(" | ", cells.Zip(Columns, (cell, column) => cell.PadLeft(column.Length)))} |");

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}

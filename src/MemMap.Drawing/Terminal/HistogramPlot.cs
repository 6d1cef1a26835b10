using System.Globalization;
using MemMap.Pictures;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemMap.Drawing.Terminal;

/// <summary>A histogram as a bar chart: a bar for each bin, beside its range and with its count.</summary>
internal static class HistogramPlot
{
    internal static IRenderable Of(HistogramPicture picture, Pictures.Canvas canvas)
    {
        // No bars at all, and no chart that would ask for the highest one.
        if (picture.Counts.Length == 0)
        {
            return new TextLine([new("(nothing to count)")]);
        }
        BarChart chart = new()
        {
            Width = canvas.Width,
            Culture = CultureInfo.InvariantCulture,
            ValueFormatter = static (value, culture) => value.ToString("N0", culture),
        };
        double step = new ValueRange(picture.Edges[0], picture.Edges[^1]).Step(picture.Counts.Length);
        string[] edges = [.. picture.Edges.Select(edge => picture.Values.Format(edge, picture.IsEachValue ? step : step / 100))];
        int width = edges.Max(static edge => edge.Length);
        for (int i = 0; i < picture.Counts.Length; i++)
        {
            // The last bin has its upper edge too.
            string label = picture.IsEachValue ? edges[i]
                // Two dates are longer than the bars.
                : picture.Values.AreTimes ? $"from {edges[i].PadRight(width)}"
                : $"[{edges[i].PadLeft(width)}, {edges[i + 1].PadLeft(width)}{(i == picture.Counts.Length - 1 ? ']' : ')')}";
            chart.AddItem(Markup.Escape(label), picture.Counts[i], Color.Aqua);
        }
        return chart;
    }
}

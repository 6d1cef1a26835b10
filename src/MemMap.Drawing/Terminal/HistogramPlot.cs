using System.Globalization;
using MemMap.Pictures;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemMap.Drawing.Terminal;

/// <summary>
/// A histogram as a bar for each bin, beside its range and with its count. The largest bin's bar takes all the room that labels and counts
/// leave, and the others are in proportion to it.
/// </summary>
internal sealed class HistogramPlot(HistogramPicture picture, Pictures.Canvas canvas) : Renderable
{
    // Where ranges leave fewer columns for the bars, the bins are named by their lower edges.
    private const int LeastBar = 8;

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        if (picture.Counts.Length == 0)
        {
            yield return new Segment("(nothing to count)");
            yield return Segment.LineBreak;
            yield break;
        }
        string[] counts = [.. picture.Counts.Select(count => count.ToString("N0", CultureInfo.InvariantCulture))];
        // Two columns before the bar, one behind it.
        int room = canvas.Width - counts.Max(static count => count.Length) - 3;
        string[] labels = Labels(room - LeastBar);
        int label = labels.Max(static text => text.Length), bar = Math.Max(1, room - label);
        double largest = Math.Max(1, picture.Counts.Max());
        for (int i = 0; i < counts.Length; i++)
        {
            int length = (int)Math.Round(picture.Counts[i] / largest * bar);
            yield return new Segment(labels[i].PadRight(label + 2));
            // A bin that is not empty is to be seen.
            yield return new Segment(length == 0 && picture.Counts[i] > 0 ? "▏" : new string('█', length), new Style(Color.Aqua));
            yield return new Segment(picture.Counts[i] == 0 ? counts[i] : " " + counts[i]);
            yield return Segment.LineBreak;
        }
    }

    private string[] Labels(int room)
    {
        double step = new ValueRange(picture.Edges[0], picture.Edges[^1]).Step(picture.Counts.Length);
        if (picture.IsEachValue)
        {
            return [.. picture.Edges[..^1].Select(edge => picture.Values.Format(edge, step))];
        }
        // Digits are not grouped: the comma stands between the ends.
        string[] edges = [.. picture.Edges.Select(edge => picture.Values.Format(edge, step / 100, isGrouped: false))];
        int width = edges.Max(static edge => edge.Length);
        // The last bin has its upper edge too.
        string[] ranges = [.. edges[1..].Select((edge, i) =>
            $"[{edges[i].PadLeft(width)}, {edge.PadLeft(width)}{(i == edges.Length - 2 ? ']' : ')')}")];
        return picture.Values.AreTimes || ranges[0].Length > room
            ? [.. edges[..^1].Select(edge => $"from {edge.PadRight(width)}")] : ranges;
    }
}

using MemMap.Pictures;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemMap.Drawing.Terminal;

/// <summary>A line in Braille dots between two axes. A column of dots is what its bin's elements reach over.</summary>
/// <param name="panel">The line.</param>
/// <param name="frame">Where it is.</param>
/// <param name="axis">The horizontal axis; null if it has the positions of the elements.</param>
/// <param name="isColored">Whether a line of means has a color of its own. Without one, it is a stroke through full characters.</param>
/// <param name="isLast">Whether it has the horizontal axis below it.</param>
internal sealed class LinePlot(LinePanel panel, Frame frame, XAxis? axis, bool isColored, bool isLast) : Renderable
{
    private const char Full = '\u28ff', Stroke = '━';

    private static readonly Style Ink = new(Color.Aqua), MeanInk = new(Color.Yellow), Axis = new(Color.Grey);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        EnvelopeResult line = panel.Line;
        ValueRange range = ValueRange.Of(line.Minimum, line.Maximum);
        DotCanvas dots = panel.Points is { } points ? Draw(points) : Draw(line, range);
        bool[,] means = Means(line, range);
        string[] labels = double.IsNaN(line.Minimum) ? new string[frame.Rows] : Labels(range);
        for (int row = 0; row < frame.Rows; row++)
        {
            yield return new Segment(AxisText.Label(labels[row] ?? "", frame.Left), Axis);
            yield return new Segment(labels[row] is null ? " │" : " ┤", Axis);
            foreach (Segment part in Parts(dots.Row(row), row, means))
            {
                yield return part;
            }
            yield return Segment.LineBreak;
        }
        if (!isLast)
        {
            yield break;
        }
        yield return new Segment(new string(' ', frame.Left) + " └" + new string('─', frame.Columns), Axis);
        yield return Segment.LineBreak;
        yield return new Segment(
            axis is null ? AxisText.Positions(frame.Left + 2, frame.Columns, line.Size)
                : AxisText.Values(frame.Left + 2, frame.Columns, axis),
            Axis);
        yield return Segment.LineBreak;
    }

    // The ends have exact labels, in between are round values.
    private string[] Labels(ValueRange range)
    {
        string[] labels = new string[frame.Rows];
        foreach (double value in panel.Values.Ticks(range, Math.Min(8, frame.Rows / 2)))
        {
            int row = (int)Math.Round((1 - range.Part(value)) * (frame.Rows - 1));
            if (row > 1 && row < frame.Rows - 2)
            {
                labels[row] = panel.Values.Format(value, range.Step(frame.Rows));
            }
        }
        labels[0] = panel.Values.Format(range.High, range.Step(100));
        labels[^1] = panel.Values.Format(range.Low, range.Step(100));
        return labels;
    }

    /// <summary>A row of the plot, in which the characters of the line of means have another color.</summary>
    private IEnumerable<Segment> Parts(string text, int row, bool[,] means)
    {
        for (int start = 0; start < text.Length;)
        {
            int end = start + 1;
            while (end < text.Length && means[row, end] == means[row, start])
            {
                end++;
            }
            string part = text[start..end];
            yield return !means[row, start] ? new Segment(part, Ink)
                : new Segment(isColored ? part : part.Replace(Full, Stroke), MeanInk);
            start = end;
        }
    }

    private DotCanvas Draw(EnvelopeResult line, ValueRange range)
    {
        DotCanvas dots = new(frame.Columns, frame.Rows);
        int Row(double value) => (int)Math.Round(range.Part(value) * (dots.Height - 1));
        int before = -1;
        for (int bin = 0; bin < line.Bins; bin++)
        {
            if (double.IsNaN(line.Low[bin]))
            {
                // Missing elements are a gap. Where there is no value along the axis, nothing is missing.
                before = axis is null ? -1 : before;
                continue;
            }
            int x = Column(line, bin);
            dots.Bar(x, Row(line.Low[bin]), Row(line.High[bin]));
            if (before >= 0)
            {
                dots.Segment(Column(line, before), Row(line.Last[before]), x, Row(line.First[bin]));
            }
            before = bin;
        }
        return dots;
    }

    private DotCanvas Draw(PointGrid points)
    {
        DotCanvas dots = new(frame.Columns, frame.Rows);
        for (int i = 0; i < points.Counts.Length; i++)
        {
            if (points.Counts[i] > 0)
            {
                (int x, int y) = (i % points.Columns, i / points.Columns);
                dots.Bar(x, y, y);
            }
        }
        return dots;
    }

    /// <summary>The characters that the line of means goes through.</summary>
    private bool[,] Means(EnvelopeResult line, ValueRange range)
    {
        var means = new bool[frame.Rows, frame.Columns];
        for (int bin = 0; panel.HasMean && bin < line.Bins; bin++)
        {
            if (double.IsFinite(line.Mean[bin]))
            {
                int row = (int)Math.Clamp((1 - range.Part(line.Mean[bin])) * frame.Rows, 0, frame.Rows - 1);
                means[row, Column(line, bin) / 2] = true;
            }
        }
        return means;
    }

    private int Column(EnvelopeResult line, int bin)
    {
        int width = frame.DotColumns;
        return line.Bins < 2 ? (width - 1) / 2 : (int)((long)bin * (width - 1) / (line.Bins - 1));
    }
}

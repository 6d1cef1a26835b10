using MemMap.Pictures;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemMap.Drawing.Terminal;

/// <summary>A line in Braille dots between two axes. A column of dots is what its bin's elements reach over.</summary>
/// <param name="panel">The line.</param>
/// <param name="frame">Where it is.</param>
/// <param name="isLast">Whether it has the axis of positions below it.</param>
internal sealed class LinePlot(LinePanel panel, Frame frame, bool isLast) : Renderable
{
    private static readonly Style Ink = new(Color.Aqua), Axis = new(Color.Grey);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        EnvelopeResult line = panel.Line;
        ValueRange range = ValueRange.Of(line.Minimum, line.Maximum);
        DotCanvas dots = Draw(line, range);
        string[] labels = double.IsNaN(line.Minimum) ? new string[frame.Rows] : Labels(range);
        for (int row = 0; row < frame.Rows; row++)
        {
            yield return new Segment(AxisText.Label(labels[row] ?? "", frame.Left), Axis);
            yield return new Segment(labels[row] is null ? " │" : " ┤", Axis);
            yield return new Segment(dots.Row(row), Ink);
            yield return Segment.LineBreak;
        }
        if (!isLast)
        {
            yield break;
        }
        yield return new Segment(new string(' ', frame.Left) + " └" + new string('─', frame.Columns), Axis);
        yield return Segment.LineBreak;
        yield return new Segment(AxisText.Positions(frame.Left + 2, frame.Columns, line.Size), Axis);
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

    private DotCanvas Draw(EnvelopeResult line, ValueRange range)
    {
        DotCanvas dots = new(frame.Columns, frame.Rows);
        int Row(double value) => (int)Math.Round(range.Part(value) * (dots.Height - 1));
        int Column(int bin) => line.Bins < 2 ? (dots.Width - 1) / 2 : (int)((long)bin * (dots.Width - 1) / (line.Bins - 1));
        for (int bin = 0; bin < line.Bins; bin++)
        {
            if (double.IsNaN(line.Low[bin]))
            {
                continue;
            }
            int x = Column(bin);
            dots.Bar(x, Row(line.Low[bin]), Row(line.High[bin]));
            if (bin > 0 && !double.IsNaN(line.Last[bin - 1]))
            {
                dots.Segment(Column(bin - 1), Row(line.Last[bin - 1]), x, Row(line.First[bin]));
            }
        }
        return dots;
    }
}

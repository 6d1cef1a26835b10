using MemMap.Pictures;
using OxyPlot;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemMap.Drawing.Terminal;

/// <summary>
/// A heat map in cells: of half a character each where there are colors, of one character in five shades where there are none. Below it is
/// the scale.
/// </summary>
internal sealed class MapPlot(HeatMapPicture picture, Frame frame, bool isColored) : Renderable
{
    private const string Shades = " ░▒▓█";
    private const char NoValue = '·';
    private const int ScaleColumns = 20;

    /// <summary>So few rows all have a label.</summary>
    private const int FewRows = 8;

    private static readonly Style Axis = new(Spectre.Console.Color.Grey);

    private readonly HeatMapResult _map = picture.Map;

    private readonly ValueRange _range = ValueRange.Of(picture.Map.Mean);

    /// <summary>The character of a value between 0 and 1.</summary>
    internal static char Shade(double part) => Shades[(int)Math.Clamp(part * Shades.Length, 0, Shades.Length - 1)];

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        int rows = _map.Blocks[0], columns = _map.Blocks[1];
        // Few cells are drawn larger, all by the same factor.
        int perLine = isColored ? 2 : 1;
        int high = rows == 0 ? 1 : Math.Clamp(frame.MapRows * perLine / rows, 1, 4 * perLine);
        int wide = columns == 0 ? 1 : Math.Clamp(frame.Columns / columns, 1, 8);
        int lines = ((rows * high) + perLine - 1) / perLine;
        for (int line = 0; line < lines; line++)
        {
            int row = line * perLine / high;
            bool isFirst = line == 0 || row != (line - 1) * perLine / high;
            bool hasLabel = isFirst && (rows <= FewRows || line % 4 == 0 || row == rows - 1);
            long position = (long)row * _map.Shape[0] / Math.Max(1, rows);
            yield return new Segment(AxisText.Label(hasLabel ? ValueLabels.Position(position) : "", frame.Left), Axis);
            yield return new Segment(hasLabel ? " ┤" : " │", Axis);
            for (int column = 0; column < columns; column++)
            {
                foreach (Segment cell in Cells(line * perLine, high, column, wide))
                {
                    yield return cell;
                }
            }
            yield return Segment.LineBreak;
        }
        int plot = Math.Max(1, columns * wide);
        yield return new Segment(new string(' ', frame.Left) + " └" + new string('─', plot), Axis);
        yield return Segment.LineBreak;
        yield return new Segment(AxisText.Positions(frame.Left + 2, plot, _map.Shape[1]), Axis);
        yield return Segment.LineBreak;
        if (_map.Mean.Any(double.IsFinite))
        {
            foreach (Segment part in Scale())
            {
                yield return part;
            }
        }
    }

    private IEnumerable<Segment> Cells(int line, int high, int column, int wide)
    {
        double upper = At(line / high, column);
        if (!isColored)
        {
            yield return new Segment(
                new string(
                    double.IsNaN(upper) ? NoValue : Shade(_range.Part(upper)),
                    wide));
            yield break;
        }
        double lower = At((line + 1) / high, column);
        // Where a half has no value, the terminal's own background is seen.
        yield return double.IsNaN(upper) && double.IsNaN(lower) ? new Segment(new string(' ', wide))
            : double.IsNaN(upper) ? new Segment(new string('▄', wide), new Style(ColorOf(lower)))
            : double.IsNaN(lower) ? new Segment(new string('▀', wide), new Style(ColorOf(upper)))
            : new Segment(new string('▀', wide), new Style(ColorOf(upper), ColorOf(lower)));
    }

    private double At(int row, int column) => row < _map.Blocks[0] ? _map.Mean[(row * _map.Blocks[1]) + column] : double.NaN;

    private Spectre.Console.Color ColorOf(double value)
    {
        OxyColor color = Palette.Of(_range.Part(value));
        return new(color.R, color.G, color.B);
    }

    private IEnumerable<Segment> Scale()
    {
        double step = _range.Step(ScaleColumns);
        yield return new Segment(AxisText.Label(picture.Values.Format(_range.Low, step), frame.Left) + "  ", Axis);
        for (int i = 0; i < ScaleColumns; i++)
        {
            double part = (i + 0.5) / ScaleColumns;
            OxyColor color = Palette.Of(part);
            yield return isColored
                ? new Segment(" ", new Style(background: new(color.R, color.G, color.B)))
                : new Segment(Shade(part).ToString());
        }
        yield return new Segment("  " + picture.Values.Format(_range.High, step), Axis);
        yield return Segment.LineBreak;
    }
}

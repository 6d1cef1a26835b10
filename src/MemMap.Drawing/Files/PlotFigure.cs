using System.Globalization;
using MemMap.Pictures;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MemMap.Drawing.Files;

/// <summary>A plot with axes, by OxyPlot. Its subtitle are the notes.</summary>
internal sealed partial class PlotFigure : Figure
{
    /// <summary>Tables of so few cells are drawn cell by cell, with sharp edges at any size.</summary>
    private const int FewCells = 5000;

    private const double TitleDistance = 10;

    private static readonly OxyColor Ink = OxyColor.FromRgb(0x1f, 0x77, 0xb4), Grid = OxyColor.FromRgb(0xe0, 0xe0, 0xe0);

    private readonly PlotModel _model;

    internal PlotFigure(Picture picture, Canvas canvas) : base(canvas)
    {
        _model = new()
        {
            Title = picture.Title,
            Subtitle = picture.Notes.Count > 0 ? string.Join("; ", picture.Notes) : null,
            DefaultFont = GlyphFont.Sans.Family,
            TitleFontSize = 16,
            TitleFontWeight = FontWeights.Normal,
            SubtitleFontSize = 11,
            Culture = CultureInfo.InvariantCulture,
            PlotAreaBorderColor = OxyColors.Gray,
            Padding = new OxyThickness(8, 8, 24, 8),
        };
        switch (picture)
        {
            case LinePicture lines:
                AddLines(lines);
                break;
            case HistogramPicture histogram:
                AddHistogram(histogram);
                break;
            case HeatMapPicture map:
                AddMap(map);
                break;
            default:
                throw new NotSupportedException(picture.GetType().Name);
        }
    }

    internal override void Draw(IRenderContext context)
    {
        IPlotModel model = _model;
        model.Update(true);
        model.Render(context, new OxyRect(0, 0, Canvas.Width, Canvas.Height));
        if (_model.GetLastPlotException() is { } failure)
        {
            // It would draw the exception's text.
            throw new InvalidOperationException(failure.Message, failure);
        }
    }

    private void AddHistogram(HistogramPicture picture)
    {
        (ValueRange range, double unit) = InUnit(new(picture.Edges.FirstOrDefault(0), picture.Edges.LastOrDefault(1)));
        long most = picture.Counts.DefaultIfEmpty(1).Max();
        // A bar of one integer stands over it.
        double shift = picture.IsEachValue ? -0.5 : 0;
        LinearAxis values = Values(
            AxisPosition.Bottom, new(range.Low + shift, range.High + shift), unit, picture.Values, room: 0, title: "value");
        values.MinimumMajorStep = picture.IsEachValue ? 1 : 0;
        values.MajorGridlineStyle = LineStyle.None;
        _model.Axes.Add(values);
        LinearAxis counts = new()
        {
            Position = AxisPosition.Left,
            Title = "elements",
            AxisTitleDistance = TitleDistance,
            Minimum = 0,
            Maximum = Math.Max(1, most * 1.03),
            MinimumMajorStep = 1,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = Grid,
            MinorTickSize = 0,
            LabelFormatter = ValueLabels.Position,
        };
        _model.Axes.Add(counts);
        RectangleBarSeries series = new()
        {
            FillColor = Ink,
            StrokeColor = OxyColors.White,
            StrokeThickness = picture.Counts.Length > 100 ? 0 : 0.5,
        };
        for (int bin = 0; bin < picture.Counts.Length; bin++)
        {
            series.Items.Add(new((picture.Edges[bin] * unit) + shift, 0, (picture.Edges[bin + 1] * unit) + shift, picture.Counts[bin]));
        }
        _model.Series.Add(series);
    }

    private void AddMap(HeatMapPicture picture)
    {
        HeatMapResult map = picture.Map;
        int rows = map.Blocks[0], columns = map.Blocks[1];
        (ValueRange range, double unit) = InUnit(ValueRange.Of(map.Mean));
        LinearAxis down = Positions(AxisPosition.Left, "row", map.Shape[0]),
            across = Positions(AxisPosition.Bottom, "column", map.Shape[1]);
        // Row 0 is at the top, as in a table or an image.
        (down.StartPosition, down.EndPosition) = (1, 0);
        // A cell stands around its position.
        (down.Minimum, down.Maximum) = (-0.5, Math.Max(1, map.Shape[0]) - 0.5);
        (across.Minimum, across.Maximum) = (-0.5, Math.Max(1, map.Shape[1]) - 0.5);
        _model.Axes.Add(down);
        _model.Axes.Add(across);
        _model.Axes.Add(new LinearColorAxis
        {
            Position = AxisPosition.Right,
            Palette = Palette.Viridis,
            // This is how wide the colors are.
            MajorTickSize = 16,
            MinorTickSize = 0,
            Minimum = range.Low,
            Maximum = range.High,
            InvalidNumberColor = OxyColors.White,
            LabelFormatter = Labels(picture.Values, range, unit),
        });
        if (!map.Mean.Any(double.IsFinite))
        {
            return;
        }
        double[,] data = new double[columns, rows];
        for (int i = 0; i < map.Mean.Length; i++)
        {
            data[i % columns, i / columns] = map.Mean[i] * unit;
        }
        _model.Series.Add(new HeatMapSeries
        {
            Data = data,
            X0 = -0.5,
            X1 = map.Shape[1] - 0.5,
            Y0 = -0.5,
            Y1 = map.Shape[0] - 0.5,
            CoordinateDefinition = HeatMapCoordinateDefinition.Edge,
            Interpolate = false,
            EdgeRenderingMode = EdgeRenderingMode.PreferSharpness,
            RenderMethod = map.Mean.Length <= FewCells ? HeatMapRenderMethod.Rectangles : HeatMapRenderMethod.Bitmap,
        });
    }

    private static LinearAxis Positions(AxisPosition position, string title, long length) => Spaced(new()
    {
        Position = position,
        Title = title,
        AxisTitleDistance = TitleDistance,
        Minimum = length < 2 ? -0.5 : 0,
        Maximum = length < 2 ? 0.5 : length - 1,
        // There are no halves of an element.
        MinimumMajorStep = 1,
        MinorTickSize = 0,
        LabelFormatter = ValueLabels.Position,
    });

    private static LinearAxis Values(
        AxisPosition position, ValueRange range, double unit, ValueLabels labels, double room, string? title = null)
    {
        double span = range.Step(1) * room;
        LinearAxis axis = labels.AreTimes ? new TimeAxis(labels) : new LinearAxis();
        axis.Position = position;
        axis.Title = title;
        axis.AxisTitleDistance = TitleDistance;
        axis.Minimum = range.Low - span;
        axis.Maximum = range.High + span;
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineColor = Grid;
        axis.MinorTickSize = 0;
        axis.LabelFormatter = Labels(labels, range, unit);
        return Spaced(axis);
    }

    /// <summary>Sets the marks of a horizontal axis so far apart that their labels don't touch.</summary>
    private static LinearAxis Spaced(LinearAxis axis)
    {
        const double least = 60, date = 180, digit = 8, gap = 24;
        const int many = 20;
        if (axis.Position == AxisPosition.Bottom)
        {
            axis.IntervalLength = axis is TimeAxis ? date : Math.Max(least, gap + (digit * new ValueRange(axis.Minimum, axis.Maximum)
                .RoundValues(many).Select(value => axis.LabelFormatter(value).Length).DefaultIfEmpty(0).Max()));
        }
        return axis;
    }

    private static Func<double, string> Labels(ValueLabels labels, ValueRange range, double unit)
        => value => labels.Format(value / unit, range.Step(1000) / unit);

    // OxyPlot finds no round steps, and no finite spans, of very large and small numbers: those are drawn in another unit.
    private static (ValueRange Range, double Unit) InUnit(ValueRange range)
    {
        const double large = 1e20, small = 1e-20;
        const int mostDigits = 300;
        double size = Math.Max(Math.Abs(range.Low), Math.Abs(range.High));
        double unit = size is > large or (< small and > 0)
            ? Math.Pow(10, -Math.Clamp(Math.Floor(Math.Log10(size)), -mostDigits, mostDigits)) : 1;
        return (new(range.Low * unit, range.High * unit), unit);
    }
}

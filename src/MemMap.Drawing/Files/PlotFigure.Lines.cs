using MemMap.Pictures;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MemMap.Drawing.Files;

// Lines and points, one panel above the other.
internal sealed partial class PlotFigure
{
    /// <summary>How much of a panel is left empty below it.</summary>
    private const double PanelGap = 0.08;

    /// <summary>So few bins have a mark each.</summary>
    private const int FewMarks = 60;

    /// <summary>The part of an axis that is left empty at each end.</summary>
    private const double AxisRoom = 0.03;

    private static readonly OxyColor Band = OxyColor.FromRgb(0x9e, 0xc5, 0xe3), MeanInk = OxyColor.FromRgb(0xd6, 0x4b, 0x0f);

    private void AddLines(LinePicture picture)
    {
        IReadOnlyList<LinePanel> panels = picture.Panels;
        double acrossUnit = 1;
        if (picture.X is { } axis)
        {
            (ValueRange range, acrossUnit) = InUnit(axis.Range);
            _model.Axes.Add(Values(
                AxisPosition.Bottom, range, acrossUnit, axis.Values, AxisRoom / 3, axis.Name.Length == 0 ? null : axis.Name));
        }
        else
        {
            _model.Axes.Add(Positions(AxisPosition.Bottom, "index", panels[0].Line.Size));
        }
        for (int i = 0; i < panels.Count; i++)
        {
            // The first is at the top; between two there is some room.
            double room = panels.Count == 1 ? 0 : PanelGap / panels.Count, top = 1 - ((double)i / panels.Count);
            AddPanel(panels[i], picture.X, acrossUnit, top - (1.0 / panels.Count) + (i == panels.Count - 1 ? 0 : room), top);
        }
    }

    private void AddPanel(LinePanel panel, XAxis? across, double acrossUnit, double start, double end)
    {
        (ValueRange range, double unit) = InUnit(ValueRange.Of(panel.Line.Minimum, panel.Line.Maximum));
        LinearAxis axis = Values(
            AxisPosition.Left, range, unit, panel.Values, AxisRoom, panel.Name.Length == 0 ? null : panel.Name);
        (axis.Key, axis.StartPosition, axis.EndPosition) = (panel.Name, start, end);
        _model.Axes.Add(axis);
        if (panel.Points is { } points && across is not null)
        {
            ValueRange width = new(across.Range.Low * acrossUnit, across.Range.High * acrossUnit);
            AddPoints(points, panel, width, range, axis);
        }
        else
        {
            AddLine(panel, across, acrossUnit, unit);
        }
    }

    private void AddLine(LinePanel panel, XAxis? across, double acrossUnit, double unit)
    {
        EnvelopeResult bins = panel.Line;
        bool isEach = across is null && bins.Size == bins.Bins;
        LineSeries series = new()
        {
            Color = panel.HasMean ? Band : Ink,
            StrokeThickness = isEach || across is not null ? 1.5 : 1,
            LineJoin = LineJoin.Bevel,
            YAxisKey = panel.Name,
        };
        LineSeries means = new() { Color = MeanInk, StrokeThickness = 1.5, LineJoin = LineJoin.Bevel, YAxisKey = panel.Name };
        for (int bin = 0; bin < bins.Bins; bin++)
        {
            // Where there is no value along the axis, nothing is missing.
            if (across is not null && double.IsNaN(bins.Low[bin]))
            {
                continue;
            }
            // A bin is as wide as a pixel: a line up and down in it covers what the line through all its elements does.
            double part = (bin + 0.5) / bins.Bins, middle = across is { Range: var range } ? range.At(part) * acrossUnit
                : isEach ? bin : part * bins.Size;
            series.Points.Add(new(middle, bins.First[bin] * unit));
            if (!isEach)
            {
                series.Points.Add(new(middle, bins.Low[bin] * unit));
                series.Points.Add(new(middle, bins.High[bin] * unit));
                series.Points.Add(new(middle, bins.Last[bin] * unit));
            }
            means.Points.Add(new(middle, bins.Mean[bin] * unit));
        }
        // Few elements are points; one alone, or one among NaN, would else not be seen.
        bool isLonely = (across is null && bins.Bins <= FewMarks) || bins.Low.Count(double.IsFinite) <= FewMarks;
        if (isLonely)
        {
            (series.MarkerType, series.MarkerSize, series.MarkerFill) = (MarkerType.Circle, 3, Ink);
        }
        _model.Series.Add(series);
        if (panel.HasMean)
        {
            _model.Series.Add(means);
        }
    }

    private void AddPoints(PointGrid points, LinePanel panel, ValueRange across, ValueRange up, LinearAxis axis)
    {
        if (panel.Line.Size <= PointGrid.FewPoints)
        {
            ScatterSeries series = new() { MarkerType = MarkerType.Circle, MarkerSize = 2.5, MarkerFill = Ink, YAxisKey = panel.Name };
            for (int i = 0; i < points.Counts.Length; i++)
            {
                if (points.Counts[i] > 0)
                {
                    series.Points.Add(new(
                        across.At(((i % points.Columns) + 0.5) / points.Columns), up.At(((i / points.Columns) + 0.5) / points.Rows)));
                }
            }
            _model.Series.Add(series);
            return;
        }
        // Many points are colors: the logarithm of their number, so that a single one is seen beside a thousand.
        axis.MajorGridlineStyle = LineStyle.None;
        _model.Axes[0].MajorGridlineStyle = LineStyle.None;
        if (!_model.Axes.OfType<LinearColorAxis>().Any())
        {
            _model.Axes.Add(new LinearColorAxis
            {
                Position = AxisPosition.None,
                Palette = Palette.Viridis,
                InvalidNumberColor = OxyColors.White,
            });
        }
        double[,] data = new double[points.Columns, points.Rows];
        for (int i = 0; i < points.Counts.Length; i++)
        {
            data[i % points.Columns, i / points.Columns] = points.Counts[i] > 0 ? Math.Log10(points.Counts[i]) : double.NaN;
        }
        _model.Series.Add(new HeatMapSeries
        {
            Data = data,
            X0 = across.Low,
            X1 = across.High,
            Y0 = up.Low,
            Y1 = up.High,
            CoordinateDefinition = HeatMapCoordinateDefinition.Edge,
            Interpolate = false,
            RenderMethod = HeatMapRenderMethod.Bitmap,
            YAxisKey = panel.Name,
        });
    }
}

using MemMap.Pictures;
using OxyPlot.Axes;

namespace MemMap.Drawing.Files;

/// <summary>An axis of times, with marks where a calendar or a clock has round ones.</summary>
internal sealed class TimeAxis(ValueLabels labels) : LinearAxis
{
    /// <inheritdoc/>
    public override void GetTickValues(
        out IList<double> majorLabelValues, out IList<double> majorTickValues, out IList<double> minorTickValues)
    {
        double length = Math.Abs(IsHorizontal() ? ScreenMax.X - ScreenMin.X : ScreenMax.Y - ScreenMin.Y);
        majorTickValues = [.. labels.Ticks(new(ActualMinimum, ActualMaximum), (int)(length / IntervalLength))];
        majorLabelValues = majorTickValues;
        minorTickValues = [];
    }
}

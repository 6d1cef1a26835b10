using MemMap.Compute;

namespace MemMap.Pictures;

// Lines and points over an array along the horizontal axis.
internal static partial class PictureMaker
{
    /// <summary>The pixels of a file that a cell of a grid of many points has on each side.</summary>
    private const int PointPixels = 3;

    /// <summary>
    /// Draws arrays over another one of the same shape: as lines if that goes from left to right, as points if it goes back and forth.
    /// </summary>
    private static LinePicture OverX(
        (string Name, IBinnedArray Array)[] lines, ValueLabels[] labels, PictureAxis axis, PictureRequest request)
    {
        ArrayRef x = axis.Array.Ref;
        if (!BinnedElements.CanDraw(x.DType))
        {
            throw Error.CannotDraw(PictureKind.Line, x.DType);
        }
        foreach ((_, IBinnedArray array) in lines)
        {
            if (!x.Layout.Shape.SequenceEqual(array.Ref.Layout.Shape))
            {
                throw Error.XShape(x.Shape, array.Ref.Shape);
            }
        }
        PairRanges[] ranges = [.. lines.Select(line => PairBins.Ranges(x, line.Array.Ref))];
        XAxis across = new(axis.Name, ValueRange.Of(ranges.SelectMany(static range => new[] { range.XLow, range.XHigh })), new(x.DType));
        Frame frame = Frame.Of(request.Canvas, labels);
        List<string> notes = [];
        var panels = new LinePanel[lines.Length];
        for (int i = 0; i < panels.Length; i++)
        {
            (string name, ArrayRef y) = (lines[i].Name, lines[i].Array.Ref);
            PairRanges range = ranges[i] with { XLow = across.Range.Low, XHigh = across.Range.High };
            string prefix = name.Length == 0 ? "" : name + ": ";
            if (x.Size - range.Count is > 0 and var missing)
            {
                notes.Add($"{prefix}not drawn: {Number(missing)} of which a value is missing or infinite");
            }
            panels[i] = range.IsSorted ? LineOver(name, x, y, labels[i], range, request.IsPixels ? request.Canvas.Width : frame.DotColumns)
                : PointsOver(name, x, y, labels[i], range, request.IsPixels
                    ? CellsOf(request.Canvas, panels.Length, range.Count)
                    : (frame.DotColumns, frame.DotRows));
        }
        if (x.Size == 0)
        {
            notes.Add("there are no elements");
        }
        if (panels.Any(static panel => panel.HasMean))
        {
            notes.Add("a column reaches from its smallest to its largest element; the second line is their mean");
        }
        if (panels.Any(static panel => panel.Points is not null))
        {
            notes.Add("points, as the values along the horizontal axis are not sorted");
        }
        return new(request.Title, notes, panels, across);
    }

    private static (int Columns, int Rows) CellsOf(Canvas canvas, int panels, long points)
    {
        int side = points <= PointGrid.FewPoints ? 1 : PointPixels;
        return (canvas.Width / side, canvas.Height / side / panels);
    }

    private static LinePanel LineOver(
        string name, ArrayRef x, ArrayRef y, ValueLabels labels, PairRanges range, int bins)
        => PanelOf(
            name, EnvelopeResult.Of(range.Count, PairBins.Columns(x, y, Math.Max(1, bins), range.XLow, range.XHigh)), labels);

    private static LinePanel PointsOver(
        string name, ArrayRef x, ArrayRef y, ValueLabels labels, PairRanges range, (int Columns, int Rows) size)
    {
        (int columns, int rows) = (Math.Max(1, size.Columns), Math.Max(1, size.Rows));
        // A single value is in the middle of its axis.
        ValueRange down = ValueRange.Of(range.YLow, range.YHigh);
        long[] counts = PairBins.Cells(x, y, columns, rows, range with { YLow = down.Low, YHigh = down.High });
        EnvelopeResult ends = new(range.Count, [], [range.YLow], [range.YHigh], [], [], [], 0, 0);
        return new(name, ends, labels) { Points = new(columns, rows, counts) };
    }
}

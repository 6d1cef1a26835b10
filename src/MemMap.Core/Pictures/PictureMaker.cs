using System.Globalization;
using MemMap.Compute;

namespace MemMap.Pictures;

/// <summary>What picture is wanted.</summary>
/// <param name="Kind">The kind of picture.</param>
/// <param name="Title">What it is a picture of.</param>
/// <param name="Canvas">Its size: in characters for a terminal, in pixels for a file.</param>
/// <param name="Target">What it is drawn on.</param>
/// <param name="First">Hex: how many elements to show; as many as fit if not given.</param>
/// <param name="Bins">Histogram: the number of bins; as many as suit the canvas if not given.</param>
internal sealed record PictureRequest(PictureKind Kind, string Title, Canvas Canvas, PictureTarget Target, long? First = null, int? Bins = null);

/// <summary>What a picture is drawn on, which decides how much can be told apart in it.</summary>
internal enum PictureTarget
{
    File,
    PlainTerminal,
    ColorTerminal,
}

/// <summary>Reduces an array to a picture of it, in one pass over the elements where that is possible and in bounded memory.</summary>
internal static class PictureMaker
{
    /// <summary>As many bins are drawn if nobody says how many; and, if there is room, one for each of a few integers.</summary>
    private const int UsualBins = 20, UsualFileBins = 50, MostValuesInFile = 256;

    /// <summary>The kind of picture that suits an array.</summary>
    internal static PictureKind Resolve(NDArray array, PictureKind kind)
    {
        if (kind != PictureKind.Auto)
        {
            return kind;
        }
        if (!BinnedElements.CanDraw(array.DType) || array.NDim == 0)
        {
            return PictureKind.Hex;
        }
        return array.NDim switch
        {
            // Bytes in a row are a file of whose content nothing is known yet.
            1 => array.DType.Kind == ElementKind.UInt8 ? PictureKind.Hex : PictureKind.Line,
            2 => PictureKind.HeatMap,
            _ => PictureKind.Histogram,
        };
    }

    /// <summary>Makes a picture.</summary>
    /// <exception cref="NotSupportedException">The elements can't be drawn so.</exception>
    /// <exception cref="ArgumentException">The array has too many dimensions to be drawn so.</exception>
    internal static Picture Make(NDArray array, PictureRequest request)
    {
        PictureKind kind = Resolve(array, request.Kind);
        if (kind == PictureKind.Hex)
        {
            return Hex(array, request);
        }
        if (!BinnedElements.CanDraw(array.DType))
        {
            throw Error.CannotDraw(kind, array.DType);
        }
        return kind switch
        {
            PictureKind.Line => Line(array, request),
            PictureKind.HeatMap => HeatMap(array, request),
            _ => Histogram(array, request),
        };
    }

    private static TextPicture Hex(NDArray array, PictureRequest request)
    {
        (int width, int lines) = request.Target == PictureTarget.File
            ? (Frame.FileColumns, Frame.FileRows)
            : (request.Canvas.Width, request.Canvas.Height);
        HexDump dump = new(array, width);
        long count = Math.Min(array.Size, request.First ?? dump.ElementsIn(lines));
        List<string> notes = [];
        if (!array.IsContiguous)
        {
            notes.Add($"the offset of a line is that of its first element; strides {Error.Shape(array.Strides)} bytes");
        }
        if (array.Size - count is > 0 and var more)
        {
            notes.Add($"{Number(more)} more {(more == 1 ? "element" : "elements")}; -First shows more, Get-MemMapSlice others");
        }
        IEnumerable<IReadOnlyList<TextPart>> rows = dump.Rows(count);
        // Of a single element that is larger than the window, what fits.
        return new(request.Title, notes, request.First is null ? rows.Take(Math.Max(lines, Frame.FileRows)) : rows);
    }

    private static LinePicture Line(NDArray array, PictureRequest request)
    {
        if (array.NDim > 1)
        {
            throw Error.LineShape(array.Shape);
        }
        ValueLabels labels = new(array.DType);
        int bins = request.Target == PictureTarget.File ? request.Canvas.Width : Frame.Of(request.Canvas, labels).DotColumns;
        EnvelopeResult line = array.Envelope(bins);
        List<string> notes = LeftOut(array.DType, line.Size, line.NaNCount, line.InfinityCount);
        if (line.Size > line.Bins)
        {
            notes.Add($"a column is up to {Most(line.Size, line.Bins)} elements, from the smallest to the largest");
        }
        return new(request.Title, notes, line, labels);
    }

    private static HeatMapPicture HeatMap(NDArray array, PictureRequest request)
    {
        ValueLabels labels = new(array.DType);
        Frame frame = Frame.Of(request.Canvas, labels);
        HeatMapResult map = request.Target switch
        {
            PictureTarget.File => array.HeatMap(request.Canvas.Height, request.Canvas.Width),
            // Two cells stand in the room of one character, if both can have a color.
            PictureTarget.ColorTerminal => array.HeatMap(frame.MapRows * 2, frame.Columns),
            _ => array.HeatMap(frame.MapRows, frame.Columns),
        };
        List<string> notes = LeftOut(array.DType, array.Size, map.NaNCount, map.InfinityCount);
        if (map.Mean.Length is > 0 and var blocks && array.Size > blocks)
        {
            notes.Add($"a cell is the mean of up to {Most(map.Shape[0], map.Blocks[0])} x {Most(map.Shape[1], map.Blocks[1])} elements");
        }
        return new(request.Title, notes, map, labels);
    }

    private static HistogramPicture Histogram(NDArray array, PictureRequest request)
    {
        // The first pass finds the range, the second counts.
        EnvelopeResult range = array.Envelope(1);
        List<string> notes = LeftOut(array.DType, range.Size, range.NaNCount, range.InfinityCount);
        ValueLabels labels = new(array.DType);
        if (range.Size == range.NaNCount + range.InfinityCount)
        {
            return new(request.Title, notes, [], [], IsEachValue: false, labels);
        }
        (double low, double high) = (range.Minimum, range.Maximum);
        bool isFile = request.Target == PictureTarget.File;
        int room = isFile ? MostValuesInFile : Math.Max(1, request.Canvas.Height);
        bool isEach = (array.DType.IsInteger || array.DType.Kind == ElementKind.Bool) && high - low < (request.Bins ?? room);
        long bins = isEach ? (long)(high - low) + 1 : request.Bins ?? (isFile ? UsualFileBins : Math.Min(UsualBins, room));
        ValueRange axis = isEach ? new(low, high + 1) : ValueRange.Of(low, high);
        HistogramResult result = array.Bins(bins, axis.Low, axis.High);
        return new(
            request.Title,
            notes,
            (long[])result.Counts.ToArray(),
            (double[])result.Edges.AsType(DType.Float64).ToArray(),
            isEach,
            labels);
    }

    private static List<string> LeftOut(DType dtype, long size, long nan, long infinite)
    {
        List<string> notes = [];
        if (size == 0)
        {
            notes.Add("there are no elements");
        }
        else if (nan + infinite > 0)
        {
            string[] what = [.. new[] { (nan, dtype.Traits.IsTime ? "NaT" : "NaN"), (infinite, "infinite") }
                .Where(static kind => kind.Item1 > 0).Select(static kind => $"{Number(kind.Item1)} {kind.Item2}")];
            notes.Add($"not drawn: {string.Join(", ", what)}{(nan + infinite == size ? "; there is nothing else" : "")}");
        }
        return notes;
    }

    private static string Most(long size, int bins) => Number(((size - 1) / bins) + 1);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

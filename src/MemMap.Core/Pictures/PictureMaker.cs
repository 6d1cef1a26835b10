using System.Globalization;
using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap.Pictures;

/// <summary>The request for a picture.</summary>
/// <param name="Kind">The kind of picture.</param>
/// <param name="Title">The title, which names the array.</param>
/// <param name="Canvas">The size: in characters for a terminal, in pixels for a file.</param>
/// <param name="Target">The output device.</param>
/// <param name="First">Hex: the number of elements to show; null for as many as fit.</param>
/// <param name="Bins">Histogram: the number of bins; null to choose it by the canvas.</param>
/// <param name="Skip">Hex: the number of elements to skip.</param>
/// <param name="X">Line: the array along the horizontal axis; null for the positions of the elements.</param>
/// <param name="Mark">Hex: what to put in brackets; null for nothing.</param>
internal sealed record PictureRequest(
    PictureKind Kind, string Title, Canvas Canvas, PictureTarget Target, long? First = null, int? Bins = null, long Skip = 0,
    PictureAxis? X = null, HexMark? Mark = null)
{
    /// <summary>Whether the canvas is measured in pixels.</summary>
    internal bool IsPixels => Target is PictureTarget.File or PictureTarget.Inline;
}

/// <summary>An array along an axis.</summary>
/// <param name="Name">Its name, such as that of a field; empty if it has none.</param>
/// <param name="Array">The array.</param>
internal sealed record PictureAxis(string Name, IBinnedArray Array);

/// <summary>The output device of a picture, which determines its resolution.</summary>
internal enum PictureTarget
{
    File,
    PlainTerminal,
    ColorTerminal,

    /// <summary>Pixels in a terminal.</summary>
    Inline,
}

/// <summary>Reduces an array to a picture, in bounded memory and, if possible, in one pass over the elements.</summary>
internal static partial class PictureMaker
{
    /// <summary>The default number of bins. A small range of integers has one bin for each integer, if there is room.</summary>
    private const int UsualBins = 20, UsualFileBins = 50, MostValuesInFile = 256;

    /// <summary>The maximum number of distinguishable lines in a picture.</summary>
    internal const int MostLines = 8;

    /// <summary>A line is noise if a column has so many elements, and they reach over so much of the picture's height.</summary>
    private const int NoiseElements = 8;

    private const double NoisePart = 0.15;

    /// <summary>The ratio of length to width from which a table is drawn as columns instead of an image.</summary>
    private const int NarrowTable = 16;

    /// <summary>Returns the kind of picture for an array.</summary>
    internal static PictureKind Resolve(ArrayRef array, PictureKind kind)
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
            // Bytes in one dimension are a file with unknown content.
            1 => array.DType.Kind == ElementKind.UInt8 ? PictureKind.Hex : PictureKind.Line,
            2 => array.Shape is [var rows, <= MostLines and var columns] && rows >= columns * NarrowTable ? PictureKind.Line
                : PictureKind.HeatMap,
            3 when Images.Channels(array) > 0 => PictureKind.Image,
            _ => PictureKind.Histogram,
        };
    }

    /// <summary>Whether elements can be drawn as a line.</summary>
    internal static bool IsLine(DType dtype) => BinnedElements.CanDraw(dtype);

    /// <summary>Makes a picture.</summary>
    /// <exception cref="NotSupportedException">The elements can't be drawn in this way.</exception>
    /// <exception cref="ArgumentException">The array has too many dimensions for this kind.</exception>
    internal static Picture Make(IBinnedArray array, PictureRequest request)
    {
        ArrayRef elements = array.Ref;
        PictureKind kind = Resolve(elements, request.Kind);
        if (kind == PictureKind.Hex)
        {
            return Hex(elements, request);
        }
        if (kind == PictureKind.Image)
        {
            return Image(elements, request);
        }
        if (kind == PictureKind.Line && elements.DType.IsRecord)
        {
            return Line(array, request);
        }
        if (!BinnedElements.CanDraw(elements.DType))
        {
            throw Error.CannotDraw(kind, elements.DType);
        }
        return kind switch
        {
            PictureKind.Line => Line(array, request),
            PictureKind.HeatMap => HeatMap(array, request),
            _ => Histogram(array, request),
        };
    }

    private static TextPicture Hex(ArrayRef array, PictureRequest request)
    {
        (int width, int lines) = request.IsPixels
            ? (Frame.FileColumns, Frame.FileRows)
            : (request.Canvas.Width, request.Canvas.Height);
        HexDump dump = new(array, width, request.Mark);
        long skip = Math.Min(request.Skip, array.Size), count = Math.Min(array.Size - skip, request.First ?? dump.ElementsIn(lines));
        List<string> notes = [];
        if (!array.IsContiguous)
        {
            notes.Add($"the offset of a line is that of its first element; strides {Error.Shape(array.Layout.Strides)} bytes");
        }
        if (request.Skip > 0 && skip == array.Size)
        {
            notes.Add($"there {(array.Size == 1 ? "is 1 element" : $"are {Number(array.Size)} elements")}");
        }
        if (array.Buffer is JoinedBuffer { IsOfFiles: true } joined && array.IsContiguous && count > 0)
        {
            long start = array.Layout.Offset + (skip * array.ItemSize);
            notes.Add(Places(joined, start, start + (count * array.ItemSize)));
        }
        if (array.Size - skip - count is > 0 and var more)
        {
            notes.Add($"{Number(more)} more {(more == 1 ? "element" : "elements")}"
                + $"{(skip > 0 ? $" behind these, and {Number(skip)} before them" : "")}; -First shows more, -Skip others");
        }
        IEnumerable<IReadOnlyList<TextPart>> rows = dump.Rows(skip, count);
        // If a single element is larger than the window, show only the lines that fit.
        return new(request.Title, notes, request.First is null ? rows.Take(Math.Max(lines, Frame.FileRows)) : rows);
    }

    /// <summary>Which files the bytes of a joined array are in; the first ones if they are many.</summary>
    private static string Places(JoinedBuffer joined, long start, long end)
    {
        const int most = 4;
        List<string> places = [];
        long last = -1;
        int size = joined.DType.ItemSize;
        for (long at = start; at < end;)
        {
            PartRun run = joined.Grid.Locate(at / size);
            if (run.Part != last)
            {
                if (places.Count == most)
                {
                    places.Add("...");
                    break;
                }
                (string? path, string? member) = joined.Parts.NameOf(run.Part);
                string name = $"{Path.GetFileName(path) ?? "memory"}{(member is null ? "" : $":{member}")}";
                places.Add($"from {at.ToString("x8", CultureInfo.InvariantCulture)} {name}");
                last = run.Part;
            }
            at = ((at / size) + Math.Max(1, run.Count)) * size;
        }
        return Printable.Line(string.Join(", ", places));
    }

    private static LinePicture Line(IBinnedArray array, PictureRequest request)
    {
        (string Name, IBinnedArray Array)[] lines = [.. Lines(array)];
        ValueLabels[] labels = [.. lines.Select(static line => new ValueLabels(line.Array.Ref.DType))];
        if (request.X is { } axis)
        {
            return OverX(lines, labels, axis, request);
        }
        int bins = request.IsPixels ? request.Canvas.Width : Frame.Of(request.Canvas, labels).DotColumns;
        LinePanel[] panels = [.. lines.Select((line, i) => PanelOf(line.Name, line.Array.Envelope(bins), labels[i]))];
        List<string> notes = [];
        foreach (((string name, IBinnedArray column), LinePanel panel) in lines.Zip(panels))
        {
            List<string> leftOut = LeftOut(column.Ref.DType, panel.Line.Size, panel.Line.NaNCount, panel.Line.InfinityCount);
            notes.AddRange(name.Length == 0 ? leftOut : leftOut.Select(note => $"{name}: {note}"));
        }
        if (panels[0].Line is var first && first.Size > first.Bins)
        {
            notes.Add($"a column is up to {Most(first.Size, first.Bins)} elements, from the smallest to the largest"
                + (panels.Any(static panel => panel.HasMean) ? "; the second line is their mean" : ""));
        }
        return new(request.Title, notes, panels);
    }

    /// <summary>Returns the panel of a line. Where it is a band of noise, its mean is a second line.</summary>
    private static LinePanel PanelOf(string name, EnvelopeResult line, ValueLabels labels)
    {
        double height = line.High.Zip(line.Low, static (high, low) => high - low).Where(double.IsFinite).DefaultIfEmpty(0).Average();
        bool isNoise = line.Count.Sum() >= (long)NoiseElements * line.Bins && height > NoisePart * (line.Maximum - line.Minimum);
        return new(name, line, labels) { HasMean = isNoise };
    }

    /// <summary>Returns the data of each line: all elements, a column of a table, or a field of records.</summary>
    private static IEnumerable<(string Name, IBinnedArray Array)> Lines(IBinnedArray whole)
    {
        ArrayRef array = whole.Ref;
        if (array.DType.Fields is { } fields)
        {
            if (array.NDim > 1 || fields.Count > MostLines || !fields.All(field => BinnedElements.CanDraw(field.DType)))
            {
                throw Error.CannotDraw(PictureKind.Line, array.DType);
            }
            return fields.Select(field => (field.Name, whole.ViewOf(array.Field(field.Name))));
        }
        return array.NDim < 2 ? [("", whole)]
            : array.NDim == 2 && array.Layout.Shape[1] is > 0 and <= MostLines and var columns
                ? Enumerable.Range(0, (int)columns).Select(i => ($"[:, {i}]", whole.ViewOf(Column(array, i))))
            : throw Error.LineShape(array.Shape);
    }

    private static ArrayRef Column(ArrayRef array, int column) => array.WithLayout(array.Layout.Narrow(1, column, 1).Squeeze([1]));

    private static HeatMapPicture HeatMap(IBinnedArray array, PictureRequest request)
    {
        ArrayRef elements = array.Ref;
        ValueLabels labels = new(elements.DType);
        Frame frame = Frame.Of(request.Canvas, [labels]);
        HeatMapResult map = request.Target switch
        {
            PictureTarget.File or PictureTarget.Inline => array.HeatMap(request.Canvas.Height, request.Canvas.Width),
            // With colors, one character shows two cells.
            PictureTarget.ColorTerminal => array.HeatMap(frame.MapRows * 2, frame.Columns),
            _ => array.HeatMap(frame.MapRows, frame.Columns),
        };
        List<string> notes = LeftOut(elements.DType, elements.Size, map.NaNCount, map.InfinityCount);
        if (map.Mean.Length is > 0 and var blocks && elements.Size > blocks)
        {
            notes.Add($"a cell is the mean of up to {Most(map.Shape[0], map.Blocks[0])} x {Most(map.Shape[1], map.Blocks[1])} elements");
        }
        return new(request.Title, notes, map, labels);
    }

    private static HistogramPicture Histogram(IBinnedArray array, PictureRequest request)
    {
        // The first pass finds the range, the second counts.
        EnvelopeResult range = array.Envelope(1);
        DType dtype = array.Ref.DType;
        List<string> notes = LeftOut(dtype, range.Size, range.NaNCount, range.InfinityCount);
        ValueLabels labels = new(dtype);
        if (range.Size == range.NaNCount + range.InfinityCount)
        {
            return new(request.Title, notes, [], [], IsEachValue: false, labels);
        }
        (double low, double high) = (range.Minimum, range.Maximum);
        bool isFile = request.IsPixels;
        int room = isFile ? MostValuesInFile : Math.Max(1, request.Canvas.Height);
        // Larger integers are no longer apart in float64.
        bool isEach = (dtype.IsInteger || dtype.Kind == ElementKind.Bool) && high - low < (request.Bins ?? room)
            && Math.Max(-low, high) < 1L << 53;
        long bins = isEach ? (long)(high - low) + 1 : request.Bins ?? (isFile ? UsualFileBins : Math.Min(UsualBins, room));
        ValueRange axis = isEach ? new(low, high + 1) : ValueRange.Of(low, high);
        // A very short range has few numbers, and a bin takes two of them at least.
        bins = Math.Min(bins, Math.Max(1, axis.Numbers / 2));
        HistogramCounts result = array.Bins(bins, axis.Low, axis.High);
        return new(
            request.Title,
            notes,
            result.Counts,
            result.Edges,
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

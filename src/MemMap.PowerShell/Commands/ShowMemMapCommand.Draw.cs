using System.Management.Automation;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Pictures;

namespace MemMap.Commands;

// Drawing and writing the picture.
public sealed partial class ShowMemMapCommand
{
    private const int FileWidth = 1000, FileHeight = 600, AroundBytes = 128, LineBytes = 16;

    // The smallest picture with title, axes and their labels in which something is left for the elements.
    private const int MinimumWidth = 300, MinimumHeight = 200;

    // The part of the array that is drawn.
    private long _skip;
    private long? _first;

    private readonly List<NDArray> _arrays = [], _opened = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        foreach (string name in (string[])[nameof(NoClobber), nameof(PassThru)])
        {
            if (OutFile is null && Given(name))
            {
                ThrowTerminatingError(Errors.NeedsParameter(name, nameof(OutFile)));
            }
        }
        if (new[] { Given(nameof(Last)), Given(nameof(Skip)), Around is not null }.Count(isGiven => isGiven) > 1)
        {
            ThrowTerminatingError(Errors.OneOf(nameof(Last), nameof(Skip), nameof(Around)));
        }
        if (X is not null && As is not (PictureKind.Auto or PictureKind.Line))
        {
            ThrowTerminatingError(Errors.OneOf(nameof(X), $"{nameof(As)} {As}"));
        }
        if (Graphics != TerminalGraphics.Auto && OutFile is not null)
        {
            ThrowTerminatingError(Errors.OneOf(nameof(Graphics), nameof(OutFile)));
        }
        RefuseWithInteractive();
    }

    private protected override void Process(object source)
    {
        (_match, _isSecond) = (null, null);
        if (source is PatternMatch or IndexedElement)
        {
            ShowMatch(source, source is PatternMatch match ? match.Source : ((IndexedElement)source).Source);
        }
        else if (source is ArrayDifference or RealignedRange)
        {
            ShowDifference(source);
        }
        else if (source is ValueType)
        {
            AddNumber(source);
        }
        else if (OutFile is null)
        {
            base.Process(source);
        }
        else
        {
            List<NDArray> opened = OpenAll(source);
            _arrays.AddRange(opened);
            _opened.AddRange(source is NDArray ? [] : opened);
        }
    }

    private protected override string? SourceHint(bool isBoth) => isBoth ? "; a picture is written to a file with -OutFile" : null;

    private protected override void Process(NDArray array)
    {
        if (!Try(array, Places, out var places))
        {
            return;
        }
        foreach (object? place in places)
        {
            _place = place;
            if (Interactive)
            {
                ToViewer(array);
            }
            else
            {
                ToScreen(array);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            OpenMatches();
            ShowNumbers();
            if (_arrays.Count > 0)
            {
                ToFile(OutFile!);
            }
        }
        finally
        {
            Close(_opened);
        }
    }

    private void ToScreen(NDArray array)
    {
        bool hasColor = HostWindow.HasColor(this);
        if (!Try(array, () => Plan(array), out var plan))
        {
            return;
        }
        Canvas window = HostWindow.Canvas(Host, isImage: plan.Kind == PictureKind.Image);
        Canvas canvas = new(Given(nameof(Width)) ? Width : window.Width, Given(nameof(Height)) ? Height : window.Height);
        TerminalGraphics graphics = GraphicsFor(plan.Kind, hasColor);
        bool isText = graphics == TerminalGraphics.Text;
        canvas = isText ? canvas : new(canvas.Width * Frame.CellWidth, canvas.Height * Frame.CellHeight);
        PictureTarget target = !isText ? PictureTarget.Inline : hasColor ? PictureTarget.ColorTerminal : PictureTarget.PlainTerminal;
        if (plan.Kind is not (PictureKind.Hex or PictureKind.Image) && RawBytes.Instead(plan.View) is { } instead)
        {
            WriteWarning($"these are {instead}");
        }
        if (!TryMake(plan, canvas, target, out var picture)
            || !Try(
                array,
                () => (isText ? DrawingLibrary.Painter.Draw(picture, canvas, hasColor)
                    : DrawingLibrary.Painter.DrawInline(picture, canvas, graphics)).GetEnumerator(),
                out var lines))
        {
            return;
        }
        // The lines of a long dump are made one by one, so that it can be stopped and the first lines appear at once.
        using (lines)
        {
            while (Try(array, () => lines.MoveNext() ? lines.Current : null, out string? line) && line is not null)
            {
                WriteObject(line);
            }
        }
    }

    private void ToFile(string given)
    {
        if (Try(given, () => FilePaths.Single(this, given), out var path)
            && Try(given, () => PictureFile.FormatOf(path), out var format)
            && Try(given, () => _arrays.Count == 1 ? _arrays[0] : throw Errors.OnePicture(_arrays.Count), out var array)
            && Try(array, Places, out var places)
            && Try(array, () => _place = places.Length == 1 ? places[0] : throw Errors.NotAPlace(places.Length), out _)
            && Try(array, () => Plan(array), out var plan)
            && Try(array, () => FileCanvas(plan), out var canvas)
            && ShouldProcess(path, Action(
                path, $"picture ({format}) of {canvas.Width} x {canvas.Height} pixels: {plan.Kind} of {ArrayHeader.Of(plan.View)}"))
            && TryMake(plan, canvas, PictureTarget.File, out var picture)
            && Try(given, () => PictureFile.Write(DrawingLibrary.Painter, picture, canvas, path, NoClobber))
            && PassThru)
        {
            WriteObject(new FileInfo(path));
        }
    }

    /// <summary>The size of a file: of an image its own, if it is not to be smaller.</summary>
    private Canvas FileCanvas(Plot plan)
    {
        bool isImage = plan.Kind == PictureKind.Image;
        Canvas canvas = new(
            Given(nameof(Width)) ? Width : isImage ? int.MaxValue : FileWidth,
            Given(nameof(Height)) ? Height : isImage ? int.MaxValue : FileHeight);
        return isImage ? PictureMaker.ImageSize(plan.View.Ref, canvas)
            : plan.Kind == PictureKind.Hex || (canvas.Width >= MinimumWidth && canvas.Height >= MinimumHeight) ? canvas
            : throw Errors.TooFewPixels(canvas.Width, canvas.Height, MinimumWidth, MinimumHeight);
    }

    /// <summary>Pixels are for those who ask for them, and for images where the terminal shows them and nothing else reads them.</summary>
    private TerminalGraphics GraphicsFor(PictureKind kind, bool hasColor)
        => Graphics != TerminalGraphics.Auto ? Graphics
            : kind == PictureKind.Image && hasColor && MyInvocation.PipelinePosition == MyInvocation.PipelineLength
                ? GraphicsSupport.Of(Host)
            : TerminalGraphics.Text;

    /// <summary>Returns what to draw. A dump skips elements itself, and states how many follow.</summary>
    private Plot Plan(NDArray array)
    {
        (string[]? names, object? across) = Axes(array);
        NDArray view = IndexParameter.Fields(array, names);
        // What differs are bytes, unless a picture is asked for.
        PictureKind kind = across is not null ? PictureKind.Line
            : As == PictureKind.Auto && DifferenceOf(_place) is not null ? PictureKind.Hex : PictureMaker.Resolve(view.Ref, As);
        bool isHex = view.NDim == 0 || kind == PictureKind.Hex;
        (_skip, _first) = Part(view, isHex ? view.Size : view.Shape[0]);
        PictureAxis? axis = across switch
        {
            null => null,
            string name => new(name, Cut(array.Field(name), isHex)),
            _ => new("", Cut(ArrayOf(across), isHex)),
        };
        return new(Cut(view, isHex), kind, names ?? (FieldOf(array) is { } own ? [own] : []), axis);
    }

    /// <summary>Returns the fields to draw, and the field or the array to draw them over.</summary>
    private (string[]? Names, object? Across) Axes(NDArray array)
    {
        object? x = PipelineElements.Bare(X);
        Field[]? fields = array.DType.Fields?.ToArray();
        if (x is string name && Field is null)
        {
            IEnumerable<Field> others = (fields ?? []).Where(field => field.Name != name && PictureMaker.IsLine(field.DType));
            return ([.. others.Select(field => field.Name).DefaultIfEmpty(name)], x);
        }
        // Two fields of numbers are a plane. Who wants a line for each says so.
        return x is null && As == PictureKind.Auto && !Interactive && Field is [var first, _, ..]
            && Field.All(field => array.DType.FindField(field) is { } found && PictureMaker.IsLine(found.DType))
                ? (Field[1..], first) : (Field, x);
    }

    private static NDArray ArrayOf(object value) => value is System.Collections.IEnumerable and not PSObject
        ? NDArray.Array(value) : ArrayArgumentAttribute.ArrayOf(value);

    private NDArray Cut(NDArray view, bool isHex) => isHex || view.NDim == 0 || (_skip == 0 && _first is null) ? view
        : (NDArray)view.GetItem([new Slice(_skip, _first is { } first ? _skip + Math.Min(first, long.MaxValue - _skip) : null, null)])!;

    /// <summary>Returns the number of elements (or rows) to skip, and to show; null for as many as fit, or all.</summary>
    private (long Skip, long? First) Part(NDArray view, long all)
    {
        long? first = Given(nameof(First)) ? First : null;
        if (_place is { } place)
        {
            long count = first ?? Math.Max(1, AroundBytes / Math.Max(1, view.ItemSize));
            long at = DifferenceIn(view)?.Position ?? IndexParameter.Position(place, view), start = Math.Max(0, at - (count / 2));
            return (view.ItemSize == 1 ? LineAt(start, at, LengthOf(place), count) : start, count);
        }
        return Last > 0 ? (Math.Max(0, all - Last), Math.Min(Last, first ?? Last))
            : (Skip < 0 ? Math.Max(0, all + Skip) : Skip, first);
    }

    /// <summary>Where a dump around a place begins: at a multiple of a line's length, from which few bytes reach the place.</summary>
    private static long LineAt(long start, long place, long length, long count)
    {
        long before = start / LineBytes * LineBytes, own = place / LineBytes * LineBytes;
        return before + count >= place + length ? before : own + count > place ? own : place;
    }

    private static long LengthOf(object place)
        => IndexParameter.PlacesOf(place) is [PatternMatch match] ? match.Bytes.Length
            : DifferenceOf(place) is RealignedRange { Length: var length } ? Math.Max(1, Math.Min(length, AroundBytes)) : 1;

    private static string Action(string path, string picture)
        => File.Exists(path) ? $"Replace {Error.Counted(new FileInfo(path).Length, "byte")} by a {picture}" : $"Create a {picture}";

    private bool TryMake(Plot plan, Canvas canvas, PictureTarget target, out Picture picture)
    {
        PictureRequest request = new(
            plan.Kind, TitleOf(plan), canvas, target, _first, Given(nameof(Bins)) ? Bins : null, _skip, plan.X,
            DifferenceIn(plan.View) is { } mark ? new(mark.Position, mark.Count, plan.View.DType.IsRecord ? mark.Field : null) : null);
        WriteVerbose(
            $"{plan.Kind} of {ArrayHeader.Of(plan.View)}, {canvas.Width} x {canvas.Height} {(request.IsPixels ? "pixels" : "characters")}");
        // A histogram takes two passes: one for the range of the elements, one to count them. So does a plane.
        int passes = plan.Kind == PictureKind.Histogram || plan.X is not null ? 2 : 1;
        return TryLong(plan.View, "Drawing", passes, () => Made(plan.View, request), out picture!);
    }

    private static Picture Made(NDArray array, PictureRequest request)
    {
        try
        {
            return PictureMaker.Make(array, request);
        }
        catch (ArgumentException e) when (e.Data[Error.IdKey] is "NotAnImage" && RawBytes.FormatOf(array) is not null)
        {
            throw Errors.WithHint(e, $"the file seems to be a {RawBytes.FormatOf(array)} file: add -Format {RawBytes.FormatOf(array)}");
        }
    }

    /// <summary>The title: file, fields, part, dtype and shape.</summary>
    private string TitleOf(Plot plan)
    {
        if (Title is not null)
        {
            return Title;
        }
        NDArray view = plan.View;
        string what =
            $"{(view.DType.IsRecord ? $"records of {view.ItemSize} bytes" : view.DType.RegisteredName ?? view.DType.ToString())} "
                + $"{Error.Shape(view.Shape)}";
        string fields = string.Join(", ", plan.Names)
            + (plan.X is { Name: { Length: > 0 } x } ? $"{(plan.Names.Length > 0 ? " " : "")}over {x}" : "");
        string part = _skip > 0 && plan.Kind != PictureKind.Hex ? $"[{_skip}:]" : "";
        string name = (view is MemMapArray map ? System.IO.Path.GetFileName(map.FileName) : (view as JoinedMemMap)?.ShortName ?? "")
            + (fields.Length > 0 ? $"[{fields}]" : "") + part;
        return name.Length == 0 ? what : $"{name}: {what}";
    }

    /// <summary>The name of the field that a view is of; null if it isn't one of a field.</summary>
    private static string? FieldOf(NDArray view)
    {
        if (view.DType.IsRecord || view.Base is not { DType: { Fields: { } fields, ItemSize: > 0 and var size }, Layout: var records }
            || view.Strides.Where((_, axis) => view.Shape[axis] > 1).Any(stride => stride % size != 0))
        {
            return null;
        }
        long offset = (((view.Layout.Offset - records.Offset) % size) + size) % size;
        return fields.FirstOrDefault(field => field.Offset == offset && field.DType.Equals(view.DType))?.Name;
    }

    /// <summary>What is drawn.</summary>
    /// <param name="View">The elements.</param>
    /// <param name="Kind">The kind of picture.</param>
    /// <param name="Names">The fields that the elements are of.</param>
    /// <param name="X">The array along the horizontal axis; null for positions.</param>
    private sealed record Plot(NDArray View, PictureKind Kind, string[] Names, PictureAxis? X);

    private bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}

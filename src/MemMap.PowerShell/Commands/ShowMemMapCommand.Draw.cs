using MemMap.Output;
using MemMap.Parameters;
using MemMap.Pictures;

namespace MemMap.Commands;

// Drawing and writing the picture.
public sealed partial class ShowMemMapCommand
{
    private const int FileWidth = 1000, FileHeight = 600, AroundBytes = 128, LineBytes = 16;

    // The part of the array that is drawn.
    private long _skip;
    private long? _first;

    private readonly List<NDArray> _arrays = [], _opened = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
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
        RefuseWithInteractive();
    }

    private protected override void Process(object source)
    {
        if (OutFile is null)
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

    private protected override string SourceHint => "; a picture is written to a file with -OutFile";

    private protected override void Process(NDArray array)
    {
        if (Interactive)
        {
            ToViewer(array);
        }
        else
        {
            ToScreen(array);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
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
        Canvas window = HostWindow.Canvas(Host);
        Canvas canvas = new(Given(nameof(Width)) ? Width : window.Width, Given(nameof(Height)) ? Height : window.Height);
        bool hasColor = HostWindow.HasColor(this);
        if (!Try(array, () => View(array), out var view)
            || !TryMake(view, canvas, hasColor ? PictureTarget.ColorTerminal : PictureTarget.PlainTerminal, out var picture)
            || !Try(array, () => DrawingLibrary.Painter.Draw(picture, canvas, hasColor).GetEnumerator(), out var lines))
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
        Canvas canvas = new(Given(nameof(Width)) ? Width : FileWidth, Given(nameof(Height)) ? Height : FileHeight);
        if (Try(given, () => FilePaths.Single(this, given), out var path)
            && Try(given, () => PictureFile.FormatOf(path), out var format)
            && Try(given, () => _arrays.Count == 1 ? _arrays[0] : throw Errors.OnePicture(_arrays.Count), out var array)
            && Try(array, () => View(array), out var view)
            && ShouldProcess(path, Action(
                path, $"picture ({format}) of {canvas.Width} x {canvas.Height} pixels: {PictureMaker.Resolve(view.Ref, As)} of "
                    + $"{ArrayHeader.Of(view)}"))
            && TryMake(view, canvas, PictureTarget.File, out var picture)
            && Try(given, () => PictureFile.Write(DrawingLibrary.Painter, picture, canvas, path, NoClobber))
            && PassThru)
        {
            WriteObject(new FileInfo(path));
        }
    }

    /// <summary>Returns the part to draw. A dump skips elements itself, and states how many follow.</summary>
    private NDArray View(NDArray array)
    {
        NDArray view = IndexParameter.Fields(array, Field);
        bool isHex = view.NDim == 0 || PictureMaker.Resolve(view.Ref, As) == PictureKind.Hex;
        (_skip, _first) = Part(view, isHex ? view.Size : view.Shape[0]);
        return isHex || (_skip == 0 && _first is null) ? view
            : (NDArray)view.GetItem([new Slice(_skip, _first is { } first ? _skip + Math.Min(first, long.MaxValue - _skip) : null, null)])!;
    }

    /// <summary>Returns the number of elements (or rows) to skip, and to show; null for as many as fit, or all.</summary>
    private (long Skip, long? First) Part(NDArray view, long all)
    {
        long? first = Given(nameof(First)) ? First : null;
        if (Around is { } place)
        {
            long count = first ?? Math.Max(1, AroundBytes / Math.Max(1, view.ItemSize));
            long start = IndexParameter.Position(place, view) - (count / 2);
            // A line of a dump begins at a multiple of its length.
            return (Math.Max(0, view.ItemSize == 1 ? start / LineBytes * LineBytes : start), count);
        }
        return Last > 0 ? (Math.Max(0, all - Last), Math.Min(Last, first ?? Last))
            : (Skip < 0 ? Math.Max(0, all + Skip) : Skip, first);
    }

    private static string Action(string path, string picture)
        => File.Exists(path) ? $"Replace {new FileInfo(path).Length} bytes by a {picture}" : $"Create a {picture}";

    private bool TryMake(NDArray view, Canvas canvas, PictureTarget target, out Picture picture)
    {
        PictureKind kind = PictureMaker.Resolve(view.Ref, As);
        PictureRequest request = new(
            kind, TitleOf(view), canvas, target, _first, Given(nameof(Bins)) ? Bins : null, _skip);
        WriteVerbose(
            $"{kind} of {ArrayHeader.Of(view)}, {canvas.Width} x {canvas.Height} "
                + $"{(target == PictureTarget.File ? "pixels" : "characters")}");
        // A histogram takes two passes: one for the range of the elements, one to count them.
        return TryLong(view, "Drawing", kind == PictureKind.Histogram ? 2 : 1, () => PictureMaker.Make(view, request), out picture!);
    }

    private string TitleOf(NDArray view)
    {
        string what =
            $"{(view.DType.IsRecord ? $"records of {view.ItemSize} bytes" : view.DType.RegisteredName ?? view.DType.ToString())} "
                + $"{Error.Shape(view.Shape)}";
        string part = _skip > 0 && PictureMaker.Resolve(view.Ref, As) != PictureKind.Hex ? $"[{_skip}:]" : "";
        string name = (view is MemMapArray map ? System.IO.Path.GetFileName(map.FileName) : "") + (Field is [var field] ? $"[{field}]" : "")
            + part;
        return name.Length == 0 ? what : $"{name}: {what}";
    }

    private bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}

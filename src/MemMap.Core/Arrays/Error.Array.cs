using MemMap.DataTypes;

namespace MemMap;

internal static partial class Error
{
    internal static ArgumentException NoItemSize(DType dtype)
        => With("NoItemSize", new ArgumentException($"elements of dtype {dtype} have no size; give it a length, such as S8 or V16"));

    internal static ArgumentException NotAMultiple(long bytes, DType dtype, bool isMap = false)
        => With("NotAMultiple", new ArgumentException(
        $"size of available data ({bytes} bytes) is not a multiple of the data-type size ({dtype.ItemSize} bytes of "
            + $"{NamedTypes.Find(dtype)?.Name ?? dtype.ToString()})"
        + (isMap && bytes > dtype.ItemSize ? $"; -Shape 1 maps the first one, -Shape {bytes / dtype.ItemSize} all that are whole" : "")));

    internal static InvalidOperationException TooBigForArray(long bytes)
        => With("TooBigForArray",
            new InvalidOperationException($"{bytes} bytes are more than a .NET array can hold ({Array.MaxLength}); take a slice"));

    internal static ArgumentException Ragged(ReadOnlySpan<long> shape, int axis) => With("Ragged", new ArgumentException(
        $"lists of different lengths stand side by side: the shape is {Shape(shape)} up to axis {axis}, then inhomogeneous"));

    internal static ArgumentException NotAnIndex(object value) => With("NotAnIndex", new ArgumentException(
        $"only integers, slices ('1:3'), ellipsis ('...'), newaxis ($null) and integer or boolean lists and arrays are valid indices, "
            + $"not {value} ({value.GetType().Name})"));

    internal static ArgumentException BoolIndex(bool value) => With("BoolIndex", new ArgumentException(
        $"a single bool ({value}) is no index: -eq and -ne compare an array as one object. $m[$m.Eq(5)] selects the elements that are 5; "
        + "Ne, Lt, Le, Gt and Ge compare likewise. numpy's mask without axes is [MemMap.NDArray]::Array($true)"));

    internal static ArgumentException NoSuchField(string name, DType dtype)
    {
        string[]? names = dtype.Fields?.Select(field => field.Name).ToArray();
        return With("NoSuchField", new ArgumentException($"no field of name '{name}'; "
            + (names is null ? $"elements of dtype {dtype} have no fields"
                : DTypeNames.Nearest(name, names) is { } near ? $"did you mean {near}? There are {string.Join(", ", names)}"
                : $"there are {string.Join(", ", names)}")));
    }

    internal static ArgumentException StepZero() => With("StepZero", new ArgumentException("step must not be zero"));

    internal static ArgumentException NotAnElement() => With("NotAnElement", new ArgumentException("$null is no element of an array"));

    internal static InvalidOperationException ResizeView()
        => With("ResizeView", new InvalidOperationException("a view can't be resized; resize the map that it is taken from"));

    internal static InvalidOperationException ResizeSent(string path) => With("ResizeSent", new InvalidOperationException(
        $"an array that was sent by another process can't be resized; open '{path}' with New-MemMap for that"));

    internal static InvalidOperationException ResizeAxes(int ndim) => With("ResizeAxes", new InvalidOperationException(
        ndim == 0 ? "an array without axes can't be resized"
            : "a map in Fortran order can't be resized: its first axis is the fastest one, so every element would move"));

    internal static ArgumentException ResizeShape(ReadOnlySpan<long> shape, ReadOnlySpan<long> wanted)
        => With("ResizeShape",
            new ArgumentException(
                $"a map of shape {Shape(shape)} can't be resized to {Shape(wanted)}: only the length of its first axis may change"));

    internal static FormatException HandleInvalid(string reason)
        => With("HandleInvalid", new FormatException($"the array that was sent here can't be opened: {reason}"));

    internal static IOException HandleFileTooShort(ArrayHandle handle, long needed, long length) => With("FileTooShort", new IOException(
        $"'{handle.FileName}' has {length} bytes, and the array that was sent here needs {needed}; the file had {handle.FileLength} "
            + "bytes then"));

    internal static IOException HandleOtherFile(string path) => With("HandleOtherFile", new IOException(
        $"another file has taken the place of '{path}' since the array was sent here; map it anew"));
}

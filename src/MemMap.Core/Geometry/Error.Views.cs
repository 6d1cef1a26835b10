namespace MemMap;

internal static partial class Error
{
    internal static ArgumentException DiagonalAxes(int ndim) => With("DiagonalAxes", new ArgumentException(
        $"diag requires an array of at least two dimensions, and this one has {ndim}"));

    internal static ArgumentException TurnAxes(int given) => With("TurnAxes", new ArgumentException(
        $"an array is turned in the plane of two axes, and {given} were given"));

    internal static ArgumentException WindowAxes(int windows, int axes) => With("WindowAxes", new ArgumentException(
        $"a window has a length for each axis that it slides along: {windows} lengths were given for {axes} axes"));

    internal static ArgumentException WindowLength(long window, int axis, long length) => With("WindowLength", new ArgumentException(
        $"a window of length {window} does not fit axis {axis}, of length {length}; it has 0 to {length} elements"));

    internal static ArgumentException StridesMismatch(int shape, int strides) => With("StridesMismatch", new ArgumentException(
        $"a shape of {shape} axes needs as many strides, and {strides} were given"));

    internal static ArgumentException StridesBeyond(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, long first, long end)
        => With("StridesBeyond", new ArgumentException(
            $"shape {Shape(shape)} with strides {Shape(strides)} reaches beyond the array, which has the bytes {first} to {end - 1} from "
                + "its first element; strides are in bytes"));

    internal static ArgumentException Sections(long sections) => With("Sections", new ArgumentException(
        $"number sections must be larger than 0, not {sections}"));
}

using MemMap.Geometry;

namespace MemMap;

internal static partial class Error
{
    internal static IndexOutOfRangeException IndexOutOfBounds(long index, int axis, long size)
        => OutOfRange("IndexOutOfBounds", $"index {index} is out of bounds for axis {axis} with size {size}");

    /// <summary>The error for an index into the elements in C order, which has no axis.</summary>
    internal static IndexOutOfRangeException FlatIndexOutOfBounds(long index, long size)
        => OutOfRange("IndexOutOfBounds", $"index {index} is out of bounds for size {size}");

    /// <param name="ndim">The number of axes.</param>
    /// <param name="given">The number of axes that were indexed.</param>
    /// <param name="positions">The positions on one axis that the user may have meant.</param>
    internal static IndexOutOfRangeException TooManyIndices(int ndim, int given, long[]? positions = null)
        => OutOfRange("TooManyIndices",
            $"too many indices for array: array is {ndim}-dimensional, but {given} were indexed"
            + (positions is null ? "" : $"; the elements at these positions are {Selection(positions)}"));

    internal static IndexOutOfRangeException IndexCountMismatch(int ndim, int given)
        => OutOfRange("IndexCountMismatch",
            $"incorrect number of indices for array: array is {ndim}-dimensional, but {given} were indexed");

    internal static IndexOutOfRangeException MultipleEllipses()
        => OutOfRange("MultipleEllipses", "an index can only have a single ellipsis ('...')");

    internal static IndexOutOfRangeException BooleanIndexMismatch(int axis, long size, long maskSize)
        => OutOfRange("BooleanIndexMismatch",
            $"boolean index did not match indexed array along axis {axis}; "
            + $"size of axis is {size} but size of corresponding boolean axis is {maskSize}");

    internal static IndexOutOfRangeException IndexShapeMismatch(IEnumerable<long[]> shapes)
        => OutOfRange("IndexShapeMismatch",
            $"shape mismatch: indexing arrays could not be broadcast together with shapes {Shapes(shapes)}");

    internal static ArgumentException ShapeMismatch(params long[][] shapes)
        => With("ShapeMismatch", new ArgumentException($"operands could not be broadcast together with shapes {Shapes(shapes)}"));

    internal static ArgumentException CannotBroadcast(ReadOnlySpan<long> from, ReadOnlySpan<long> to)
        => With("CannotBroadcast", new ArgumentException(
            $"could not broadcast input array from shape {Shape(from)} into shape {Shape(to)}"));

    internal static ArgumentException CannotReshape(long size, ReadOnlySpan<long> shape)
        => With("CannotReshape", new ArgumentException($"cannot reshape array of size {size} into shape {Shape(shape)}"));

    internal static ArgumentException MultipleUnknownDimensions(ReadOnlySpan<long> shape)
        => With("MultipleUnknownDimensions", new ArgumentException(
            $"can only specify one unknown dimension, but the shape is {Shape(shape)}"));

    internal static ArgumentException NegativeDimension(ReadOnlySpan<long> shape)
        => With("NegativeDimension", new ArgumentException($"negative dimensions are not allowed, but the shape is {Shape(shape)}"));

    internal static ArgumentException TooManyDimensions(int found, int limit)
        => With("TooManyDimensions", new ArgumentException(
            $"maximum supported dimension for an ndarray is currently {limit}, found {found}"));

    internal static OverflowException ArrayTooBig(ReadOnlySpan<long> shape, int itemSize)
        => With("ArrayTooBig", new OverflowException(
            $"array is too big: shape {Shape(shape)} with elements of {itemSize} bytes is larger than the maximum possible size "
            + $"of {long.MaxValue} bytes"));

    internal static OverflowException IndexResultTooBig(long count, long limit)
        => With("IndexResultTooBig", new OverflowException($"index arrays select {count} positions, more than the maximum of {limit}"));

    internal static ArgumentException AxisOutOfBounds(int axis, int ndim)
        => With("AxisOutOfBounds", new ArgumentException($"axis {axis} is out of bounds for array of dimension {ndim}"));

    internal static ArgumentException DuplicateAxis(int axis)
        => With("DuplicateAxis", new ArgumentException($"duplicate value in 'axis': {axis}"));

    internal static ArgumentException AxesMismatch(int given, int ndim)
        => With("AxesMismatch", new ArgumentException($"axes don't match array: array is {ndim}-dimensional, but {given} axes were given"));

    internal static ArgumentException MoveAxisMismatch(int source, int destination)
        => With("MoveAxisMismatch", new ArgumentException(
            $"`source` and `destination` arguments must have the same number of elements, not {source} and {destination}"));

    internal static ArgumentException CannotSqueeze(int axis, long size)
        => With("CannotSqueeze", new ArgumentException(
            $"cannot select an axis to squeeze out which has size not equal to one: axis {axis} has size {size}"));

    internal static ArgumentException SliceStepZero()
        => With("SliceStepZero", new ArgumentException("slice step cannot be zero"));

    internal static ArgumentException IndexArrayShape(long count, ReadOnlySpan<long> shape)
        => With("IndexArrayShape", new ArgumentException($"an index array of shape {Shape(shape)} cannot have {count} elements"));

    internal static FormatException InvalidIndex(string text, string part)
        => With("InvalidIndex", new FormatException(
            "only integers, slices ('1:3'), ellipsis ('...'), newaxis ($null) and integer or boolean lists and arrays are valid indices, "
            + (part == text ? $"not '{Shorten(text)}'" : $"not '{Shorten(part)}' in '{Shorten(text)}'")
            + (RangeOf(part) is (var first, var last) ? $"; the elements {first} to {last} are '{SliceTo(first, last)}'" : "")));

    internal static FormatException IndexSyntax(string text, int position, string problem)
        => With("IndexSyntax", new FormatException($"index '{Shorten(text)}' is not valid: {problem} at position {position}"));

    internal static FormatException IndexTextTooLong(int length, int limit)
        => With("IndexTextTooLong", new FormatException($"an index of {length} characters is too long; at most {limit} are read"));

    internal static FormatException NotASlice(string text)
        => With("NotASlice", new FormatException($"'{Shorten(text)}' is not a slice such as '1:3', ':', '::2' or '::-1'"));

#pragma warning disable CA2201 // An index into these arrays throws the runtime's own exception for array indices.
    private static IndexOutOfRangeException OutOfRange(string id, string message) => With(id, new IndexOutOfRangeException(message));
#pragma warning restore CA2201

    /// <summary>Positions as an index: a slice if they are consecutive, a list if they are few, otherwise a hint.</summary>
    private static string Selection(long[] positions)
    {
        const int few = 4;
        (long first, long last) = (positions[0], positions[^1]);
        return last - first == positions.Length - 1 && !positions.Where((position, i) => position - first != i).Any()
            ? $"'{SliceTo(first, last)}'"
            : positions.Length <= few ? $"'[{string.Join(", ", positions)}]'"
            : "one list: (,(...)) around them, or their text in brackets";
    }

    // A slice that ends at -1, the last element, has no stop.
    private static Slice SliceTo(long first, long last) => new(first, last == -1 ? null : last + 1, null);

    /// <summary>The ends of a range in the shell's notation, <c>5..7</c>; null if the text is none.</summary>
    private static (long First, long Last)? RangeOf(string text)
        => text.Split("..") is [var first, var last] && IndexExpression.TryInteger(first, out long from, out bool isFarFrom)
            && IndexExpression.TryInteger(last, out long to, out bool isFarTo) && from <= to && !isFarFrom && !isFarTo ? (from, to) : null;

    private static string Shapes(IEnumerable<long[]> shapes) => string.Join(' ', shapes.Select(shape => Shape(shape)));

    /// <summary>Truncates text that would make a message unreadable.</summary>
    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text.AsSpan(0, 77)}...";
}

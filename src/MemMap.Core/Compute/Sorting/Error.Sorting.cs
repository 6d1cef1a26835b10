namespace MemMap;

internal static partial class Error
{
    internal static ArgumentException NotOneAxis(int ndim) => With("NotOneAxis", new ArgumentException(
        $"sorted elements are those of one axis, and the array has {ndim}; take a row or a column of it, or Ravel() it"));

    internal static ArgumentException NotASorter(DType dtype, ReadOnlySpan<long> shape, long length) => With("NotASorter",
        new ArgumentException($"a sorter has the position of each of the {length} elements, as ArgSort() gives them, "
            + $"and not {dtype} {Shape(shape)}"));

#pragma warning disable CA2201 // As of any index of an array.
    internal static IndexOutOfRangeException SorterOutside(long place, long length) => With("IndexOutOfBounds",
        new IndexOutOfRangeException($"the sorter has position {place}, which is out of bounds of {length} elements"));
#pragma warning restore CA2201

    internal static ArgumentException NotASide(string side)
        => With("NotASide", new ArgumentException($"side is 'left' or 'right', not '{side}'"));

    internal static InvalidOperationException NotSorted(long first, object? one, long second, object? other) => With("NotSorted",
        new InvalidOperationException(
            Invariant($"the elements are not in ascending order: element {first} is {one}, and element {second} is {other}; ")
            + "a condition (-Where) finds those in a range wherever they are"));

    internal static NotSupportedException NoOrder(string field, DType dtype) => With("UnsupportedDType", new NotSupportedException(
        $"the field '{field}' has several elements in a record ({dtype}), and records are ordered by single ones"));

    internal static NotSupportedException TooManyRows(long count, long limit) => With("TooManyRows", new NotSupportedException(
        $"{count} records are too many to order; the limit is {limit}: ask for the first ones only (-First)"));
}

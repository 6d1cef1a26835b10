namespace MemMap;

// Errors of casts of whole arrays, and of views as another dtype.
internal static partial class Error
{
    internal static InvalidCastException CannotCastArray(DType from, DType to, Casting rule)
        => With("CannotCast", new InvalidCastException(
            $"Cannot cast array data from {Called(from, to)} to {Called(to, from)} according to the rule "
                + $"'{(rule == Casting.SameKind ? "same_kind" : rule.ToString().ToLowerInvariant())}'"));

    internal static ArgumentException UnitToGeneric() => With("UnitToGeneric", new ArgumentException(
        "Cannot convert from specific units to generic units in NumPy datetimes or timedeltas"));

    internal static OverflowException UnitOverflow(TimeUnit from, TimeUnit to) => With("UnitOverflow", new OverflowException(
        $"Integer overflow while computing the conversion factor between NumPy datetime units {from} and {to}"));

    internal static ArgumentException DateTextTooShort(string text, int length) => With("DateTextTooShort", new ArgumentException(
        $"The string provided for NumPy ISO datetime formatting was too short, with length {length}: '{text}' takes {text.Length}"));

    internal static ArgumentException NotAscii(uint codePoint, int position) => With("NotAscii", new ArgumentException(
        $"can't encode character U+{codePoint:X4} in position {position}: only ASCII can be stored as bytes, use a U dtype"));

    internal static ArgumentException NotAsciiByte(byte value, int position) => With("NotAscii", new ArgumentException(
        $"can't decode byte 0x{value:x2} in position {position}: only ASCII bytes are text, read the others as V or u1"));

    internal static ArgumentException ViewOfScalar() => With("ViewSize", new ArgumentException(
        "Changing the dtype of a 0d array is only supported if the itemsize is unchanged"));

    internal static ArgumentException ViewNotContiguous() => With("ViewSize", new ArgumentException(
        "To change to a dtype of a different size, the last axis must be contiguous"));

    internal static ArgumentException ViewSmaller(DType from, DType to) => With("ViewSize", new ArgumentException(
        $"When changing to a smaller dtype, its size must be a divisor of the size of original dtype ({to.ItemSize} and {from.ItemSize} "
            + "bytes)"));

    internal static ArgumentException ViewLarger(long bytes, DType to) => With("ViewSize", new ArgumentException(
        $"When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array "
            + $"({to.ItemSize} and {bytes} bytes)"));

    internal static ArgumentException SpanType(Type type, DType dtype) => With("SpanType", new ArgumentException(
        $"an array of {dtype.Called} has no span of {type.Name}; use View, or AsType for a copy"));

    internal static ArgumentException SpanNotContiguous() => With("SpanNotContiguous", new ArgumentException(
        "only a contiguous array is a span; use Copy, or AsTensorSpan"));

    internal static ArgumentException TensorStrides() => With("TensorStrides", new ArgumentException(
        "the strides of a tensor are multiples of the element's size, not negative, and each reaches beyond the axes within; use Copy"));

    internal static ArgumentException NotOneElement(long size) => With("NotOneElement", new ArgumentException(
        $"can only convert an array of size 1 to a scalar, not one of size {size}"));

    internal static IndexOutOfRangeException EmptyTake() => OutOfRange("EmptyTake", "cannot do a non-empty take from an empty axes.");
}

namespace MemMap;

internal static partial class Error
{
    internal static NotSupportedException NoLoop(string operation, DType x, DType y)
        => With("UnsupportedDType", new NotSupportedException($"{operation} is not defined for dtypes {x} and {y}"));

    internal static NotSupportedException BooleanNegative() => With("UnsupportedDType", new NotSupportedException(
        "negative is not defined for dtype bool; use Not() instead"));

    internal static ArgumentException NegativePower() => With("NegativePower", new ArgumentException(
        "Integers to negative integer powers are not allowed."));

    internal static ArgumentException OperationValue(string operation, bool isNeeded) => With("OperationValue", new ArgumentException(
        isNeeded ? $"{operation} takes two operands, and no value is given for the second one; write -Value"
            : $"{operation} is a function of the elements alone; leave the value out"));

    internal static ArgumentException UnknownOperation(string name, IEnumerable<string> known)
        => With("UnknownOperation", new ArgumentException(
        $"there is no operation '{name}'; there are {string.Join(", ", known)}"));

    internal static ArgumentException NegativeOrder(int order)
        => With("NegativeOrder", new ArgumentException($"the order of differences must not be negative, and it is {order}"));

    internal static ArgumentException NoAxis(string operation) => With("NoAxis", new ArgumentException(
        $"{operation} goes along an axis, and there is none: a single element has no neighbours"));

    internal static ArgumentException ExtensionShape(ReadOnlySpan<long> shape, ReadOnlySpan<long> array, int axis)
        => With("ExtensionShape", new ArgumentException(
            $"what is prepended or appended has shape {Shape(shape)}; it has the elements' shape {Shape(array)} except along axis {axis}, "
                + "or is a single value"));

    internal static ArgumentException EdgeOrder(int order)
        => With("EdgeOrder", new ArgumentException($"the order of the slopes at the ends is 1 or 2, not {order}"));

    internal static ArgumentException GradientTooShort(long length, int least) => With("GradientTooShort", new ArgumentException(
        $"an axis of length {length} is too short for a slope; it takes {least} elements"));

    internal static ArgumentException SpacingCount(int count, int axes) => With("SpacingCount", new ArgumentException(
        $"{count} distances are given for {axes} axes; give one number for all axes, or one number or array of coordinates for each"));

    internal static ArgumentException SpacingShape(ReadOnlySpan<long> shape, long length) => With("SpacingShape", new ArgumentException(
        $"coordinates of shape {Shape(shape)} don't fit an axis of length {length}; there is one for each position on it"));

    internal static ArgumentException InterpPoints(ReadOnlySpan<long> xp, ReadOnlySpan<long> fp) => With("InterpPoints",
        new ArgumentException(
            $"the points have places of shape {Shape(xp)} and values of shape {Shape(fp)}; both have one axis and the same length, 1 at "
                + "least"));

    internal static ArgumentException InterpPeriod(double period)
        => With("InterpPeriod", new ArgumentException(FormattableString.Invariant($"period must be a non-zero value, not {period}")));

    internal static ArgumentException InterpOrder(long i, double before, double here) => With("InterpOrder", new ArgumentException(
        FormattableString.Invariant(
            $"the places of the points must not decrease, and place {i} is {here} after {before}; sort the points, or give a period")));

    internal static ArgumentException BitCount(long count, long all) => With("BitCount", new ArgumentException(
        $"{-count} bits are to be left out, and there are {all}"));

    internal static ArgumentException UnknownBitOrder(BitOrder order) => With("UnknownBitOrder", new ArgumentException(
        $"there is no order {order} of bits; there are {string.Join(", ", Enum.GetNames<BitOrder>())}"));
}

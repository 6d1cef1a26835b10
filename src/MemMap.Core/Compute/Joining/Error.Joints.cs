namespace MemMap;

internal static partial class Error
{
    internal static ArgumentException NegativeRepeats(long count) => With("NegativeRepeats", new ArgumentException(
        $"repeats may not contain negative values, as {count} is"));

    internal static ArgumentException RepeatsMismatch(long counts, int axis, long length) => With("RepeatsMismatch", new ArgumentException(
        $"there are {counts} repeats for axis {axis}, of length {length}; give one for each index, or one for all"));

    internal static ArgumentException RollMismatch(int shifts, int axes) => With("RollMismatch", new ArgumentException(
        $"'shift' and 'axis' should be scalars or 1D sequences of one length: {shifts} shifts were given for {axes} axes"));

    internal static ArgumentException PadWidth(string problem) => With("PadWidth", new ArgumentException(
        $"pad width is a number, a pair (before, after), or a pair for each axis, all integers of at least 0; {problem}"));

    internal static ArgumentException PadLength(long length) => With("PadLength", new ArgumentException(
        $"a statistic of {length} elements yields no value for padding; give a length of at least 1, or none for all elements"));

    internal static ArgumentException PadEmpty(int axis) => With("PadEmpty", new ArgumentException(
        $"can't extend empty axis {axis} using modes other than Constant or Empty"));

    internal static ArgumentException StackShapes(ReadOnlySpan<long> first, int number, ReadOnlySpan<long> shape)
        => With("StackShapes", new ArgumentException(
            $"all input arrays must have the same shape: array 0 has {Shape(first)}, array {number} has {Shape(shape)}"));
}

namespace MemMap;

internal static partial class Error
{
    internal static ArgumentException PartitionPosition(long position, long length) => With("PartitionPosition", new ArgumentException(
        $"kth(={position}) out of bounds ({length})"));

    internal static ArgumentException NoKeys() => With("NoKeys", new ArgumentException("need a sequence of keys with len > 0 in LexSort"));

    internal static ArgumentException BinsNotMonotonic() => With("BinsNotMonotonic", new ArgumentException(
        "bins must be monotonically increasing or decreasing, as one line"));

    internal static ArgumentException BinCountNegative(long value) => With("BinCountNegative", new ArgumentException(
        $"bincount takes integers of at least 0, and {value} is none"));

    internal static ArgumentException BinCountShape(int ndim) => With("BinCountShape", new ArgumentException(
        $"bincount takes an array of one dimension, and this one has {ndim}; Ravel() makes one of them"));

    internal static ArgumentException BinCountWeights(long weights, long size) => With("BinCountWeights", new ArgumentException(
        $"the weights and list don't have the same length: {weights} weights for {size} elements"));

    internal static ArgumentException BinCountLength(long length) => With("BinCountLength", new ArgumentException(
        $"'minlength' must not be negative, as {length} is"));
}

namespace MemMap;

internal static partial class Error
{
    internal static ArgumentException ConvolveShapes(string operation, ReadOnlySpan<long> a, ReadOnlySpan<long> v)
        => With("ConvolveShapes", new ArgumentException(
            $"{operation} takes two arrays of one dimension with elements, and their shapes are {Shape(a)} and {Shape(v)}"));

    internal static ArgumentException UnknownConvolveMode(ConvolveMode mode) => With("UnknownConvolveMode", new ArgumentException(
        $"there is no mode {mode} of a convolution; there are {string.Join(", ", Enum.GetNames<ConvolveMode>())}"));

    internal static ArgumentException MatMulScalar() => With("MatMulScalar", new ArgumentException(
        "matmul takes matrices, rows and columns, and a single number is none; use * or Dot()"));

    internal static ArgumentException InnerLengths(ReadOnlySpan<long> a, ReadOnlySpan<long> b, long columns, long rows)
        => With("InnerLengths", new ArgumentException(
            $"shapes {Shape(a)} and {Shape(b)} not aligned: the rows of the first have {columns} elements, and the columns of the second "
                + $"{rows}"));
}

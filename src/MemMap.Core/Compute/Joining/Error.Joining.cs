namespace MemMap;

internal static partial class Error
{
    internal static ArgumentException NothingToJoin() => With("NothingToJoin", new ArgumentException(
        "there is no array to join; at least one is needed"));

    internal static ArgumentException JoinNoAxes(string? path) => With("JoinMismatch", new ArgumentException(
        $"{(path is null ? "an array" : $"'{path}'")} has no axes, and an array is joined along one; take Reshape(1) of it"));

    internal static ArgumentException JoinDType(string part, DType dtype, string first, DType expected)
        => With("JoinMismatch", new ArgumentException(
            $"{part} has dtype {Called(dtype, expected)}, but {first}, the first part, has {Called(expected, dtype)}; parts of one array "
                + "have one dtype"));

    internal static ArgumentException JoinShape(string part, ReadOnlySpan<long> shape, string first, ReadOnlySpan<long> expected, int axis)
        => With("JoinMismatch", new ArgumentException(
            $"{part} has shape {Shape(shape)}, but {first}, the first part, has {Shape(expected)}; parts that are joined along axis {axis} "
                + "may differ in its length only"));

    internal static InvalidOperationException PartsAreOpen() => With("PartsAreOpen", new InvalidOperationException(
        "the parts of this array were open when they were joined, so they can't be opened; only those in files can"));

    internal static InvalidOperationException RowsAcrossParts() => With("RowsAcrossParts", new InvalidOperationException(
        "an index of this view has elements in several parts, so the parts can't be listed; take them from the joined array"));

    internal static IOException PartChanged(string path, string what) => With("PartChanged", new IOException(
        $"'{path}' is not the file that was joined any more: {what}; join the files again"));
}

namespace MemMap;

// Errors of writing objects to files.
internal static partial class Error
{
    internal static ArgumentException BadObject(long position, object? value, DType? dtype, Exception reason)
        => With("BadObject", new ArgumentException(
            $"the object at position {position}, {Described(value)}, can't be "
                + $"{(dtype is null ? "given a dtype" : $"an element of {dtype.Called}")}: {reason.Message}", reason));

    internal static ArgumentException NotAsInferred(DType dtype)
        => With("NotAsInferred", new ArgumentException(
            $"{dtype.Called} is what the first object has; name a dtype that holds all of them"));

    internal static ArgumentException NothingToInfer()
        => With("NothingToInfer", new ArgumentException("there is no object to tell the dtype; name one"));

    internal static ArgumentException TextForParts(string text, string field) => With("TextForParts", new ArgumentException(
        $"field '{Shortened(field)}' has several parts, and '{Shortened(text)}' is one text; tables that Export-MemMap writes have a "
        + "column for each part"));

    internal static ArgumentException IncompleteRow(string path, long count, ReadOnlySpan<long> row)
        => With("IncompleteRow",
            new ArgumentException($"{count} elements for '{path}' are no whole number of sub-arrays of shape {Shape(row)}"));
}

namespace MemMap;

// Errors of writing objects to files.
internal static partial class Error
{
    internal static ArgumentException BadObject(long position, object? value, DType? dtype, Exception reason)
        => With("BadObject", new ArgumentException(
            $"the object at position {position}, {Described(value)}, can't be "
                + $"{(dtype is null ? "given a dtype" : $"an element of {dtype.Called}")}: {reason.Message}", reason));

    /// <param name="proposed">What takes the object and those before it.</param>
    internal static ArgumentException NotAsInferred(DType proposed)
        => With("NotAsInferred", new ArgumentException(
            $"this is what the objects before it are; name a dtype that holds all of them, such as -DType {Argument(proposed)}"));

    /// <summary>A dtype as an argument at the prompt.</summary>
    private static string Argument(DType dtype)
        => dtype.Fields is not { } fields ? $"'{dtype}'"
            : fields.Count > 1 && fields.All(field => field.DType.Fields is null && field.DType.SubType is null && field.Name.All(IsOfWord))
                ? $"'{string.Join(", ", fields.Select(field => $"{field.Name} {field.DType}"))}'"
            : $"\"{dtype.ToString().Replace("`", "``").Replace("$", "`$").Replace("\"", "`\"")}\"";

    private static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    internal static ArgumentException NothingToInfer()
        => With("NothingToInfer", new ArgumentException("there is no object to tell the dtype; name one"));

    internal static ArgumentException TextForParts(string text, string field) => With("TextForParts", new ArgumentException(
        $"field '{Shortened(field)}' has several parts, and '{Shortened(text)}' is one text; tables that Export-MemMap writes have a "
        + "column for each part"));

    internal static ArgumentException IncompleteRow(string path, long count, ReadOnlySpan<long> row)
        => With("IncompleteRow",
            new ArgumentException($"{count} elements for '{path}' are no whole number of sub-arrays of shape {Shape(row)}"));
}

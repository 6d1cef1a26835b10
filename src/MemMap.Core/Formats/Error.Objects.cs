using MemMap.Formats;

namespace MemMap;

// Errors of writing objects to files.
internal static partial class Error
{
    internal static ArgumentException BadObject(long position, object? value, DType? dtype, Exception reason)
        => With("BadObject", new ArgumentException(
            $"the object at position {position}, {Described(value)}, can't be "
                + $"{(dtype is null ? "given a dtype" : $"an element of {dtype.Called}")}: "
                + $"{(reason.Data[FieldKey] is string field ? $"column '{Shortened(field)}': " : "")}{reason.Message}"
                + (TextOf(reason) is (var text, var meant) && CellCulture.Meant(text, meant, CellCulture.Current) is { } hint
                    ? $"; {hint}" : ""), reason));

    /// <param name="proposed">What takes the object and those before it.</param>
    internal static ArgumentException NotAsInferred(DType proposed)
        => With("NotAsInferred", new ArgumentException(
            $"this is what the objects before it are; name a dtype that holds all of them, such as -DType {Argument(proposed)}"));

    /// <summary>A value that the dtype of a file, which nobody has named, can't have without loss.</summary>
    /// <param name="misfit">The value.</param>
    /// <param name="dtype">The dtype of the file.</param>
    /// <param name="proposed">What takes the object.</param>
    internal static ArgumentException NotAsStored(Misfit misfit, DType dtype, DType proposed)
        => With("NotAsStored", new ArgumentException(
            $"{(misfit.Field.Length == 0 ? "the file" : $"column '{Shortened(misfit.Field)}' of the file")} has {misfit.DType.Called}, and "
                + (misfit.Value is null or "" ? "an empty value is none" : $"{Described(misfit.Value)} is none without loss") + "; "
                + (misfit.Value is null or string ? "give an integer" : $"-DType {Argument(dtype)} casts it as numpy does")
                + (proposed.Equals(dtype) ? "" : $", or write all to a new file with -DType {Argument(proposed)}")));

    /// <summary>A property whose values no dtype has.</summary>
    /// <param name="name">The property.</param>
    /// <param name="value">Its value.</param>
    /// <param name="others">Properties of the object that have a dtype.</param>
    internal static ArgumentException PropertyHasNoDType(string name, object value, IReadOnlyList<string> others)
        => With("PropertyHasNoDType", new ArgumentException(
            $"property '{Shortened(name)}' is a {value.GetType().Name}, which no dtype has; "
                + (others.Count == 0 ? "" : "choose properties that are numbers, text or dates "
                    + $"(Select-Object {string.Join(", ", others)}), or ")
                + $"make text of it (@{{ Name = '{Shortened(name)}'; Expression = {{ \"$($_.{Shortened(name)})\" }} }})"));

    /// <summary>An object that is neither a number nor anything else that a dtype has.</summary>
    /// <param name="value">The object.</param>
    /// <param name="properties">Properties of it that have a dtype.</param>
    internal static ArgumentException ObjectHasNoDType(object value, IReadOnlyList<string> properties)
        => With("TypeHasNoDType", new ArgumentException(
            $"no dtype has a {value.GetType().Name}; " + (properties.Count == 0
                ? "make text of it (ForEach-Object { \"$_\" })"
                : $"choose properties that are numbers, text or dates, with | Select-Object {string.Join(", ", properties)} | before it")));

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

    internal static ArgumentException IncompleteRow(string? path, long count, ReadOnlySpan<long> row)
        => With("IncompleteRow",
            new ArgumentException(
                $"{count} elements{(path is null ? "" : $" for '{path}'")} are no whole number of sub-arrays of shape {Shape(row)}"));
}

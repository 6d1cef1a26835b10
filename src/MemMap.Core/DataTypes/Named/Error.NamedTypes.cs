namespace MemMap;

// Errors of names for dtypes.
internal static partial class Error
{
    internal static ArgumentException TypeNameInvalid(string name)
        => With("TypeNameInvalid",
            new ArgumentException($"'{name}' is no name for a data type: a letter, then letters, digits and '_', '-', '.'"));

    /// <param name="name">The name.</param>
    /// <param name="numpys">The data type that it stands for in numpy.</param>
    /// <param name="isDefined">Whether a definition in C has the name.</param>
    internal static ArgumentException TypeNameOfNumpy(string name, string numpys, bool isDefined)
        => With("TypeNameOfNumpy", new ArgumentException(
            $"'{name}' is {(numpys == name ? "a data type of numpy" : $"'{numpys}', a data type of numpy, as case doesn't count")}, and "
                + $"can't stand for another one; choose another name: {(isDefined ? $"struct {name}_record {{ ... }}, or " : "")}"
                + $"Register-MemMapType {name}_record ..."));

    internal static ArgumentException MagicOfNoField(string name, DType dtype) => With("MagicInvalid", new ArgumentException(
        dtype.Fields is { } fields
            ? $"the magic names '{name}', which is no field; fields are {string.Join(", ", fields.Select(f => f.Name))}"
            : $"only fields of a record have a magic, and {dtype.Called} is none"));

    internal static ArgumentException MagicOfNoValue(string field)
        => With("MagicInvalid", new ArgumentException($"the magic of field '{field}' has no value"));

    internal static ArgumentException MagicDoesNotFit(string field, Exception reason)
        => With("MagicInvalid", new ArgumentException($"the magic of field '{field}' does not fit it: {reason.Message}", reason));

    internal static ArgumentException TypeNameTaken(NamedType known)
        => With("TypeNameTaken", new ArgumentException($"the name '{known.Name}' stands for {known.DType} already; -Force replaces it"));

    internal static ArgumentException DefinitionUnnamed() => With("DefinitionUnnamed", new ArgumentException(
        "the definition has no name: write typedef struct { ... } NAME; or give -Name"));

    internal static FormatException HeaderEmpty(string path, int skipped) => With("HeaderEmpty", new FormatException(
        $"'{path}' defines no struct, union or enum that can be in a file{(skipped > 0 ? $"; -Verbose says why of {skipped}" : "")}"));

    internal static ArgumentException HeaderLacks(string path, string name, string? near) => With("HeaderLacks", new ArgumentException(
        $"'{path}' defines no type '{name}' that can be in a file{(near is null ? "" : $"; did you mean {near}?")}"));

    internal static FormatException TypeSize(string name, int size, int expected) => With("TypeFileInvalid", new FormatException(
        $"{name} has {size} bytes, and the comment behind its name says {expected}"));

    internal static FormatException TypeFile(string path, Exception reason) => With("TypeFileInvalid", new FormatException(
        $"'{path}': {reason.Message}", reason));

    internal static FormatException TypeFileCycle(string path) => With("TypeFileInvalid", new FormatException(
        $"'{path}' has a type of a file that has one of its own types"));
}

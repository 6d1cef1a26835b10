namespace MemMap;

// Errors of names for dtypes.
internal static partial class Error
{
    internal static ArgumentException TypeNameInvalid(string name)
        => With("TypeNameInvalid",
            new ArgumentException($"'{name}' is no name for a data type: a letter, then letters, digits and '_', '-', '.'"));

    internal static ArgumentException TypeNameOfNumpy(string name)
        => With("TypeNameOfNumpy", new ArgumentException($"'{name}' is a data type of numpy, and can't stand for another one"));

    internal static ArgumentException TypeNameTaken(NamedType known)
        => With("TypeNameTaken", new ArgumentException($"the name '{known.Name}' stands for {known.DType} already; -Force replaces it"));
}

using System.Globalization;

namespace MemMap;

// Errors of definitions of structures.
internal static partial class Error
{
    /// <summary>An error at a position of a definition.</summary>
    internal static FormatException Definition(string text, int at, string expected, string found)
        => DefinitionAt(text, at, $"expected {expected}, found {found}");

    /// <summary>An error of what stands at a position of a definition.</summary>
    internal static FormatException DefinitionAt(string text, int at, string what)
    {
        at = Math.Clamp(at, 0, text.Length);
        int line = 1 + text.AsSpan(0, at).Count('\n'), column = at - text.LastIndexOf('\n', Math.Max(0, at - 1), at);
        // LastIndexOf gives -1 on the first line, which makes the first column 1.
        return With("DefinitionInvalid", new FormatException(
            string.Create(CultureInfo.InvariantCulture, $"definition, line {line}, column {column}: {what}")));
    }

    internal static FormatException StructField(string name, Type type) => With("StructField", new FormatException(
        $"field '{name}' is of type {type}, which has no fixed size: text and arrays need MarshalAs with a SizeConst, or in a class of "
        + "PowerShell ValidateLength(0, n) or ValidateCount(n, n)"));
}

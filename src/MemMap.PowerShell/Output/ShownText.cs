using System.Globalization;

namespace MemMap.Output;

/// <summary>Escapes a text from outside (a path, a name) for a terminal. MemMap.format.ps1xml calls it.</summary>
public static class ShownText
{
    /// <summary>Returns the text in one line, with control characters written as <c>\x1b</c>.</summary>
    /// <param name="value">The text, or an object that has one.</param>
    public static string Of(object? value) => Printable.Line(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}

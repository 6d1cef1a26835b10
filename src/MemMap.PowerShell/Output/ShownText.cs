using System.Globalization;

namespace MemMap.Output;

/// <summary>A text that others have chosen (a path, a name) as a terminal may show it; MemMap.format.ps1xml calls it.</summary>
public static class ShownText
{
    /// <summary>The text in a line, in which control characters are written as <c>\x1b</c>.</summary>
    /// <param name="value">The text, or what has one.</param>
    public static string Of(object? value) => Printable.Line(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}

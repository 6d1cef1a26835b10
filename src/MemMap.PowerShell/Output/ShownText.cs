using System.Globalization;
using System.Management.Automation;

namespace MemMap.Output;

/// <summary>Formats what a table or a list shows: text from outside (a path, a name), numbers. MemMap.format.ps1xml calls it.</summary>
public static class ShownText
{
    /// <summary>Returns the text in one line, with control characters written as <c>\x1b</c>.</summary>
    /// <param name="value">The text, or an object that has one.</param>
    public static string Of(object? value) => Printable.Line(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    /// <summary>Returns the text for a file, or for a member of an archive: <c>FILE:MEMBER</c>.</summary>
    /// <param name="fileName">The file.</param>
    /// <param name="member">The member; <see langword="null"/> if there is none.</param>
    public static string OfFile(object? fileName, object? member) => member is null ? Of(fileName) : Of($"{fileName}:{member}");

    /// <summary>Returns a float as text with all its digits, a text that a terminal would obey with escapes, and any other value as it is:
    /// in tables, PowerShell rounds floats to two decimals, and 0.0001 would be shown as 0.00.</summary>
    /// <param name="value">The value.</param>
    public static object? Number(object? value) => value is PSObject { BaseObject: var inner } && inner is not PSCustomObject
        ? Number(inner)
        : UnprintableRecord.Is(value) ? Of(value)
        : value is double or float or decimal ? Convert.ToString(value, CultureInfo.InvariantCulture) : value;
}

using System.Globalization;
using System.Management.Automation;

namespace MemMap.Output;

/// <summary>
/// Records whose texts have characters that a terminal would obey, such as escape sequences. Their values are what they are, but the
/// objects have a type name for which MemMap.format.ps1xml has a view that escapes them, in tables and lists too.
/// </summary>
internal static class UnprintableRecord
{
    /// <summary>The type name of such an object.</summary>
    internal const string TypeName = "MemMap.UnprintableRecord";

    /// <summary>Whether a terminal would obey some of a value.</summary>
    internal static bool Is(object? value) => value switch
    {
        string text => Printable.Line(text) is var shown && !ReferenceEquals(shown, text) && shown != text,
        PSObject { BaseObject: string text } => Is(text),
        ShownValue list => Is(list.BaseObject),
        PSObject bag => bag.TypeNames.Contains(TypeName),
        Array items when items.GetType().GetElementType() is var type
            && (type == typeof(string) || type == typeof(object) || type == typeof(PSObject)) => items.Cast<object?>().Any(Is),
        _ => false,
    };

    /// <summary>Marks an object whose texts are not to be written to a terminal.</summary>
    internal static PSObject Mark(object record)
    {
        PSObject marked = PSObject.AsPSObject(record);
        marked.TypeNames.Insert(0, TypeName);
        return marked;
    }

    /// <summary>The names and values, one to a line as in a list, with control characters written as <c>\x1b</c>.</summary>
    internal static string Format(PSObject record)
    {
        (string Name, string Value)[] lines =
        [
            .. record.Properties.Where(static property => property is not PSCodeProperty).Select(static property
                => (Printable.Line(property.Name), Text(property.Value))),
        ];
        int width = lines.Select(static line => line.Name.Length).DefaultIfEmpty(0).Max();
        return string.Join(Environment.NewLine, lines.Select(line => $"{line.Name.PadRight(width)} : {line.Value}"));
    }

    private static string Text(object? value) => Printable.Line(value switch
    {
        null => "",
        PSObject { BaseObject: Array list } => Text(list),
        PSObject bag => bag.ToString(),
        byte[] bytes => BitConverter.ToString(bytes).Replace('-', ' '),
        Array items => $"{{{string.Join(", ", items.Cast<object?>().Select(Text))}}}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    });
}

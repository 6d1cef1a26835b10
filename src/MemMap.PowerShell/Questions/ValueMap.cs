using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using MemMap.Output;

namespace MemMap.Questions;

/// <summary>What is made of a single value: its property, the result of a method, what a table has for it.</summary>
internal static class ValueMap
{
    /// <summary>A property of a field's value, such as a date's Hour; null if its type has none.</summary>
    internal static Element? Property(Element element, string name)
    {
        Type type = TypeOf(element);
        PropertyInfo? property = type == typeof(object) ? null : type.GetProperty(
            name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
        return property is null || property.GetIndexParameters().Length > 0 ? null
            : Then(element, value => value is null ? null : property.GetValue(value)) with
            {
                Part = DatePart.Of(element, property.Name),
                MapType = property.PropertyType.IsValueType ? property.PropertyType : null,
            };
    }

    /// <summary>Tries what is done with an element's values on one of them.</summary>
    /// <exception cref="NotCompiledException">
    /// It fails. What fails for one value fails in the script block too, which says so in PowerShell's words.
    /// </exception>
    internal static void Try(Element element, Action<object?> work)
    {
        try
        {
            work(element.DType.Codec.Read(new byte[element.DType.ItemSize]));
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidCastException or FormatException or ArgumentException)
        {
            throw new NotCompiledException(exception.Message);
        }
    }

    /// <summary>The result of a method; null if it is none that can be computed.</summary>
    internal static Element? Method(Element element, string name, object?[] arguments, ConditionCompiler compiler)
    {
        Type type = TypeOf(element);
        CultureInfo culture = CultureInfo.CurrentCulture;
        return (name.ToUpperInvariant(), arguments) switch
        {
            ("TOUPPER", []) when type == typeof(string) => ThenText(element, text => text.ToUpper(culture)),
            ("TOLOWER", []) when type == typeof(string) => ThenText(element, text => text.ToLower(culture)),
            ("TOUPPERINVARIANT", []) when type == typeof(string) => ThenText(element, static text => text.ToUpperInvariant()),
            ("TOLOWERINVARIANT", []) when type == typeof(string) => ThenText(element, static text => text.ToLowerInvariant()),
            ("TRIM", []) when type == typeof(string) => ThenText(element, static text => text.Trim()),
            ("TRIMSTART", []) when type == typeof(string) => ThenText(element, static text => text.TrimStart()),
            ("TRIMEND", []) when type == typeof(string) => ThenText(element, static text => text.TrimEnd()),
            ("TRIM", [string text]) when type == typeof(string) => ThenText(element, own => own.Trim(text.ToCharArray())),
            ("TRIMSTART", [string text]) when type == typeof(string) => ThenText(element, own => own.TrimStart(text.ToCharArray())),
            ("TRIMEND", [string text]) when type == typeof(string) => ThenText(element, own => own.TrimEnd(text.ToCharArray())),
            ("STARTSWITH", [string text]) when type == typeof(string)
                => Then(element, value => ((string)value!).StartsWith(text, StringComparison.CurrentCulture)),
            ("ENDSWITH", [string text]) when type == typeof(string)
                => Then(element, value => ((string)value!).EndsWith(text, StringComparison.CurrentCulture)),
            ("CONTAINS", [string text]) when type == typeof(string)
                => Then(element, value => ((string)value!).Contains(text, StringComparison.Ordinal)),
            ("HASFLAG", [var flag]) when type.IsEnum
                && LanguagePrimitives.TryConvertTo(flag, type, CultureInfo.InvariantCulture, out object member)
                => Then(element, value => (BitsOf(value!) & BitsOf(member)) == BitsOf(member)),
            _ => Methods.Of(element, type, name, arguments, compiler),
        };
    }

    /// <summary>What a function makes of a value, or of what another one has made of it.</summary>
    internal static Element Of(Element element, Func<object?, object?> ofElement)
        => element with { Map = ofElement, Part = null, MapType = null };

    /// <summary>A value as text, as a cast has it.</summary>
    internal static Element Text(Element element)
        => Then(element, static value => LanguagePrimitives.ConvertTo<string>(value) ?? "") with { MapType = typeof(string) };

    /// <summary>The result of a static method of text, such as [string]::IsNullOrEmpty; null if it is another one.</summary>
    internal static Element? Function(Element element, string name)
    {
        Func<object?, object?>? of = (TypeOf(element) == typeof(string) ? name.ToUpperInvariant() : "") switch
        {
            "ISNULLOREMPTY" => static value => string.IsNullOrEmpty((string?)value),
            "ISNULLORWHITESPACE" => static value => string.IsNullOrWhiteSpace((string?)value),
            _ => null,
        };
        return of is null ? null : Then(element, of) with { MapType = typeof(bool) };
    }

    /// <summary>A text in which a pattern is replaced, as by -replace; null if there is no counterpart.</summary>
    /// <param name="element">The text.</param>
    /// <param name="with">The pattern, or it and the replacement.</param>
    /// <param name="ignoresCase">Whether letters of other case fit.</param>
    internal static Element? Replaced(Element element, object? with, bool ignoresCase)
    {
        object?[] items = ValueTest.Items(with);
        if (TypeOf(element) != typeof(string) || items.Length is 0 or > 2 || !Array.TrueForAll(items, static item => item is string))
        {
            return null;
        }
        Regex pattern = new((string)items[0]!, ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        string replacement = items.Length == 2 ? (string)items[1]! : "";
        return ThenText(element, text => pattern.Replace(text, replacement));
    }

    /// <summary>What a table has for a field's value; null where it has nothing.</summary>
    internal static Element Lookup(Element key, IDictionary table)
        => Then(key, value => value is null ? null : PSObjectless(table[value]));

    /// <summary>Requires that of some values, one at least may be a member of an enum, or none is text.</summary>
    /// <exception cref="ArgumentException">All are names that no member has.</exception>
    internal static void RequireMember(Type type, object?[] values)
    {
        if (values.Length > 0 && values.All(value => value is string { Length: > 0 } && !LanguagePrimitives.TryConvertTo(
            value, type, CultureInfo.InvariantCulture, out object _)))
        {
            throw Errors.NoSuchMember((string)values[0]!, type);
        }
    }

    /// <summary>The flags of an enum that are among some others; null if these are none.</summary>
    internal static Element? Flags(Element element, object mask)
    {
        Type type = element.ClrType;
        RequireMember(type, [mask]);
        long? bits = mask is sbyte or byte or short or ushort or int or uint or long ? Convert.ToInt64(mask, CultureInfo.InvariantCulture)
            : LanguagePrimitives.TryConvertTo(mask, type, CultureInfo.InvariantCulture, out object member) ? BitsOf(member) : null;
        return bits is { } number ? Then(element, value => Enum.ToObject(type, BitsOf(value!) & number)) : null;
    }

    private static long BitsOf(object member)
        => member.GetType().GetEnumUnderlyingType() == typeof(ulong)
            ? unchecked((long)Convert.ToUInt64(member, CultureInfo.InvariantCulture))
            : Convert.ToInt64(member, CultureInfo.InvariantCulture);

    private static object? PSObjectless(object? value) => Parameters.PipelineElements.Bare(value);

    /// <summary>The type of elements as PowerShell sees them.</summary>
    internal static Type TypeOf(DType dtype)
        => dtype.Traits.IsTime ? dtype.Kind == ElementKind.DateTime64 ? typeof(DateTime) : typeof(TimeSpan) : dtype.Codec.ClrType;

    private static Type TypeOf(Element element) => element.Map is not null ? element.MapType ?? typeof(object) : TypeOf(element.DType);

    private static Element ThenText(Element element, Func<string, string> map)
        => Then(element, value => map((string)value!)) with { MapType = typeof(string) };

    private static Element Then(Element element, Func<object?, object?> map)
        => element with { Map = element.Map is { } before ? value => map(before(value)) : map, Part = null, MapType = null };
}

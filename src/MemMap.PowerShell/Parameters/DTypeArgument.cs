using System.Collections;
using System.Management.Automation;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Accepts a dtype as text, a .NET type, or an ordered hashtable of fields.</summary>
public sealed class DTypeArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value switch
    {
        string text => Parse(text),
        Type type => DType.FromType(type),
        IDictionary fields => DType.FromFields(fields),
        _ => value,
    };

    // In New-MemMap, the dtype comes before the mode. Users often forget it.
    private static DType Parse(string text) => DType.TryParse(text, out DType? dtype) ? dtype
        : MapMode.Names.Contains(text, StringComparer.OrdinalIgnoreCase) ? throw Errors.ModeForDType(text)
        : TypeOf(text) is { } type ? DType.FromType(type)
        : DType.Parse(text);

    // Without parentheses, the argument [int] is text.
    private static Type? TypeOf(string text)
        => text is ['[', .. var name, ']'] && LanguagePrimitives.TryConvertTo(name, out Type type) ? type : null;
}

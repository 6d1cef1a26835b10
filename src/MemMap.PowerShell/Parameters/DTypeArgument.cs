using System.Collections;

namespace MemMap.Commands;

/// <summary>A dtype from its text, a .NET type, or an ordered hashtable of fields.</summary>
public sealed class DTypeArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value switch
    {
        string text => DType.Parse(text),
        Type type => DType.FromType(type),
        IDictionary fields => DType.FromFields(fields),
        _ => value,
    };
}

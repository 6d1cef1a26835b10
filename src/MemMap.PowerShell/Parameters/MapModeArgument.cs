using System.Collections;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Accepts the text of a mode. A number, or a list of them, is an error: most likely, it is meant as a shape.</summary>
public sealed class MapModeArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value switch
    {
        string text when !MapMode.Names.Contains(text, StringComparer.OrdinalIgnoreCase) && DType.TryParse(text, out _)
            => throw Errors.DTypeForMode(text),
        string text => MapMode.Parse(text),
        IList or IConvertible when ShapeText.Of(value) is { } shape => throw Errors.ShapeForMode(shape),
        _ => value,
    };
}

using System.Collections;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Refuses a list of numbers as an offset: most likely, it is meant as a shape.</summary>
public sealed class OffsetArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value)
        => value is IList && ShapeText.Of(value) is { } shape ? throw Errors.ShapeForOffset(shape) : value;
}

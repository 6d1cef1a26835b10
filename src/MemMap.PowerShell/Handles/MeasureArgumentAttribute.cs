using System.Management.Automation;
using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>Accepts a measure, or a measure that was sent by another process.</summary>
public sealed class MeasureArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value)
        => DeserializedMeasure.Is(value) ? DeserializedMeasure.Open((PSObject)value!) : value;
}

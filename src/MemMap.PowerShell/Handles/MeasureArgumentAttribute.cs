using System.Management.Automation;
using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>A measure, or one that was sent here from another process.</summary>
public sealed class MeasureArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value)
        => DeserializedMeasure.Is(value) ? DeserializedMeasure.Open((PSObject)value!) : value;
}

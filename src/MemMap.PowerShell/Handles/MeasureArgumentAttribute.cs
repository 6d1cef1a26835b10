using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>Accepts a measure or a group, also one that was sent by another process.</summary>
public sealed class MeasureArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value)
        => DeserializedMeasure.Is(value) ? DeserializedMeasure.Open((PSObject)value!)
            : DeserializedGroup.Open(value)
            ?? (value is null or Measure or GroupCount ? value : throw Errors.NotAMeasure(value));
}

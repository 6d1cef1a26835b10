namespace MemMap.Parameters;

/// <summary>A mode from its text.</summary>
public sealed class MapModeArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value is string text ? MapMode.Parse(text) : value;
}

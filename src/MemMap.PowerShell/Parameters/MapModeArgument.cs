namespace MemMap.Parameters;

/// <summary>Accepts the text of a mode.</summary>
public sealed class MapModeArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value is string text ? MapMode.Parse(text) : value;
}

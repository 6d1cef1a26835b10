using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>
/// Refuses a text where a condition belongs: Where-Object's short form, <c>-Where price -gt 20</c>, binds the name of the field alone.
/// </summary>
public sealed class ConditionArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value is string text ? throw Errors.TextForCondition(text) : value;
}

using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>
/// Refuses an array where the name of a file belongs, as in <c>Show-MemMap $m</c>. The engine would take the text of the array as a name,
/// and its brackets as a wildcard that fits nothing. A list of numbers is refused too, unless there is a file of such a name.
/// </summary>
public sealed class FileNamesAttribute : ArgumentConversionAttribute
{
    /// <summary>Whether another argument may stand at the position of the path; <see cref="PositionalValue"/> keeps it.</summary>
    public bool TakesValues { get; set; }

    private protected override object? Convert(EngineIntrinsics? engine, object? value)
    {
        if (TakesValues)
        {
            return value is null ? null : PositionalValue.Keep(value);
        }
        if (value is ScriptBlock script)
        {
            throw Errors.ScriptForName(script);
        }
        // The engine would take the text of all properties as a name. It asks for the path by value before it looks at properties.
        if (value is PSObject { BaseObject: PSCustomObject } item && Text(item.Properties["PSPath"]?.Value) is { Length: > 0 } path)
        {
            return WildcardPattern.Escape(path);
        }
        object?[] items = value is IEnumerable list and not string ? [.. list.Cast<object?>().Select(PipelineElements.Bare)] : [value];
        return Array.Exists(items, static item => item is NDArray) ? throw Errors.ArrayForName()
            : items.Length > 1 && Array.TrueForAll(items, static item => PipelineElements.Number(item) is not null)
                && PositionalFile.Of(engine, Text(items[0])) is null ? throw Errors.NumbersForName()
            : value;
    }

    private protected override object? Convert(object? value) => Convert(null, value);

    private static string? Text(object? value) => System.Convert.ToString(value, CultureInfo.InvariantCulture);
}

using System.Collections;

namespace MemMap.Parameters;

/// <summary>Numbers in the place of something else, as a shape would be written: 3,4.</summary>
internal static class ShapeText
{
    /// <summary>The text of a number or of a list of numbers; null for anything else.</summary>
    internal static string? Of(object? value)
    {
        object?[] items = value is IList list ? [.. list.Cast<object?>()] : [value];
        return items.Length > 0 && Array.TrueForAll(items, static item => PipelineElements.Number(item) is not (null or bool or char))
            ? string.Join(',', items.Select(static item => FormattableString.Invariant($"{PipelineElements.Bare(item)}"))) : null;
    }
}

using System.Collections;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>
/// Refuses an array where the name of a file belongs, as in <c>Show-MemMap $m</c>. The engine would take the text of the array as a name,
/// and its brackets as a wildcard that fits nothing.
/// </summary>
public sealed class FileNamesAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value)
        => IsArray(value) || (value is IEnumerable list and not string && list.Cast<object?>().Any(IsArray))
            ? throw Errors.ArrayForName() : value;

    private static bool IsArray(object? value) => PipelineElements.Bare(value) is NDArray;
}

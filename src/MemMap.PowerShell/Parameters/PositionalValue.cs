using System.Collections;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace MemMap.Parameters;

/// <summary>
/// Keeps what was given at the position of a path. In <c>Set-MemMapValue x.bin 0 $value</c>, the engine binds the file as the index, and
/// the last argument as the path, where it would become text.
/// </summary>
internal static class PositionalValue
{
    private static readonly ConditionalWeakTable<string[], object> Given = [];

    /// <summary>Returns the names that an argument would be, and remembers the argument.</summary>
    internal static string[] Keep(object value)
    {
        object?[] items = PipelineElements.Bare(value) is IEnumerable list and not string ? [.. list.Cast<object?>()] : [value];
        string[] names = [.. items.Select(NameOf).DefaultIfEmpty(" ")];
        Given.Add(names, value);
        return names;
    }

    /// <summary>Returns the argument of which names were made; the names themselves where they are those of no argument.</summary>
    internal static object Of(string[] names) => Given.TryGetValue(names, out object? value) ? value : names;

    /// <summary>The items of that argument.</summary>
    internal static object?[] ItemsOf(string[] names)
        => Of(names) is var value && PipelineElements.Bare(value) is IList list ? [.. list.Cast<object?>()] : [value];

    // Text would be all elements of an array. An empty name is refused before the cmdlet can tell a value by it.
    private static string NameOf(object? item)
        => PipelineElements.Bare(item) is NDArray ? nameof(NDArray)
            : LanguagePrimitives.ConvertTo<string>(item) is { Length: > 0 } text ? text : " ";
}

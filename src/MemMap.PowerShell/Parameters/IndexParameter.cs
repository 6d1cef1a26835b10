using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>The -Index and -Field parameters.</summary>
internal static class IndexParameter
{
    /// <summary>Lists of more items are told by their first ones.</summary>
    private const int FewItems = 8;

    /// <summary>Of lists within lists within such, no more is told: one that holds itself has no end.</summary>
    private const int ShownDepth = 3;

    /// <summary>
    /// The items of an index. Not given, it is empty; $null is one item, a new axis, as it is within a list. What Find-MemMapValue has
    /// found stands for the places where it was found.
    /// </summary>
    internal static object?[] Items(PSCmdlet cmdlet, object?[]? index, NDArray array)
    {
        object?[] items = index ?? (cmdlet.MyInvocation.BoundParameters.ContainsKey("Index") ? [null] : []);
        return Found<IndexedElement>(items) is { } elements ? Places(elements)
            : Found<PatternMatch>(items) is { } matches ? Places(matches, array)
            : IndexArguments.WithoutBool(items);
    }

    /// <summary>The items where they are all of a kind; null otherwise.</summary>
    internal static T[]? Found<T>(object?[] items) where T : class
    {
        T[] found = [.. items.Select(PipelineElements.Bare).OfType<T>()];
        return found.Length > 0 && found.Length == items.Length ? found : null;
    }

    /// <summary>An index of the bytes from some offsets on, each so many: a slice, or a list.</summary>
    internal static object?[] Places(IReadOnlyList<(long Offset, int Length)> runs)
        => runs is [var (offset, length)] ? [new Slice(offset, offset + length, null)]
            : [runs.SelectMany(run => Enumerable.Range(0, run.Length).Select(i => run.Offset + i)).ToArray()];

    private static object?[] Places(PatternMatch[] matches, NDArray array)
        => array is { NDim: 1, ItemSize: 1 } ? Places([.. matches.Select(match => (match.Offset, match.Bytes.Length))])
            : throw Errors.NotBytes(array);

    private static object?[] Places(IndexedElement[] elements)
    {
        long[][] places = [
            .. elements.Select(element => element.Index is IEnumerable list ? list.Cast<long>().ToArray() : [(long)element.Index])];
        return places is [var place] ? [.. place.Cast<object?>()]
            : [.. Enumerable.Range(0, places[0].Length).Select(axis => (object?)places.Select(index => index[axis]).ToArray())];
    }

    /// <summary>The view of some fields, or the array itself where none is named.</summary>
    internal static NDArray Fields(NDArray array, string[]? names) => names switch
    {
        null => array,
        [string name] => array.Field(name),
        _ => array.Field(names),
    };

    /// <summary>Writes an index much as the user did, for -WhatIf and -Confirm.</summary>
    internal static string Text(object?[] index) => string.Join(", ", index.Select(item => Text(item, 0)));

    private static string Text(object? item, int depth) => HostObjects.Unwrap(item) switch
    {
        _ when depth > ShownDepth => "...",
        null => "newaxis",
        string text => text,
        NDArray array => $"{array.DType} {Error.Shape(array.Shape)}",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Take(FewItems).Select(part => Text(part, depth + 1)))}"
            + $"{(list.Cast<object?>().Skip(FewItems).Any() ? ", ..." : "")}]",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MemMap.Handles;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>The -Index and -Field parameters.</summary>
internal static class IndexParameter
{
    /// <summary>Longer lists are shown by their first items.</summary>
    private const int FewItems = 8;

    /// <summary>Deeper lists are not shown: a list that contains itself has no end.</summary>
    private const int ShownDepth = 3;

    /// <summary>
    /// Returns the items of an index. An index that is not given is empty; $null alone is an error. Outputs of Find-MemMapValue are
    /// replaced by their positions.
    /// </summary>
    internal static object?[] Items(PSCmdlet cmdlet, object?[]? index, NDArray array)
    {
        object?[] items = index ?? (cmdlet.MyInvocation.BoundParameters.ContainsKey("Index") ? [null] : []);
        return Found<IndexedElement>(items) is { } elements ? Places(elements)
            : Found<PatternMatch>(items) is { } matches ? Places(matches, array)
            : IndexArguments.OfHost(items);
    }

    /// <summary>The condition that is given as an index: a script block, and nothing else; null for any other index.</summary>
    internal static ScriptBlock? ConditionOf(object?[]? index)
        => index is [var only] ? PipelineElements.Bare(only) as ScriptBlock : null;

    /// <summary>Returns the position in C order of a place: of a match, of an element that was found, or a number.</summary>
    internal static long Position(object place, NDArray array)
    {
        object?[] items = PlacesOf(place);
        return items switch
        {
            [PatternMatch match] => OffsetIn(array, match) / Math.Max(1, array.ItemSize),
            [ArrayDifference or RealignedRange] => DifferencePlace.In(items[0]!, array).Position,
            [IndexedElement { Index: long index }] => index,
            [IndexedElement { Index: long[] index }] => index.Zip(array.Shape).Aggregate(0L, (at, axis) => (at * axis.Second) + axis.First),
            [IConvertible or System.Numerics.BigInteger] when LanguagePrimitives.TryConvertTo(items[0], out long number)
                => number < 0 ? Math.Max(0, array.Size + number) : number,
            _ => throw Errors.NotAPlace(items.Length),
        };
    }

    /// <summary>The places of a list, or the one that it is.</summary>
    internal static object?[] PlacesOf(object place)
        => PipelineElements.Bare(place) is var value && value is IEnumerable list and not string
            ? [.. list.Cast<object?>().Select(PipelineElements.Bare)] : [value];

    /// <summary>
    /// The offset of a match among the bytes of an array: by its offset in the file if the array is a map of that, of which another part
    /// may have been searched.
    /// </summary>
    internal static long OffsetIn(NDArray array, PatternMatch match)
        => match.FileOffset is { } offset && array is MemMapArray { IsContiguous: true } map && map.FileName == match.FileName
            && offset >= map.ByteOffset && offset < map.ByteOffset + map.NBytes ? offset - map.ByteOffset : match.Offset;

    /// <summary>Returns the items if all have the type; null otherwise.</summary>
    internal static T[]? Found<T>(object?[] items) where T : class
    {
        bool areFound = items.Length > 0 && Array.TrueForAll(items, static item => PipelineElements.Bare(item) is T);
        return areFound ? Array.ConvertAll(items, static item => (T)PipelineElements.Bare(item)!) : null;
    }

    /// <summary>Returns an index of the bytes of each run: a slice, or a list.</summary>
    internal static object?[] Places(IReadOnlyList<(long Offset, int Length)> runs)
        => runs is [var (offset, length)] ? [new Slice(offset, offset + length, null)]
            : [runs.SelectMany(run => Enumerable.Range(0, run.Length).Select(i => run.Offset + i)).ToArray()];

    private static object?[] Places(PatternMatch[] matches, NDArray array)
        => array is { NDim: 1, ItemSize: 1 } ? Places([.. matches.Select(match => (OffsetIn(array, match), match.Bytes.Length))])
            : throw Errors.NotBytes(array);

    private static object?[] Places(IndexedElement[] elements)
    {
        long[][] places = [
            .. elements.Select(element => element.Index is IEnumerable list ? list.Cast<long>().ToArray() : [(long)element.Index])];
        return places is [var place] ? [.. place.Cast<object?>()]
            : [.. Enumerable.Range(0, places[0].Length).Select(axis => (object?)places.Select(index => index[axis]).ToArray())];
    }

    /// <summary>Returns the view of some fields, or the array itself if no name is given.</summary>
    internal static NDArray Fields(NDArray array, string[]? names) => FieldName.Of(array.DType, names) switch
    {
        null => array,
        [string name] => array.Field(name),
        var several => array.Field(several),
    };

    /// <summary>Some fields of records that were copied, without the gaps where the other ones were.</summary>
    internal static NDArray Packed(NDArray copy) => copy.DType.IsSelection ? copy.RepackFields() : copy;

    /// <summary>Formats an index similar to the user's input, for -WhatIf and -Confirm.</summary>
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

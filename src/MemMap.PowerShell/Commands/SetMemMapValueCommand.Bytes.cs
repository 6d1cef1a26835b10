using MemMap.Geometry;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// -Bytes: a run of bytes, written at one position or at each match.
public sealed partial class SetMemMapValueCommand
{
    /// <summary>Returns the index of the bytes to change, at one position or at each match, and all bytes to write.</summary>
    private (object?[] Items, byte[] Bytes) At(NDArray array, object?[] items, byte[] bytes)
    {
        if (array is not { NDim: 1, ItemSize: 1 })
        {
            throw Errors.NotBytes(array);
        }
        long[]? offsets = IndexParameter.Found<PatternMatch>(Index ?? []) is { } matches ? Replaced(array, matches, bytes.Length)
            : items is [var item] && IndexArguments.Parse([item]) is [IndexItem.Integer { Value: var first }]
                ? [first < 0 ? first + array.Size : first]
            : null;
        if (offsets is null)
        {
            return items.Length > 0 || bytes.Length == 1 || bytes.Length == array.Size ? (items, bytes)
                : throw Errors.BytesWithoutPlace(_named, bytes.Length, array.Size);
        }
        foreach (long offset in offsets)
        {
            if (offset < 0 || offset > array.Size - bytes.Length)
            {
                throw Errors.BytesBeyondEnd(bytes.Length, offset, array.Size);
            }
        }
        return (IndexParameter.Places([.. offsets.Select(offset => (offset, bytes.Length))]), [.. offsets.SelectMany(_ => bytes)]);
    }

    /// <summary>Where matches are replaced: from left to right, and none that begins within what was replaced before it.</summary>
    private long[] Replaced(NDArray array, PatternMatch[] matches, int length)
    {
        List<long> offsets = [];
        long end = 0;
        foreach ((long offset, int found) in matches.Select(match => (IndexParameter.OffsetIn(array, match), match.Bytes.Length)).Order())
        {
            if (found != length && !Force)
            {
                throw Errors.OtherLength(found, offset, length);
            }
            if (offset >= end)
            {
                offsets.Add(offset);
                end = offset + Math.Max(length, found);
            }
        }
        return [.. offsets];
    }

    /// <summary>The bytes that were meant, where the text of them could be meant too.</summary>
    private string HexNote()
        => ParameterSetName == BytesSet && Encoding is null && BytesParameter.HexIn(Bytes) is { } hex
            ? $": the bytes {hex.Digits}, and with -Encoding utf8 the text '{hex.Text}'" : "";
}

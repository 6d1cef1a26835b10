using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Parts that are open already: maps, views, arrays in memory.</summary>
/// <param name="arrays">The parts.</param>
internal sealed class OpenParts(ArrayRef[] arrays) : PartStore
{
    internal override bool IsWriteable => arrays.All(array => array.IsWriteable);

    internal override MapMode? Mode
    {
        get
        {
            MapMode?[] modes = [.. arrays.Select(ModeOf).Distinct()];
            return modes is [var mode] ? mode : null;
        }
    }

    internal override int Depth { get; } = arrays.Max(array => (int?)Expression.DepthOf(array.Buffer)) is > 0 and var depth ? depth + 1 : 0;

    internal override bool MayFail { get; } = Array.Exists(arrays, array => Expression.MayFailIn(array.Buffer));

    internal override bool AreArrays => true;

    internal override (string? Path, string? Member) NameOf(long number) => (arrays[number].Buffer.Path, arrays[number].Buffer.Member);

    internal override bool Includes(ArrayBuffer buffer) => arrays.Any(array => array.Buffer.SharesBytesWith(buffer));

    internal override LeasedPart Enter(long number, bool forWrite) => LeasedPart.Of(arrays[number], forWrite);

    private static MapMode? ModeOf(ArrayRef array) => array.Buffer switch
    {
        MappedFile file => file.Mode,
        JoinedBuffer joined => joined.Parts.Mode,
        _ => null,
    };

    internal override void ForEachWritten(Action<ArrayRef> action) => Array.ForEach(arrays, action);

    internal override void Flush()
    {
        foreach (ArrayRef array in arrays)
        {
            (long start, long end) = array.Layout.Extent(array.ItemSize);
            array.Buffer.FlushRange(start, end - start);
        }
    }

    // An array in memory is not closed: its memory is not the join's.
    internal override void Close()
    {
        foreach (ArrayRef array in arrays)
        {
            if (array.Buffer is not NativeBuffer)
            {
                array.Buffer.Close();
            }
        }
    }
}

using System.Collections.ObjectModel;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>An array that a container describes.</summary>
/// <param name="Name">Its name; empty for the only array of a format without names.</param>
/// <param name="DType">The dtype of its elements; null if there is none that can hold them.</param>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Offset">The offset of the first element in the file.</param>
internal sealed record ContainerArray(string Name, DType? DType, long[] Shape, long Offset)
{
    /// <summary>The attribute with the names of the axes, in the order of the shape. It has xarray's name.</summary>
    internal const string AxisNames = "_ARRAY_DIMENSIONS";

    /// <summary>Which axis varies fastest.</summary>
    internal MemoryOrder Order { get; init; }

    /// <summary>The bytes from one element to the next along each axis; null if they are contiguous.</summary>
    internal long[]? Strides { get; init; }

    /// <summary>What the container says beside the array.</summary>
    internal IReadOnlyList<KeyValuePair<string, object?>> Attributes { get; init; } = [];

    /// <summary>Whether the size of elements is known. If not, they are texts, and it is that of the longest, once they are read.</summary>
    internal bool HasLength { get; init; } = true;

    /// <summary>Why the array can't be opened; null if it can.</summary>
    internal string? Problem { get; init; }

    /// <summary>The file of the elements, beside the one that describes them; null if it is the same.</summary>
    internal string? DataFile { get; init; }

    /// <summary>Where the rows are, if they are not together; null if they are. They are not strided, and in C order.</summary>
    internal IReadOnlyList<ContainerPart>? Parts { get; init; }

    /// <summary>Reads the elements into memory, if they are not in the file as they are; otherwise null.</summary>
    internal Func<OpenedFile, ArrayRef>? Decode { get; init; }

    /// <summary>
    /// Maps the elements, if they are in the file as they are, but in an order of their own; otherwise null. Its result is null if some are
    /// not, which are then decoded.
    /// </summary>
    internal Func<OpenedFile, MapRequest, ArrayRef?>? TryMap { get; init; }

    /// <summary>The layout of the elements in the file.</summary>
    /// <exception cref="OverflowException">The shape is more than a file can have.</exception>
    internal Layout Layout()
    {
        Layout contiguous = Geometry.Layout.Contiguous(Shape, DType!.ItemSize, Order).WithOffset(Offset);
        return Strides is null ? contiguous : new Layout([.. Shape], [.. Strides], Offset);
    }

    /// <summary>The bytes of the file that have the elements: of all parts, or of the only one.</summary>
    /// <exception cref="OverflowException">The shape is more than a file can have.</exception>
    internal IEnumerable<(long Start, long End, Layout Layout)> Extents()
        => (Parts ?? [new ContainerPart(Offset, -1)]).Select(part =>
        {
            Layout layout = Parts is null ? Layout()
                : Geometry.Layout.Contiguous([part.Rows, .. Shape[1..]], DType!.ItemSize).WithOffset(part.Offset);
            (long start, long end) = layout.Extent(DType!.ItemSize);
            return (start, end, layout);
        });

    /// <summary>The attributes as a dictionary. As in the files, of two with one name, the last one counts.</summary>
    internal ReadOnlyDictionary<string, object?> Dictionary()
    {
        Dictionary<string, object?> all = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object? value) in Attributes)
        {
            all[name] = value;
        }
        return new(all);
    }
}

/// <summary>Some rows of an array that are together in the file.</summary>
/// <param name="Offset">The offset of the first element in the file.</param>
/// <param name="Rows">Their number.</param>
internal readonly record struct ContainerPart(long Offset, long Rows);

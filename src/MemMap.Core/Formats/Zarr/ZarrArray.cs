using System.Collections.ObjectModel;
using System.Globalization;
using MemMap.Geometry;

namespace MemMap.Formats;

/// <summary>An array of a Zarr store, as its description has it.</summary>
/// <param name="Path">The folder of the array.</param>
/// <param name="DType">The dtype of its elements.</param>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Chunk">The length of a chunk on each axis. The chunks at the end have it too.</param>
internal sealed record ZarrArray(string Path, DType DType, long[] Shape, long[] Chunk)
{
    /// <summary>The version of the format: 2 or 3.</summary>
    internal int Version { get; init; } = 2;

    /// <summary>The axes of a chunk in the order in which its elements are stored, the slowest one first.</summary>
    internal int[] Axes { get; init; } = [];

    /// <summary>How the bytes of a chunk became those of its file. None: the file has the elements as they are.</summary>
    internal IReadOnlyList<ChunkCodec> Codecs { get; init; } = [];

    /// <summary>How chunks are put together in files; null if each has a file of its own.</summary>
    internal ZarrShards? Shards { get; init; }

    /// <summary>The bytes of the elements of chunks that have no file; null for zeros.</summary>
    internal byte[]? Fill { get; init; }

    /// <summary>What stands before the numbers of a chunk in its name.</summary>
    internal string Prefix { get; init; } = "";

    /// <summary>What stands between those numbers.</summary>
    internal char Separator { get; init; } = '.';

    /// <summary>What the store says beside the array.</summary>
    internal ReadOnlyDictionary<string, object?> Attributes { get; init; } = ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>Whether the chunks can be mapped.</summary>
    internal bool IsMapped => Codecs.Count == 0;

    /// <summary>Whether elements can be assigned: shards are read only, as a new chunk would need a new index.</summary>
    internal bool IsWriteable => IsMapped && Shards is null;

    /// <summary>The number of bytes of a chunk.</summary>
    internal long ChunkBytes => Layout.CheckedByteSize(Chunk, DType.ItemSize);

    /// <summary>The fastest axis: the first one if the elements of chunks are stored in Fortran order.</summary>
    internal MemoryOrder Order => Axes.Length > 1 && Axes[0] == Axes.Length - 1 && Axes[^1] == 0 ? MemoryOrder.F : MemoryOrder.C;

    /// <summary>The cuts of the array into chunks.</summary>
    internal PartGrid Grid() => new([.. Shape.Select((length, axis) => PartAxis.Every(length, Chunk[axis]))]);

    /// <summary>The name of a chunk in the folder, with <c>/</c> between folders.</summary>
    internal string KeyOf(IReadOnlyCollection<long> place)
    {
        string numbers = string.Join(Separator, place.Select(number => number.ToString(CultureInfo.InvariantCulture)));
        return Prefix.Length == 0 ? numbers.Length == 0 ? "0" : numbers : numbers.Length == 0 ? Prefix : $"{Prefix}{Separator}{numbers}";
    }

    /// <summary>The file of a chunk, or of the shard that it is in.</summary>
    internal string FileOf(long[] place)
        => System.IO.Path.Combine(
            Path, KeyOf(Shards?.ShardOf(place) ?? place).Replace('/', System.IO.Path.DirectorySeparatorChar));

    /// <summary>The layout of a whole chunk in its bytes.</summary>
    internal Layout ChunkLayout()
    {
        var strides = new long[Chunk.Length];
        long stride = DType.ItemSize;
        foreach (int axis in Enumerable.Reverse(Axes))
        {
            strides[axis] = stride;
            stride = checked(stride * Chunk[axis]);
        }
        return new Layout([.. Chunk], strides, 0);
    }
}

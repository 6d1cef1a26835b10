using System.Buffers.Binary;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// Shards: files with several chunks each, and an index of them.
/// <code>
/// |chunk|chunk|...|index|     the index, which may be at the start: |offset: uint64|bytes: uint64| of each chunk in C order, a checksum
/// </code>
/// A chunk with all bits set was never written.
/// </summary>
/// <param name="Counts">The number of chunks of a shard on each axis.</param>
/// <param name="IsAtStart">Whether the index is at the start of the file.</param>
/// <param name="IndexCodecs">How the index was encoded: nothing, or a checksum.</param>
internal sealed record ZarrShards(long[] Counts, bool IsAtStart, IReadOnlyList<ChunkCodec> IndexCodecs)
{
    private const int EntrySize = 2 * sizeof(ulong), MaxIndex = 64 << 20, KeptBytes = 64 << 20;

    private readonly Dictionary<string, (byte[] Entries, long FileLength)?> _indexes = [];
    private long _kept;

    /// <summary>The place of the shard with a chunk.</summary>
    internal long[] ShardOf(long[] place) => [.. place.Select((number, axis) => number / Counts[axis])];

    /// <summary>Finds a chunk in its shard.</summary>
    /// <param name="file">The file of the shard.</param>
    /// <param name="place">The place of the chunk.</param>
    /// <returns>Where its bytes are; null if it was never written.</returns>
    /// <exception cref="InvalidDataException">The index is damaged.</exception>
    internal (long Offset, long? Length)? Find(string file, long[] place)
    {
        if (Index(file) is not { } index)
        {
            return null;
        }
        long number = 0;
        for (int axis = 0; axis < place.Length; axis++)
        {
            number = (number * Counts[axis]) + (place[axis] % Counts[axis]);
        }
        ReadOnlySpan<byte> entry = index.Entries.AsSpan((int)number * EntrySize, EntrySize);
        ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(entry);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(entry[sizeof(ulong)..]);
        return offset == ulong.MaxValue && length == ulong.MaxValue ? null
            : length <= (ulong)index.FileLength && offset <= (ulong)index.FileLength - length ? ((long)offset, (long)length)
            : throw Error.ZarrChunkDamaged(file, $"its index names {length} bytes from {offset}, and it has {index.FileLength}", null);
    }

    private (byte[] Entries, long FileLength)? Index(string file)
    {
        lock (_indexes)
        {
            if (!_indexes.TryGetValue(file, out var index))
            {
                index = FileLinks.LeadsToFile(file) ? Read(file) : null;
                if ((_kept += index?.Entries.Length ?? EntrySize) > KeptBytes)
                {
                    _indexes.Clear();
                    _kept = 0;
                }
                _indexes[file] = index;
            }
            return index;
        }
    }

    private (byte[] Entries, long FileLength) Read(string file)
    {
        Int128 count = Counts.Aggregate(Int128.One, (all, one) => all > MaxIndex ? all : all * one);
        if (count * EntrySize > MaxIndex)
        {
            throw Error.ZarrChunkDamaged(file, $"its index has more than {MaxIndex} bytes", null);
        }
        int size = (int)count * EntrySize;
        long stored = IndexCodecs.Aggregate((long)size, (bytes, codec) => codec.EncodedSize(bytes)!.Value);
        OpenedFile opened = OpenedFile.FromPath(file, new MapRequest { Path = file, Mode = MapMode.ReadOnly });
        using (opened.Owner)
        {
            long length = opened.Length;
            return (ChunkElements.Decode(
                IndexCodecs, opened, IsAtStart ? 0 : Math.Max(0, length - stored), stored, size,
                (reason, inner) => Error.ZarrChunkDamaged(file, $"of its index, {reason}", inner)), length);
        }
    }
}

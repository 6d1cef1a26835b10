using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// The chunks of a dataset as the parts of one array. Those that are in the file as they are share one map. Others are read into memory
/// when they are used, and the file stays open for that. A chunk that was never written has the fill value.
/// </summary>
internal sealed class Hdf5Chunks : PartStore
{
    private const long KeptBytes = 256 << 20;
    private const int FewChunks = 8;

    private readonly OpenedFile _file;
    private readonly MappedFile? _map;
    private readonly PartGrid _grid;
    private readonly Layout _chunk;
    private readonly ContainerArray _array;
    private readonly IReadOnlyList<ChunkCodec?> _codecs;
    private readonly byte[]? _fill;
    private readonly Dictionary<long, Hdf5ChunkPlace> _places;
    private readonly PartPool _pool;

    private Hdf5Chunks(
        OpenedFile file, PartGrid grid, Layout chunk, ContainerArray array, IReadOnlyList<ChunkCodec?> codecs, byte[]? fill,
        Dictionary<long, Hdf5ChunkPlace> places, MappedFile? map = null)
    {
        // Of the file's own handle: what the plan keeps open is closed with the plan.
        _file = file with { Owner = new SharedHandle(file.Handle) };
        _map = map;
        (_grid, _chunk, _array, _codecs, _fill, _places) = (grid, chunk, array, codecs, fill, places);
        long limit = KeptBytes / Math.Max(1, array.DType!.ItemSize * chunk.Size);
        _pool = new PartPool(Open, keeps: false, (int)Math.Clamp(limit, FewChunks, PartPool.DefaultLimit));
    }

    internal override MapMode? Mode => _map?.Mode ?? MapMode.ReadOnly;

    internal override bool IsWriteable => _map?.IsWriteable == true;

    internal override bool IsDecoded => _map is null;

    /// <summary>Returns a dataset.</summary>
    /// <param name="file">The file.</param>
    /// <param name="index">Where the chunks are.</param>
    /// <param name="array">Its dtype and shape.</param>
    /// <param name="chunk">The length of a chunk on each axis.</param>
    /// <param name="codecs">How chunks were encoded.</param>
    /// <param name="fill">The bytes of an element of chunks that were never written; null for zeros.</param>
    /// <exception cref="InvalidDataException">The index of chunks is damaged.</exception>
    internal static ArrayRef Open(
        OpenedFile file, Hdf5Index index, ContainerArray array, long[] chunk, IReadOnlyList<ChunkCodec?> codecs, byte[]? fill)
    {
        Hdf5Chunks chunks = new(
            file, Grid(array, chunk), Layout.Contiguous(chunk, array.DType!.ItemSize), array, codecs, fill, Places(file, index));
        if (array.Shape.Length == 0)
        {
            ArrayRef only = chunks.Open(0); // There is no axis along which chunks follow one another.
            chunks.Close();
            return only.Copy();
        }
        return chunks.Joined();
    }

    /// <summary>
    /// Maps a dataset whose chunks are not encoded. Returns null if some of them are not in the file as they are, or if elements are to be
    /// written and some chunks were never written.
    /// </summary>
    /// <param name="file">The file, which the request names.</param>
    /// <param name="request">The mode.</param>
    /// <inheritdoc cref="Open(OpenedFile, Hdf5Index, ContainerArray, long[], IReadOnlyList{ChunkCodec}, byte[])"/>
    /// <param name="index">Where the chunks are.</param>
    /// <param name="array">Its dtype and shape.</param>
    /// <param name="chunk">The length of a chunk on each axis.</param>
    /// <param name="fill">The bytes of an element of chunks that were never written; null for zeros.</param>
    internal static ArrayRef? TryMap(
        OpenedFile file, MapRequest request, Hdf5Index index, ContainerArray array, long[] chunk, byte[]? fill)
    {
        Dictionary<long, Hdf5ChunkPlace> places = Places(file, index);
        PartGrid grid = Grid(array, chunk);
        var layout = Layout.Contiguous(chunk, array.DType!.ItemSize);
        long bytes = layout.Size * array.DType.ItemSize, start = long.MaxValue, end = 0, length = file.Length;
        foreach (Hdf5ChunkPlace place in places.Values)
        {
            if (place.Size != bytes || place.Position < 0 || place.Position > length - bytes)
            {
                return null;
            }
            (start, end) = (Math.Min(start, place.Position), Math.Max(end, place.Position + bytes));
        }
        if (places.Count == 0 || (request.Mode.IsWriteable && places.Count < grid.Count))
        {
            return null;
        }
        MappedFile map = MappedFile.Open(request with { Offset = start, ByteLength = end - start });
        return new Hdf5Chunks(file, grid, layout, array, [], fill, places, map).Joined();
    }

    private static PartGrid Grid(ContainerArray array, long[] chunk)
        => new([.. array.Shape.Select((length, axis) => PartAxis.Every(length, chunk[axis]))]);

    private static Dictionary<long, Hdf5ChunkPlace> Places(OpenedFile file, Hdf5Index index)
    {
        HeaderReader reader = new(file, FileFormat.Hdf5);
        try
        {
            return index.Find(Hdf5Space.Open(reader).Space);
        }
        catch (OverflowException e)
        {
            throw reader.Invalid(e.Message, e);
        }
    }

    private ArrayRef Joined() => JoinedBuffer.Of(_grid, 0, this, _array.DType!, $"{_file.Path}:{_array.Name}");

    internal override (string? Path, string? Member) NameOf(long number) => (_file.Path, _array.Name);

    internal override LeasedPart Enter(long number, bool forWrite)
        => Mapped(number) is { } part ? LeasedPart.Of(part, forWrite) : _pool.Enter(number, forWrite);

    internal override bool Includes(ArrayBuffer buffer) => _map?.SharesBytesWith(buffer) == true;

    internal override ArrayRef OpenPart(long number) => _map is null ? Open(number) : base.OpenPart(number);

    /// <summary>A chunk in the map; null if it is not there.</summary>
    private ArrayRef? Mapped(long number)
        => _map is not null && _places.TryGetValue(number, out Hdf5ChunkPlace where)
            ? new ArrayRef(_map, LayoutOf(number).WithOffset(where.Position - _map.Offset), _array.DType!) : null;

    private ArrayRef Open(long number) => ChunkElements.Of(
        _places.TryGetValue(number, out Hdf5ChunkPlace where) ? Read(where) : null, LayoutOf(number), _array.DType!, _fill);

    private Layout LayoutOf(long number)
    {
        long[] place = _grid.Coordinates(number);
        Layout layout = _chunk;
        for (int axis = 0; axis < place.Length; axis++)
        {
            layout = layout.Narrow(axis, 0, _grid.Extent(axis, place[axis]).Length);
        }
        return layout;
    }

    internal override void ForEachWritten(Action<ArrayRef> action)
    {
        for (long number = 0; IsWriteable && number < _grid.Count; number++)
        {
            action(Mapped(number)!.Value);
        }
    }

    internal override void Flush() => _map?.Flush();

    internal override void Close()
    {
        _map?.Close();
        _pool.Close();
        _file.Owner.Dispose();
    }

    private byte[] Read(Hdf5ChunkPlace where)
    {
        int size = (int)(_chunk.Size * _array.DType!.ItemSize);
        ChunkCodec[] codecs = [.. _codecs.Where((_, number) => number >= 32 || (where.Mask >> number & 1) == 0).Select(codec => codec!)];
        return ChunkElements.Decode(
            codecs, _file, where.Position, where.Size, size,
            (reason, inner) => Error.DamagedElements($"{_file.Path}:{_array.Name}", reason, inner));
    }
}

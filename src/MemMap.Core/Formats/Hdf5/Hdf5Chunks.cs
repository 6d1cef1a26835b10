using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// The chunks of a dataset as the parts of one array. They are read into memory when they are used, and the file stays open for that. A
/// chunk that was never written has the fill value.
/// </summary>
internal sealed class Hdf5Chunks : PartStore
{
    private const long KeptBytes = 256 << 20;
    private const int FewChunks = 8;

    private readonly OpenedFile _file;
    private readonly PartGrid _grid;
    private readonly Layout _chunk;
    private readonly ContainerArray _array;
    private readonly IReadOnlyList<ChunkCodec?> _codecs;
    private readonly byte[]? _fill;
    private readonly Dictionary<long, Hdf5ChunkPlace> _places;
    private readonly PartPool _pool;

    private Hdf5Chunks(
        OpenedFile file, PartGrid grid, Layout chunk, ContainerArray array, IReadOnlyList<ChunkCodec?> codecs, byte[]? fill,
        Dictionary<long, Hdf5ChunkPlace> places)
    {
        // Of the file's own handle: what the plan keeps open is closed with the plan.
        _file = file with { Owner = new SharedHandle(file.Handle) };
        (_grid, _chunk, _array, _codecs, _fill, _places) = (grid, chunk, array, codecs, fill, places);
        long limit = KeptBytes / Math.Max(1, array.DType!.ItemSize * chunk.Size);
        _pool = new PartPool(OpenPart, keeps: false, (int)Math.Clamp(limit, FewChunks, PartPool.DefaultLimit));
    }

    internal override MapMode? Mode => MapMode.ReadOnly;

    internal override bool IsWriteable => false;

    internal override bool IsDecoded => true;

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
        HeaderReader reader = new(file, FileFormat.Hdf5);
        Dictionary<long, Hdf5ChunkPlace> places;
        try
        {
            places = index.Find(Hdf5Space.Open(reader).Space);
        }
        catch (OverflowException e)
        {
            throw reader.Invalid(e.Message, e);
        }
        PartGrid grid = new([.. array.Shape.Select((length, axis) => PartAxis.Every(length, chunk[axis]))]);
        Hdf5Chunks chunks = new(
            file, grid, Layout.Contiguous(chunk, array.DType!.ItemSize), array, codecs, fill, places);
        if (array.Shape.Length == 0)
        {
            ArrayRef only = chunks.OpenPart(0); // There is no axis along which chunks follow one another.
            chunks.Close();
            return only.Copy();
        }
        return JoinedBuffer.Of(grid, 0, chunks, array.DType!, $"{file.Path}:{array.Name}");
    }

    internal override (string? Path, string? Member) NameOf(long number) => (_file.Path, _array.Name);

    internal override LeasedPart Enter(long number, bool forWrite) => _pool.Enter(number, forWrite);

    internal override ArrayRef OpenPart(long number)
    {
        long[] place = _grid.Coordinates(number);
        Layout layout = _chunk;
        for (int axis = 0; axis < place.Length; axis++)
        {
            layout = layout.Narrow(axis, 0, _grid.Extent(axis, place[axis]).Length);
        }
        return ChunkElements.Of(_places.TryGetValue(number, out Hdf5ChunkPlace where) ? Read(where) : null, layout, _array.DType!, _fill);
    }

    internal override void ForEachWritten(Action<ArrayRef> action)
    {
    }

    internal override void Flush()
    {
    }

    internal override void Close()
    {
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

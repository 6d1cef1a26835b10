using System.Collections.Concurrent;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// The chunks of a Zarr array as the parts of one array. They are opened when they are used: mapped in place where their files have the
/// elements as they are, otherwise read into memory. A chunk without a file has the fill value; it gets a file when it is written.
/// </summary>
internal sealed class ZarrChunks : PartStore
{
    /// <summary>The bytes of chunks in memory that are kept, as long as they are few.</summary>
    private const long KeptBytes = 256 << 20;

    private const int FewChunks = 8;

    private readonly ZarrArray _array;
    private readonly MapRequest _request;
    private readonly PartGrid _grid;
    private readonly PartPool _pool;
    private readonly ConcurrentDictionary<long, bool> _toWrite = [];

    private ZarrChunks(ZarrArray array, MapRequest request, PartGrid grid)
    {
        (_array, _request, _grid) = (array, request, grid);
        // Without a mode, what is read into memory is read only, as members of an archive are.
        Mode = array.IsWriteable || !request.Mode.ChangesFile ? request.Mode : MapMode.ReadOnly;
        // Maps that change their files, or nothing, need no descriptor while they are not in use.
        int limit = !array.IsMapped ? (int)Math.Clamp(KeptBytes / Math.Max(1, array.ChunkBytes), FewChunks, PartPool.DefaultLimit)
            : Mode == MapMode.CopyOnWrite ? PartPool.DefaultLimit : PartPool.RestingLimit;
        _pool = new PartPool(number => Open(number, canPark: false), keeps: !Mode.ChangesFile, limit);
    }

    internal override MapMode Mode { get; }

    internal override bool IsWriteable => Mode.IsWriteable;

    internal override bool IsDecoded => !_array.IsMapped;

    /// <summary>Returns the array of a store.</summary>
    /// <param name="array">Its description.</param>
    /// <param name="dtype">The dtype, which may have a meaning.</param>
    /// <param name="request">The mode.</param>
    internal static ArrayRef Open(ZarrArray array, DType dtype, MapRequest request)
    {
        PartGrid grid = array.Grid();
        ZarrChunks chunks = new(array with { DType = dtype }, request, grid);
        if (array.Shape.Length == 0)
        {
            return chunks.Open(0, canPark: false, isAlone: true); // There is no axis along which chunks follow one another.
        }
        ArrayRef joined = JoinedBuffer.Of(grid, 0, chunks, dtype, array.Path);
        joined.Buffer.Member = request.Member;
        joined.Buffer.Attributes = array.Attributes;
        return joined;
    }

    internal override (string? Path, string? Member) NameOf(long number) => (_array.FileOf(_grid.Coordinates(number)), null);

    internal override LeasedPart Enter(long number, bool forWrite)
    {
        if (forWrite && _toWrite.TryAdd(number, true))
        {
            _pool.Drop(number); // It may be the fill value, which can't be written.
        }
        return _pool.Enter(number, forWrite);
    }

    internal override ArrayRef OpenPart(long number) => Open(number, canPark: true);

    internal override void ForEachWritten(Action<ArrayRef> action) => _pool.ForEachWritten(action);

    internal override void Flush() => ForEachWritten(array => array.Buffer.FlushRange(0, array.Buffer.ByteLength));

    internal override void Close() => _pool.Close();

    private ArrayRef Open(long number, bool canPark, bool isAlone = false)
    {
        long[] place = _grid.Coordinates(number);
        string file = _array.FileOf(place);
        Layout layout = _array.ChunkLayout();
        for (int axis = 0; axis < place.Length; axis++)
        {
            layout = layout.Narrow(axis, 0, _grid.Extent(axis, place[axis]).Length);
        }
        (long Offset, long? Length)? where = _array.Shards is { } shards ? shards.Find(file, place)
            : FileLinks.LeadsToFile(file) ? (0, null) : null;
        if (where is null && (_toWrite.ContainsKey(number) || isAlone))
        {
            if (!Mode.ChangesFile)
            {
                return Filled(layout);
            }
            Create(file);
            where = (0, null);
        }
        return where is not { } found ? Fill(layout) : _array.IsMapped ? Map(file, found, layout, canPark, canRest: !canPark && !isAlone)
            : Decode(file, found.Offset, found.Length, layout);
    }

    private ArrayRef Map(string file, (long Offset, long? Length) found, Layout layout, bool canPark, bool canRest)
    {
        long bytes = _array.ChunkBytes, offset = found.Offset;
        if (found.Length < bytes)
        {
            throw Error.ZarrChunkTooShort(file, bytes, found.Length.Value);
        }
        // Check the length: a short chunk is never extended, whatever the mode. It may be a link to another file.
        MappedFile map = MappedFile.Open(_request with
        {
            Path = file,
            Offset = offset,
            CanPark = canPark,
            CanRest = canRest,
            ByteLength = null,
            Member = null,
            Measure = length => length - offset >= bytes ? bytes : throw Error.ZarrChunkTooShort(file, bytes, length - offset),
            MakeHeader = _ => throw Error.ContainerResize(file, FileFormat.Zarr),
        });
        map.Attributes = _array.Attributes;
        return new ArrayRef(map, layout, _array.DType);
    }

    private ArrayRef Decode(string file, long offset, long? length, Layout layout)
    {
        OpenedFile opened = OpenedFile.FromPath(file, new MapRequest { Path = file, Mode = MapMode.ReadOnly });
        using (opened.Owner)
        {
            byte[] bytes = ChunkElements.Decode(
                _array.Codecs, opened, offset, length ?? opened.Length, (int)_array.ChunkBytes,
                (reason, inner) => Error.ZarrChunkDamaged(file, reason, inner));
            ArrayRef chunk = ChunkElements.Of(bytes, layout, _array.DType, null);
            chunk.Buffer.Attributes = _array.Attributes;
            return chunk;
        }
    }

    /// <summary>A chunk that was never written: one element for all.</summary>
    private ArrayRef Fill(Layout layout) => ChunkElements.Of(null, layout, _array.DType, _array.Fill);

    /// <summary>A chunk that was never written, in memory of its own.</summary>
    private ArrayRef Filled(Layout layout)
    {
        ArrayRef chunk = Fill(layout).Copy();
        chunk.Buffer.Attributes = _array.Attributes;
        return chunk;
    }

    /// <summary>Writes the file of a chunk that was never written.</summary>
    private void Create(string file)
    {
        const int block = 1 << 20;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        using ReplacedFile replaced = new(file, noClobber: true, _array.ChunkBytes);
        try
        {
            if (_array.Fill is { } fill)
            {
                byte[] bytes = new byte[fill.Length * Math.Max(1, (int)Math.Min(_array.ChunkBytes, block) / fill.Length)];
                for (int at = 0; at < bytes.Length; at += fill.Length)
                {
                    fill.CopyTo(bytes, at);
                }
                for (long left = _array.ChunkBytes; left > 0; left -= bytes.Length)
                {
                    Interruption.Token.ThrowIfCancellationRequested();
                    replaced.Stream.Write(bytes, 0, (int)Math.Min(left, bytes.Length));
                }
            }
            replaced.Stream.SetLength(_array.ChunkBytes);
            replaced.Commit();
        }
        catch (Exception e) when (Error.IsWriteFailure(e))
        {
            throw Error.CannotWrite(file, e);
        }
    }
}

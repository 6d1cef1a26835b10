using System.Runtime.CompilerServices;
using MemMap.Compute;
using MemMap.Formats;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap;

/// <summary>
/// An array whose bytes are in a mapped file: numpy's <c>memmap</c>. Views of it (slices, reshapes, transposes, fields) are of this class
/// too, with the same <see cref="FileName"/>, <see cref="Offset"/> and <see cref="Mode"/>; what has memory of its own (arithmetic, fancy
/// indexing, <see cref="NDArray.Copy"/>) is a plain <see cref="NDArray"/>.
/// </summary>
public sealed partial class MemMapArray : NDArray, IDisposable
{
    // An entry lives as long as its file: views refer to the file, and the table holds it weakly.
    private static readonly ConditionalWeakTable<MappedFile, MemMapArray> Maps = [];

    private readonly MappedFile _file;
    private MemoryOrder _order;

    private MemMapArray(ArrayRef array, NDArray? @base = null) : base(array, @base) => _file = (MappedFile)array.Buffer;

    /// <summary>The absolute path of the file, as numpy's <c>filename</c>.</summary>
    /// <remarks>
    /// It isn't called Path, and nothing here is called LiteralPath, PSPath or FullName: cmdlets that work on files bind properties of
    /// these names, and a slice that is piped to one would mean the whole file.
    /// </remarks>
    public string FileName => _file.Path;

    /// <summary>The offset of the map in the file, in bytes. A view has the offset of its map.</summary>
    public long Offset => _file.Offset;

    /// <summary>The offset in the file of the first element of this array or view, in bytes.</summary>
    public long ByteOffset => _file.Offset + Layout.Offset;

    /// <summary>The mode of the map.</summary>
    public MapMode Mode => _file.Mode;

    /// <summary>
    /// What has become of the file since it was opened: <c>deleted or moved</c>, or <c>replaced</c> by another one of its name; null if
    /// <see cref="FileName"/> still leads to it. The elements are those of the file that was opened.
    /// </summary>
    internal string? LostFile => _file.Lost;

    /// <summary>
    /// How the elements are reached: through a map, or by reads and writes of parts of the file (<see cref="AccessHint.Buffered"/>).
    /// </summary>
    public AccessHint Access => _file.Access;

    /// <summary>Whether the map was closed, through this array or any other view of it.</summary>
    public bool IsClosed => _file.IsClosed;

    /// <summary>
    /// Maps a file as an array, creating it in mode <c>w+</c>. A .npy file is recognised by its first bytes: its header tells the dtype,
    /// shape and order, and what is given beside must agree. One that is created is mapped in mode <c>r+</c> from its first element on.
    /// </summary>
    /// <param name="path">The file; a relative path is taken from the process's current directory.</param>
    /// <param name="dtype">The dtype of an element; null for that of the header, or uint8.</param>
    /// <param name="mode">The mode; null for <c>r+</c> without extending a file that is too short.</param>
    /// <param name="offset">The offset of the array in the file, in bytes. It need not be aligned. Null for that of the header, or
    /// 0.</param>
    /// <param name="shape">The length of each axis; if not given, by the header, or one axis to the end of the file. Mode <c>w+</c> needs
    /// it.</param>
    /// <param name="order">Which axis is fastest in the file; by the header, or the last, if not given.</param>
    /// <param name="format">The format of the file: auto, raw, or .npy.</param>
    /// <param name="access">The expected access pattern.</param>
    /// <exception cref="FileNotFoundException">There is no such file and the mode doesn't create it.</exception>
    /// <exception cref="InvalidDataException">The file's header isn't right.</exception>
    /// <exception cref="IOException">The file is too short and the mode doesn't extend it, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened in that mode, or the path is a directory.</exception>
    /// <exception cref="ArgumentException">
    /// The shape is negative or doesn't fit, the offset is beyond the end of the file, the header says otherwise, or the file is an
    /// archive.
    /// </exception>
    public static MemMapArray Open(
        string path, DType? dtype = null, MapMode? mode = null, long? offset = null, long[]? shape = null, MemoryOrder? order = null,
        FileFormat format = FileFormat.Auto, AccessHint access = AccessHint.Normal)
    {
        ArgumentNullException.ThrowIfNull(path);
        MapRequest request = new() { Path = path, Mode = mode ?? MapMode.ReadWrite, KeepsLength = mode is null, Access = access };
        return ArrayFile.IsArchive(path, format)
            ? throw Error.CannotOpenAs(FileFormat.Npz)
            : format == FileFormat.Zarr || (format == FileFormat.Auto && ZarrStore.IsStore(path))
                ? throw Error.CannotOpenAs(FileFormat.Zarr)
            : OpenOne(ArrayFile.Plan(request, format, new ArraySpec(dtype, shape, order, offset)), format);
    }

    /// <summary>Opens a raw file that was just written, with whatever values: a named type's magic is not asked for.</summary>
    internal static MemMapArray OpenWritten(string path, DType dtype, long[] shape)
    {
        MapRequest request = new() { Path = path, Mode = MapMode.ReadWrite, KeepsLength = true };
        return OpenOne(ArrayFile.Plan(request, FileFormat.Raw, new ArraySpec(dtype, shape) { SkipsMagic = true }), FileFormat.Raw);
    }

    private static MemMapArray OpenOne(OpenPlan plan, FileFormat format)
    {
        using (plan)
        {
            NDArray[] arrays = Open(plan);
            if (arrays is [MemMapArray map])
            {
                return map;
            }
            System.Array.ForEach(arrays, array => array.Buffer.Close());
            throw Error.CannotOpenAs(format);
        }
    }

    /// <summary>
    /// Opens members of an .npz archive. Members that are stored are mapped in place; compressed ones are read into memory, which mode
    /// <c>r+</c> refuses.
    /// </summary>
    /// <param name="path">The archive.</param>
    /// <param name="members">Their names, with or without <c>.npy</c>; all arrays if not given.</param>
    /// <param name="mode">The mode: <c>r</c>, <c>c</c> or <c>r+</c>; null for <c>r</c>.</param>
    /// <returns>The arrays in the order of the names: maps, or arrays in memory.</returns>
    /// <exception cref="InvalidDataException">The archive or a header in it isn't right.</exception>
    /// <exception cref="ArgumentException">There is no such member, or the mode can't be.</exception>
    public static NDArray[] OpenMembers(string path, string[]? members = null, MapMode? mode = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        MapRequest request = new() { Path = path, Mode = mode ?? MapMode.ReadOnly };
        using OpenPlan plan = ArrayFile.Plan(request, FileFormat.Npz, new ArraySpec(), members);
        return Open(plan);
    }

    /// <summary>Executes a plan. Returns the arrays, each a map or an array in memory.</summary>
    internal static NDArray[] Open(OpenPlan plan) => [.. plan.Open().Select(Of)];

    /// <summary>Returns the face of an array: a map, an array of parts, or one in memory.</summary>
    internal static NDArray Of(OpenedArray opened)
    {
        if (opened.Array.Buffer is not MappedFile)
        {
            return opened.Array.Buffer is JoinedBuffer ? new JoinedMemMap(opened.Array) : new NDArray(opened.Array);
        }
        MemMapArray map = Listed(new MemMapArray(opened.Array) { _order = opened.Order });
        return opened.Rows is { } rows ? map.WithLayout(map.Layout.Narrow(0, 0, rows)) : map;
    }

    // Registers an array as the map of its file in the table.
    private static MemMapArray Listed(MemMapArray map)
    {
        Maps.Add(map._file, map);
        return map;
    }

    /// <summary>The open maps of this process, in the order in which they were opened. The list does not keep closed maps alive.</summary>
    public static MemMapArray[] OpenMaps
        => [.. MappedFile.OpenFiles.Select(file => Maps.TryGetValue(file, out MemMapArray? map) ? map : null).OfType<MemMapArray>()];

    /// <summary>Writes the changes of this array's part of the file to the disk, and waits until they are there.</summary>
    /// <exception cref="ObjectDisposedException">The map was closed.</exception>
    /// <exception cref="IOException">The system could not write.</exception>
    public void Flush()
    {
        using BufferLease lease = Lease(); // Fails where the map was made shorter since.
        (long start, long end) = Layout.Extent(ItemSize);
        _file.Flush(start, end - start);
    }

    /// <summary>
    /// Closes the map for all its views. Work that is running ends on memory that stays mapped; any later use is an
    /// <see cref="ObjectDisposedException"/>. Changes are in the file; <see cref="Flush"/> first if they must be on the disk.
    /// </summary>
    public void Close() => _file.Close();

    /// <inheritdoc cref="Close"/>
    public void Dispose() => Close();

    // A shell looks for operators in the very class of an object.
    /// <inheritdoc cref="NDArray.explicit operator ReadOnlySpan{byte}(NDArray)"/>
    public static explicit operator ReadOnlySpan<byte>(MemMapArray array) => (ReadOnlySpan<byte>)(NDArray)array;

    private protected override NDArray ViewOf(ArrayRef view) => new MemMapArray(view, Base ?? this);
}

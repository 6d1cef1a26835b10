using MemMap.Compute;
using MemMap.Formats;
using MemMap.Memory;

namespace MemMap;

/// <summary>
/// Several arrays, one behind the other along an axis, as one array. Nothing is copied: what is read and assigned is in the parts, which
/// may be maps, views and arrays in memory. Views of it are of this class too.
/// </summary>
public sealed class JoinedMemMap : NDArray, IDisposable
{
    private readonly JoinedBuffer _parts;

    internal JoinedMemMap(ArrayRef array, NDArray? @base = null) : base(array, @base) => _parts = (JoinedBuffer)array.Buffer;

    /// <summary>The parts with elements of this array or view, in order: file, first row, number of rows.</summary>
    /// <exception cref="InvalidOperationException">A row of the view has elements in several parts.</exception>
    public JoinedPart[] Parts => JoinedPart.Of(Ref, _parts, isWhole: Base is null);

    /// <summary>The axis along which the parts were joined.</summary>
    public int Axis => _parts.Axis;

    /// <summary>The mode of the maps; null if the parts are in memory, or their modes differ.</summary>
    public MapMode? Mode => _parts.Parts.Mode;

    /// <summary>Whether it was closed, through this array or any view of it.</summary>
    public bool IsClosed => _parts.IsClosed;

    /// <summary>The parts and their number, as in <c>/data/a.npy ... /data/c.npy (3 parts)</c>.</summary>
    public string Source
        => FormattableString.Invariant($"{_parts.Path ?? "memory"} ({_parts.Grid.Count} {(_parts.Grid.Count == 1 ? "part" : "parts")})");

    /// <summary>Joins arrays.</summary>
    /// <param name="arrays">The arrays, in order; at least one.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <exception cref="ArgumentException">
    /// There is no array, an array has no axes, or differs from the first one in its dtype or in the length of another axis.
    /// </exception>
    public static JoinedMemMap Join(NDArray[] arrays, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        return Join(arrays, axis, null);
    }

    /// <summary>Joins arrays; a part that does not fit is left out if <paramref name="onMismatch"/> takes its error.</summary>
    internal static JoinedMemMap Join(IReadOnlyList<NDArray> arrays, int axis, Action<ArgumentException>? onMismatch)
        => new(JoinedBuffer.Join([.. arrays.Select(array => array.Ref)], axis, onMismatch, number => AttributesOf(arrays[number])));

    /// <summary>The attributes of an array or view, with the names of axes that are its own.</summary>
    private static IReadOnlyDictionary<string, object?> AttributesOf(NDArray array)
        => array.Attributes.ContainsKey(ContainerArray.AxisNames) && array.AxisNames.All(name => name is null)
            ? array.Attributes.Where(one => one.Key != ContainerArray.AxisNames).ToDictionary() : array.Attributes;

    /// <summary>Joins the arrays of files, which are opened when they are used.</summary>
    internal static JoinedMemMap Join(IReadOnlyList<OpenPlan> plans, int axis, Action<ArgumentException>? onMismatch)
        => new(FileParts.Join(plans, axis, onMismatch));

    /// <summary>The open joined arrays of this process, in the order in which they were made.</summary>
    public static JoinedMemMap[] OpenJoins => [.. JoinedBuffer.OpenJoins.Select(joined => new JoinedMemMap(joined.Array))];

    /// <summary>Returns the part that has an element.</summary>
    /// <param name="position">The position of the element in this array or view, in C order.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public JoinedPart PartOf(long position)
    {
        if (position < 0 || position >= Size)
        {
            throw Error.FlatIndexOutOfBounds(position, Size);
        }
        return JoinedPart.At(_parts, Layout.OffsetOfFlat(position));
    }

    /// <summary>The name of the file, without its folder; of several, those of the first and the last one. Empty in memory.</summary>
    internal string ShortName
    {
        get
        {
            string?[] ends = [_parts.Parts.NameOf(0).Path, _parts.Parts.NameOf(_parts.Grid.Count - 1).Path];
            return !_parts.IsOfFiles ? Path.GetFileName(ends[0] == ends[1] ? ends[0] : _parts.Path) ?? ""
                : string.Join(" ... ", ends.Select(end => Path.GetFileName(end) ?? "memory").Distinct());
        }
    }

    internal string? FileOf(long position) => PartOf(position).FileName;

    /// <summary>Returns the index on the joined axis of an element, in the whole joined array.</summary>
    internal long RowOf(long position) => _parts.Grid.IndexOf(Layout.OffsetOfFlat(position) / _parts.DType.ItemSize, _parts.Axis);

    /// <summary>
    /// Returns the offset in its file of a byte of this array; null if the bytes from there are in no file, or not together in one.
    /// </summary>
    /// <param name="position">The position of the first byte, in C order.</param>
    /// <param name="count">The number of bytes.</param>
    internal long? FileOffsetOf(long position, long count)
        => IsContiguous ? _parts.FileOffsetOf(Layout.Offset + position, count) : null;

    /// <summary>
    /// Opens the parts that are in files, such as the chunks of a store, as arrays of their own, in order. They are maps where the files
    /// have the elements as they are. Of the chunks of a store, any number can be open.
    /// </summary>
    /// <exception cref="InvalidOperationException">The parts were open when they were joined.</exception>
    public NDArray[] OpenParts()
    {
        List<NDArray> parts = [];
        try
        {
            for (long i = 0; i < _parts.Grid.Count; i++)
            {
                parts.Add(MemMapArray.Of(new OpenedArray(_parts.Parts.OpenPart(i), MemoryOrder.C)));
            }
            return [.. parts];
        }
        catch
        {
            parts.ForEach(part => part.Buffer.Close());
            throw;
        }
    }

    /// <summary>Whether the parts are read into memory when they are used, as compressed chunks are.</summary>
    internal bool IsDecoded => _parts.Parts.IsDecoded;

    /// <summary>Writes the changes of all parts to the disk, and waits until they are there.</summary>
    /// <exception cref="ObjectDisposedException">A part was closed.</exception>
    /// <exception cref="IOException">The system could not write.</exception>
    public void Flush()
    {
        using BufferLease lease = Lease();
        _parts.Parts.Flush();
    }

    /// <summary>Closes the maps of all parts. Any later use of this array, of its views and of the parts is an error.</summary>
    public void Close() => _parts.Close();

    /// <inheritdoc cref="Close"/>
    public void Dispose() => Close();

    private protected override NDArray ViewOf(ArrayRef view) => new JoinedMemMap(view, Base ?? this);
}

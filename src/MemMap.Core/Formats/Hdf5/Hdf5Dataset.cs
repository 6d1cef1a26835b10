using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>A dataset: what its messages say of type, shape, attributes, and where its elements are.</summary>
internal sealed class Hdf5Dataset
{
    private const string AxisLists = "DIMENSION_LIST", AxisLabels = "DIMENSION_LABELS", Class = "CLASS", Scale = "DIMENSION_SCALE";

    // What says which dataset belongs to which axis, by addresses of the file; the names of axes are what it means.
    private static readonly string[] Internal = [AxisLists, AxisLabels, "REFERENCE_LIST", "_Netcdf4Dimid", "_Netcdf4Coordinates"];

    private readonly Hdf5Space _space;
    private readonly List<KeyValuePair<string, object?>> _attributes = [];
    private readonly List<Hdf5Attribute> _axes = [];
    private readonly ContainerArray _array;
    private Func<OpenedFile, string, ArrayRef>? _decode;
    private Func<OpenedFile, MapRequest, string, ArrayRef?>? _map;
    private bool _isScale;

    internal Hdf5Dataset(Hdf5Space space, List<Hdf5Message> messages)
    {
        _space = space;
        foreach (Hdf5Attribute attribute in Hdf5Attribute.Of(space, messages))
        {
            Add(attribute);
        }
        try
        {
            _array = Describe(messages);
        }
        catch (Exception e) when (e is InvalidDataException or OverflowException or FormatException or ArgumentException)
        {
            // A dataset that is damaged, or of a type that is refused, hides no other.
            _array = new ContainerArray("", null, [], 0) { Problem = e.Message, Attributes = _attributes };
        }
    }

    /// <summary>The array under a name. Its attributes are complete once the axes are named.</summary>
    internal ContainerArray Array(string name)
        => _array with
        {
            Name = name,
            Decode = _decode is { } decode ? opened => decode(opened, name) : null,
            TryMap = _map is { } map ? (opened, request) => map(opened, request, name) : null,
        };

    /// <summary>
    /// Adds the names of the axes to the attributes: the labels of axes, or the names of the datasets that are their scales.
    /// </summary>
    /// <param name="name">The name of this dataset.</param>
    /// <param name="nameAt">The name of the dataset at an address; null if there is none.</param>
    internal void NameAxes(string name, Func<long, string?> nameAt)
    {
        var names = new object?[_array.Shape.Length];
        if (_isScale && names.Length == 1)
        {
            names[0] = Leaf(name);
        }
        foreach (Hdf5Attribute attribute in _axes.OrderBy(attribute => attribute.Name == AxisLabels))
        {
            HeaderCursor cursor = _space.File.Cursor(attribute.Bytes);
            for (int axis = 0; axis < names.Length && cursor.Left >= 8 + _space.OffsetSize; axis++)
            {
                byte[] bytes = Hdf5Attribute.Sequence(_space, cursor);
                string? found = attribute.Name == AxisLabels ? System.Text.Encoding.UTF8.GetString(bytes).TrimEnd('\0')
                    : bytes.Length >= _space.OffsetSize ? nameAt(_space.Address(_space.File.Cursor(bytes))) : null;
                names[axis] = string.IsNullOrEmpty(found) ? names[axis] : attribute.Name == AxisLabels ? found : Leaf(found);
            }
        }
        if (names.Any(one => one is not null))
        {
            _attributes.Add(KeyValuePair.Create(ContainerArray.AxisNames, (object?)names));
        }

        static string Leaf(string path) => path[(path.LastIndexOf('/') + 1)..];
    }

    private void Add(Hdf5Attribute attribute)
    {
        try
        {
            if (attribute.Name is AxisLists or AxisLabels && attribute.Type.Inner is not null)
            {
                _axes.Add(attribute);
            }
            if (System.Array.IndexOf(Internal, attribute.Name) < 0 && attribute.IsReadable)
            {
                object? value = attribute.Value(_space);
                _attributes.Add(KeyValuePair.Create(attribute.Name, value));
                _isScale |= attribute.Name == Class && value is Scale;
            }
        }
        catch (Exception e) when (e is InvalidDataException or OverflowException or FormatException or ArgumentException)
        {
            // A damaged attribute is left out.
        }
    }

    private ContainerArray Describe(List<Hdf5Message> messages)
    {
        HeaderReader file = _space.File;
        Hdf5Type type = Hdf5Type.Read(file, Cursor(Hdf5Object.DataType, "type"));
        Hdf5Shape extent = Hdf5Shape.Read(_space, Cursor(Hdf5Object.Dataspace, "shape"));
        Hdf5Layout layout = Hdf5Layout.Read(_space, messages.Last(message => message.Type == Hdf5Object.DataLayout));
        ContainerArray array = new("", type.DType, extent.Lengths, 0) { Attributes = _attributes, Problem = type.Problem };
        if (type.DType is not { } dtype)
        {
            return array;
        }
        // As in numpy, axes of an element are the last axes of the array.
        long[] inner = dtype.SubShape ?? [];
        array = array with { DType = dtype = dtype.SubType ?? dtype, Shape = [.. extent.Lengths, .. inner] };
        long bytes = Layout.CheckedByteSize(array.Shape, dtype.ItemSize);
        if (messages.Exists(message => message.Type == Hdf5Object.ExternalFiles))
        {
            return array with { Problem = "its elements are in other files" };
        }
        if (layout.Kind is Hdf5Layout.Compact or Hdf5Layout.Contiguous && (layout.Address != Hdf5Space.Undefined || bytes == 0))
        {
            return array with
            {
                Offset = bytes == 0 ? 0 : layout.Kind == Hdf5Layout.Compact ? layout.Address : _space.PositionOf(layout.Address),
                Problem = layout.Length is { } length && length < bytes
                    ? $"it has {length} bytes, and its shape {Error.Shape(array.Shape)} needs {bytes}" : null,
            };
        }
        if (layout.Kind is not (Hdf5Layout.Contiguous or Hdf5Layout.Chunked))
        {
            return array with { Problem = "it is a virtual dataset, whose elements are in others" };
        }
        // Chunked, or never written: then all elements have the fill value.
        long[] chunk = layout.Kind == Hdf5Layout.Chunked ? [.. layout.Chunk, .. inner] : array.Shape;
        IReadOnlyList<ChunkCodec?> codecs = Hdf5Filters.Read(file, messages, type.Size, out string? problem);
        if (chunk.Length != array.Shape.Length || (layout.Kind == Hdf5Layout.Chunked && chunk.Any(length => length < 1)))
        {
            throw file.Invalid($"its chunks of shape {Error.Shape(chunk)} are no parts of shape {Error.Shape(array.Shape)}");
        }
        long chunkBytes = Layout.CheckedByteSize(chunk, dtype.ItemSize);
        if (layout.Kind == Hdf5Layout.Chunked && chunkBytes > int.MaxValue)
        {
            problem = $"its chunks have {chunkBytes} bytes, and {int.MaxValue} are the most";
        }
        Hdf5Index index = new(layout, extent, chunkBytes, codecs.Count > 0);
        byte[]? fill = FillOf(file, messages, dtype.ItemSize);
        _decode = (opened, name) => Hdf5Chunks.Open(opened, index, array with { Name = name }, chunk, codecs, fill);
        if (layout.Kind == Hdf5Layout.Chunked && codecs.Count == 0 && layout.Address != Hdf5Space.Undefined && bytes > 0)
        {
            _map = (opened, request, name) => Hdf5Chunks.TryMap(opened, request, index, array with { Name = name }, chunk, fill);
        }
        return array with { Problem = problem };

        HeaderCursor Cursor(int kind, string what) => messages.FindLast(message => message.Type == kind) is { Bytes: { } found }
            ? file.Cursor(found) : throw file.Invalid($"a dataset has no {what}");
    }

    /// <summary>The bytes of elements that were never written; null for zeros.</summary>
    private static byte[]? FillOf(HeaderReader file, List<Hdf5Message> messages, int itemSize)
    {
        const int hasValue = 0x20;
        Hdf5Message message = messages.FindLast(message => message.Type == Hdf5Object.Fill);
        if (message.Bytes is null)
        {
            message = messages.FindLast(message => message.Type == Hdf5Object.OldFill);
        }
        if (message.Bytes is null)
        {
            return null;
        }
        HeaderCursor cursor = file.Cursor(message.Bytes);
        if (message.Type == Hdf5Object.Fill)
        {
            int version = cursor.Byte();
            bool isThere = version < 3 ? cursor.Take(3)[2] != 0 || version == 1 : (cursor.Byte() & hasValue) != 0;
            if (!isThere)
            {
                return null;
            }
        }
        long size = cursor.UInt32();
        // Of an element with axes, the first one stands for all.
        byte[] bytes = size < itemSize ? [] : cursor.Take(itemSize).ToArray();
        return bytes.AsSpan().ContainsAnyExcept((byte)0) ? bytes : null;
    }
}

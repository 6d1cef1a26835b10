using MemMap.DataTypes;

namespace MemMap.Formats;

/// <summary>An attribute of an object, with its bytes as they are in the file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What an element is.</param>
/// <param name="Shape">The length of each axis; none for a scalar.</param>
/// <param name="Bytes">The elements.</param>
internal sealed record Hdf5Attribute(string Name, Hdf5Type Type, long[] Shape, byte[] Bytes)
{
    private const int MaxValues = 1000;

    /// <summary>Returns the attributes of an object. Those that are damaged, or in forms that are not read, are left out.</summary>
    internal static List<Hdf5Attribute> Of(Hdf5Space space, List<Hdf5Message> messages)
    {
        List<Hdf5Attribute> attributes = [];
        foreach (Hdf5Message message in messages)
        {
            if (message.Type == Hdf5Object.Attribute)
            {
                Add(() => message.Bytes);
            }
            else if (message.Type == Hdf5Object.AttributeInfo)
            {
                HeaderCursor cursor = space.File.Cursor(message.Bytes);
                cursor.Take(1);
                cursor.Take((cursor.Byte() & 1) != 0 ? 2 : 0);
                long heap = space.Address(cursor), tree = space.Address(cursor);
                if (heap != Hdf5Space.Undefined && tree != Hdf5Space.Undefined)
                {
                    Hdf5Heap values = new(space, heap);
                    // A record: where the attribute is in the heap, flags, the order, the hash of the name. A flag says that it is shared.
                    Hdf5Tree.Records(space, tree).ForEach(record => Add(() => (record.AsSpan(8, 1)[0] & Hdf5Object.SharedFlag) == 0
                        ? values.Object(record.AsSpan(0, 8)).Bytes
                        : space.Shared.Find(Hdf5Object.Attribute, record.AsSpan(0, 8))?.Bytes
                            ?? throw space.File.Invalid("an attribute is shared, and there is no heap of shared ones")));
                }
            }
        }
        return attributes;

        void Add(Func<byte[]> find)
        {
            try
            {
                attributes.Add(Read(space, find()));
            }
            catch (Exception e) when (e is InvalidDataException or OverflowException or FormatException or ArgumentException)
            {
                // An attribute hides neither the array nor the other attributes.
            }
        }
    }

    private static Hdf5Attribute Read(Hdf5Space space, byte[] message)
    {
        HeaderCursor cursor = space.File.Cursor(message);
        int version = (int)space.File.Require("version of an attribute", cursor.Byte(), 1, 3), flags = cursor.Byte();
        int nameSize = cursor.UInt16(), typeSize = cursor.UInt16(), spaceSize = cursor.UInt16();
        cursor.Take(version == 3 ? 1 : 0);
        string name = cursor.Text(nameSize);
        Pad(nameSize);
        byte[] type = Part(typeSize, Hdf5Object.DataType, (flags & 1) != 0);
        byte[] extent = Part(spaceSize, Hdf5Object.Dataspace, (flags & 2) != 0);
        Hdf5Type element = Hdf5Type.Read(space.File, space.File.Cursor(type));
        long[] shape = Hdf5Shape.Read(space, space.File.Cursor(extent)).Lengths;
        return new Hdf5Attribute(name, element, shape, cursor.Take(cursor.Left).ToArray());

        void Pad(int size) => cursor.Take(version == 1 ? -size & 7 : 0);

        byte[] Part(int size, int kind, bool isShared)
        {
            byte[] bytes = cursor.Take(size).ToArray();
            Pad(size);
            return !isShared ? bytes : Hdf5Object.Shared(space, kind, bytes)?.Bytes
                ?? throw space.File.Invalid($"a part of attribute '{Printable.Line(name)}' is in a heap that is not read");
        }
    }

    /// <summary>The value: an array of objects, or one if it is a scalar. Of more than a thousand, the first ones.</summary>
    internal object? Value(Hdf5Space space)
    {
        HeaderCursor cursor = space.File.Cursor(Bytes);
        int count = (int)Math.Min(Geometry.Layout.CheckedSize(Shape), MaxValues);
        object?[] values = [.. Enumerable.Range(0, count).Select(_ => Element())];
        return Shape.Length == 0 ? values[0] : values;

        object? Element()
        {
            if (Type.DType is { } dtype)
            {
                return cursor.Value(dtype);
            }
            byte[] bytes = Sequence(space, cursor);
            return Type.IsText ? System.Text.Encoding.UTF8.GetString(bytes).TrimEnd('\0')
                : Type.Inner?.DType is { ItemSize: > 0 } inner
                    ? bytes.Chunk(inner.ItemSize).Where(one => one.Length == inner.ItemSize).Take(MaxValues)
                        .Select(one => ElementCodec.Read(inner, one)).ToArray()
                : null;
        }
    }

    /// <summary>Reads where a sequence of variable length is, and returns its bytes.</summary>
    internal static byte[] Sequence(Hdf5Space space, HeaderCursor cursor)
    {
        long count = cursor.UInt32(), address = space.Address(cursor);
        int index = cursor.Int32();
        byte[] bytes = count == 0 || address is 0 or Hdf5Space.Undefined ? [] : space.Values.Object(address, index);
        space.File.Charge(bytes.Length); // Many attributes may refer to one large object.
        return bytes;
    }

    /// <summary>Whether the value can be told.</summary>
    internal bool IsReadable => Type.DType is { ItemSize: > 0 } || Type.IsText || Type.Inner?.DType is not null;
}

/// <summary>A dataspace message: the lengths of axes, and the largest lengths that they may get (-1 without a limit).</summary>
/// <param name="Lengths">The length of each axis.</param>
/// <param name="Limits">The largest length of each axis.</param>
internal sealed record Hdf5Shape(long[] Lengths, long[] Limits)
{
    internal static Hdf5Shape Read(Hdf5Space space, HeaderCursor cursor)
    {
        const int nullSpace = 2;
        int version = (int)space.File.Require("version of a dataspace", cursor.Byte(), 1, 2), axes = cursor.Byte(), flags = cursor.Byte();
        bool isNull = cursor.Byte() == nullSpace && version == 2;
        cursor.Take(version == 1 ? 4 : 0);
        long[] lengths = [.. Enumerable.Range(0, axes).Select(_ => space.Length(cursor))];
        long[] limits = (flags & 1) == 0 ? lengths : [.. lengths.Select(_ => space.Limit(cursor))];
        return isNull ? new Hdf5Shape([0], [0]) : new Hdf5Shape(lengths, limits);
    }
}

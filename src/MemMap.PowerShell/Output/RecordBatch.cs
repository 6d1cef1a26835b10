using System.Management.Automation;
using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap.Output;

/// <summary>Some records of a chain, one behind the other: where each is, and the bytes of its fixed part.</summary>
internal sealed class RecordBatch(RecordShape shape)
{
    /// <summary>The number of records that there is room for.</summary>
    internal const int Capacity = 256;

    private readonly int _size = shape.DType.ItemSize, _parts = shape.Tail.Count;
    private byte[] _bytes = [];
    private (long Offset, long Index, long Length)[] _places = [];
    private (long Offset, long Count)[] _ranges = [];
    private object?[] _values = [];

    /// <summary>The names of the properties.</summary>
    internal IReadOnlyList<string> Names => shape.Names;

    /// <summary>Keeps the record at which a walk is, in a place of the batch.</summary>
    internal void Set(int slot, RecordWalk walk)
    {
        if (slot >= _places.Length)
        {
            // A few records need no room for many.
            int count = Math.Min(Capacity, Math.Max(4, 4 * slot));
            Array.Resize(ref _bytes, count * _size);
            Array.Resize(ref _places, count);
            Array.Resize(ref _ranges, count * _parts);
        }
        _places[slot] = (walk.Offset, walk.Index, walk.Length);
        walk.Fixed.CopyTo(_bytes.AsSpan(slot * _size));
        walk.Parts.CopyTo(_ranges.AsSpan(slot * _parts));
    }

    /// <summary>Reads the parts of a record that are no views: later, the file may be another one.</summary>
    internal void KeepParts(int slot)
    {
        Array.Resize(ref _values, _ranges.Length);
        for (int at = slot * _parts; at < (slot + 1) * _parts; at++)
        {
            int number = at % _parts;
            _values[at] = shape.IsCopied(number) ? shape.PartOf(number, _ranges[at].Offset, _ranges[at].Count) : null;
        }
    }

    /// <summary>A record's fixed part, with its bytes.</summary>
    internal KeptElement Kept(int slot)
    {
        byte[] bytes = _bytes.AsSpan(slot * _size, _size).ToArray();
        return new(shape.DType.Codec.Read(bytes), shape.DType, bytes);
    }

    /// <summary>Whether a terminal would obey some text of a record.</summary>
    internal bool IsUnprintable(int slot)
    {
        bool isUnprintable = shape.HasUnprintableName;
        for (int i = 0; i < shape.Texts.Count && !isUnprintable; i++)
        {
            isUnprintable = UnprintableRecord.Is(Value(slot, shape.Texts[i]));
        }
        return isUnprintable;
    }

    /// <summary>The value of a record's property.</summary>
    internal object? Value(int slot, int property)
    {
        (RecordProperty kind, int number) = shape.Properties[property];
        ref readonly (long Offset, long Index, long Length) place = ref _places[slot];
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(slot * _size, _size);
        switch (kind)
        {
            case RecordProperty.Offset:
                return place.Offset;
            case RecordProperty.Index:
                return place.Index;
            case RecordProperty.Field:
                Field field = shape.DType.Fields![number];
                return ModuleInitializer.WrapField(ElementCodec.ReadKept(field.DType, bytes[field.Offset..]), field.DType);
            case RecordProperty.Element:
                return ModuleInitializer.WrapField(ElementCodec.ReadKept(shape.DType, bytes), shape.DType);
            case RecordProperty.Part:
                int at = (slot * _parts) + number;
                return at < _values.Length && _values[at] is { } value ? value
                    : OfArray(shape.PartOf(number, _ranges[at].Offset, _ranges[at].Count));
            default:
                return OfArray(shape.DataOf(place.Offset, place.Length));
        }
    }

    // With the properties that MemMap.types.ps1xml adds, which have its elements: ConvertTo-Json sees those of such an object alone.
    private static object? OfArray(object? value) => value is NDArray array ? PSObject.AsPSObject(array) : value;
}

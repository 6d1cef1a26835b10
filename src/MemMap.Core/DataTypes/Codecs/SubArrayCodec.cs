using System.Collections;

namespace MemMap.DataTypes;

/// <summary>Sub-arrays: .NET arrays of the same rank. Nested lists broadcast to the shape; a scalar is written to every element.</summary>
internal sealed class SubArrayCodec(DType dtype) : ElementCodec
{
    private readonly DType _element = dtype.SubType!;
    private readonly int[] _shape = [.. dtype.SubShape!.Select(n => (int)n)];

    public override Type ClrType => typeof(object);

    public override object Read(ReadOnlySpan<byte> bytes)
    {
        Array array = Array.CreateInstance(_element.Codec.ClrType, _shape);
        int[] index = new int[_shape.Length];
        for (int i = 0; i < array.Length; i++)
        {
            array.SetValue(Read(_element, bytes[(i * _element.ItemSize)..]), index);
            for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == _shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
        return array;
    }

    public override void Write(Span<byte> bytes, object? value)
    {
        byte[] element = bytes[..dtype.ItemSize].ToArray();
        Write(element, value is Array { Rank: > 1 } array ? Nest(array) : value, 0);
        element.CopyTo(bytes);
    }

    public override bool TellsAll(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at < dtype.ItemSize; at += _element.ItemSize)
        {
            ReadOnlySpan<byte> item = bytes.Slice(at, _element.ItemSize);
            if (!_element.Codec.TellsAll(item) || (_element.Packing is { IsPartial: true } && RecordBits.HasOthers(_element, item)))
            {
                return false;
            }
        }
        return true;
    }

    // The array is the user's: what became of its elements is written, and those that are as they were keep their bytes.
    public override void WriteKept(Span<byte> bytes, KeptElement kept)
    {
        object?[] was = [.. ((Array)Read(kept.Bytes)).Cast<object?>()], now = [.. ((Array)kept.Value!).Cast<object?>()];
        byte[] element = [.. kept.Bytes];
        for (int i = 0; i < now.Length; i++)
        {
            if (!IsSame(was[i], now[i]))
            {
                Write(_element, element.AsSpan(i * _element.ItemSize, _element.ItemSize), now[i]);
            }
        }
        element.CopyTo(bytes);
    }

    /// <summary>Whether two values are equal, item by item.</summary>
    internal static bool IsSame(object? was, object? now)
        => was is Array x && now is Array y
            ? x.Length == y.Length && x.Cast<object?>().Zip(y.Cast<object?>()).All(pair => IsSame(pair.First, pair.Second))
            : Equals(was, now);

    private void Write(Span<byte> bytes, object? value, int axis)
    {
        IList? list = value is IList items && !_element.Codec.TakesList(items) ? items : null;
        if (axis == _shape.Length)
        {
            Write(_element, bytes, value);
            return;
        }
        // A list that is nested less deeply than the shape covers its last axes.
        if (list is not null && Depth(list) < _shape.Length - axis)
        {
            list = null;
        }
        int length = _shape[axis];
        if (list is not null && list.Count != length && list.Count != 1)
        {
            throw Error.SubArrayBroadcast(list.Count, dtype.SubShape);
        }
        int step = length == 0 ? 0 : bytes.Length / length;
        for (int i = 0; i < length; i++)
        {
            Write(bytes.Slice(i * step, step), list is null ? value : list[list.Count == 1 ? 0 : i], axis + 1);
        }
    }

    private int Depth(object? value)
    {
        int depth = 0;
        for (; value is IList list && !_element.Codec.TakesList(list) && depth <= _shape.Length; value = list.Count > 0 ? list[0] : null)
        {
            depth++;
        }
        return depth;
    }

    // .NET enumerates an array of several dimensions as a flat list; nest it.
    private static object?[] Nest(Array array)
    {
        int[] index = new int[array.Rank];
        return Level(0);

        object?[] Level(int axis)
        {
            object?[] items = new object?[array.GetLength(axis)];
            for (int i = 0; i < items.Length; i++)
            {
                index[axis] = i + array.GetLowerBound(axis);
                items[i] = axis == array.Rank - 1 ? array.GetValue(index) : Level(axis + 1);
            }
            return items;
        }
    }
}

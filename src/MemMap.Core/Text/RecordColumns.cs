namespace MemMap.Text;

/// <summary>Records, as tuples: each field is a column of its own, so that it has one width in all records.</summary>
internal sealed class RecordColumn(IReadOnlyList<Field> fields, int precision, bool isScalar) : Column
{
    private readonly Column[] _columns = [.. fields.Select(field => For(field.DType, precision, isScalar))];

    internal override void Add(ReadOnlySpan<byte> element)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i].Add(element.Slice(fields[i].Offset, fields[i].DType.ItemSize));
        }
    }

    internal override void Measure() => Array.ForEach(_columns, column => column.Measure());

    internal override string Format(int index)
        => _columns.Length == 1
            ? $"({_columns[0].Format(index)},)"
            : $"({string.Join(", ", _columns.Select(column => column.Format(index)))})";
}

/// <summary>Sub-arrays, as nested lists on one line: never summarised, and one width for all items of all sub-arrays.</summary>
internal sealed class SubArrayColumn(DType item, long[] shape, int precision) : Column
{
    private readonly Column _items = For(item, precision, isScalar: false);
    private readonly int _itemCount = (int)shape.Aggregate(1L, (product, length) => product * length);

    internal override void Add(ReadOnlySpan<byte> element)
    {
        for (int i = 0; i < _itemCount; i++)
        {
            _items.Add(element.Slice(i * item.ItemSize, item.ItemSize));
        }
    }

    internal override void Measure() => _items.Measure();

    internal override string Format(int index)
    {
        int next = index * _itemCount;
        return List(0);

        string List(int axis) => axis == shape.Length
            ? _items.Format(next++)
            : $"[{string.Join(", ", Enumerable.Range(0, (int)shape[axis]).Select(_ => List(axis + 1)))}]";
    }
}

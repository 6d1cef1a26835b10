namespace MemMap.Text;

/// <summary>Records, as tuples. Each field is its own column, with the same width in all records.</summary>
internal sealed class RecordColumn(IReadOnlyList<Field> fields, PrintOptions options, bool isScalar) : Column
{
    private readonly Column[] _columns = [.. fields.Select(field => For(field.DType, options, isScalar))];

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

/// <summary>
/// Sub-arrays, as nested lists on one line, with one width for all items of all sub-arrays. Long ones are truncated only if the options
/// say so.
/// </summary>
internal sealed class SubArrayColumn(DType item, long[] shape, PrintOptions options) : Column
{
    private readonly Column _items = For(item, options, isScalar: false);
    private readonly int _itemCount = (int)shape.Aggregate(1L, (product, length) => product * length);

    internal override void Add(ReadOnlySpan<byte> element)
    {
        for (int i = 0; i < _itemCount; i++)
        {
            Stop.ThrowIfCancellationRequested();
            _items.Add(element.Slice(i * item.ItemSize, item.ItemSize));
        }
    }

    internal override void Measure() => _items.Measure();

    internal override string Format(int index)
    {
        return List(0, index * _itemCount, _itemCount);

        string List(int axis, int first, int count)
        {
            if (axis == shape.Length)
            {
                Stop.ThrowIfCancellationRequested();
                return _items.Format(first);
            }
            int length = (int)shape[axis], each = length == 0 ? 0 : count / length, shown = Math.Min(length, options.LongestItem);
            IEnumerable<string> items = Enumerable.Range(0, shown).Select(i => List(axis + 1, first + (i * each), each));
            return $"[{string.Join(", ", items)}{(shown < length ? ", ..." : "")}]";
        }
    }
}

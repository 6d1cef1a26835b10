using MemMap.Geometry;

namespace MemMap.Tests.Geometry;

/// <summary>Numpy's indexing rule, evaluated for one element of the result after the other.</summary>
internal sealed class OracleIndex
{
    /// <summary>What one source axis gets: the axes of the result (or of the broadcast index) that it depends on, and how.</summary>
    private readonly List<Func<long[], long[], long>> _sources = [];
    private readonly List<long> _basicShape = [];
    private readonly List<(long[] Shape, Func<long[], long>? Value)> _arrays = [];
    private readonly List<int> _advancedAt = [];
    private int _insertAt;

    internal OracleIndex(long[] shape, IndexItem[] items)
    {
        int rest = shape.Length - items.Sum(item => item switch
        {
            IndexItem.NewAxis or IndexItem.Ellipsis => 0,
            IndexItem.Mask mask => mask.Shape.Length,
            _ => 1,
        });
        bool hasEllipsis = items.Any(item => item is IndexItem.Ellipsis);
        for (int at = 0; at < items.Length; at++)
        {
            Add(shape, items[at], at, rest);
        }
        for (int k = 0; !hasEllipsis && k < rest; k++)
        {
            AddSlice(shape[_sources.Count], default);
        }
    }

    private void Add(long[] shape, IndexItem item, int at, int rest)
    {
        int axis = _sources.Count;
        if (item is IndexItem.Integer or IndexItem.Advanced or IndexItem.Mask)
        {
            _insertAt = _advancedAt.Count == 0 ? _basicShape.Count : _insertAt;
            _advancedAt.Add(at);
        }
        switch (item)
        {
            case IndexItem.NewAxis:
                _basicShape.Add(1);
                break;
            case IndexItem.Ellipsis:
                for (int k = 0; k < rest; k++)
                {
                    AddSlice(shape[axis + k], default);
                }
                break;
            case IndexItem.SliceItem slice:
                AddSlice(shape[axis], slice.Slice);
                break;
            case IndexItem.Integer integer:
                _sources.Add((_, _) => Wrap(integer.Value, shape[axis]));
                break;
            case IndexItem.Advanced { Array: var array }:
                AddArray(array.Shape, tuple => Wrap(array.Values[Oracle.Position(tuple, array.Shape)], shape[axis]));
                break;
            case IndexItem.Mask mask:
                long[][] positions = [.. Oracle.Tuples(mask.Shape).Where(tuple => mask.Values[Oracle.Position(tuple, mask.Shape)])];
                for (int k = 0; k < mask.Shape.Length; k++)
                {
                    int part = k;
                    AddArray([positions.Length], tuple => positions[tuple[0]][part]);
                }
                if (mask.Shape.Length == 0)
                {
                    _arrays.Add(([positions.Length], null));
                }
                break;
        }
    }

    private void AddSlice(long length, Slice slice)
    {
        long[] selected = Oracle.Selected(slice, length);
        int resultAxis = _basicShape.Count;
        _basicShape.Add(selected.Length);
        _sources.Add((basic, _) => selected[basic[resultAxis]]);
    }

    private void AddArray(long[] shape, Func<long[], long> value)
    {
        _arrays.Add((shape, value));
        _sources.Add((_, index) => value([.. shape.Select((length, k) => length == 1 ? 0 : index[index.Length - shape.Length + k])]));
    }

    private static long Wrap(long index, long length) => index < 0 ? index + length : index;

    internal bool Broadcasts => _arrays.Count == 0 || Oracle.Broadcast([.. _arrays.Select(array => array.Shape)]) is not null;

    internal (long[] Shape, long[][] Sources) Evaluate()
    {
        long[] indexShape = _arrays.Count == 0 ? [] : Oracle.Broadcast([.. _arrays.Select(array => array.Shape)])!;
        bool together = _advancedAt.Count == 0 || _advancedAt[^1] - _advancedAt[0] == _advancedAt.Count - 1;
        int at = _arrays.Count > 0 && together ? _insertAt : 0;
        long[] shape = [.. _basicShape[..at], .. indexShape, .. _basicShape[at..]];
        IEnumerable<long[]> sources = Oracle.Tuples(shape).Select(tuple =>
        {
            long[] index = tuple[at..(at + indexShape.Length)], basic = [.. tuple[..at], .. tuple[(at + indexShape.Length)..]];
            return (long[])[.. _sources.Select(source => source(basic, index))];
        });
        return (shape, [.. sources]);
    }
}

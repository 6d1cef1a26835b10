using System.Collections.Concurrent;

namespace MemMap.Compute;

/// <summary>A group of rows: the elements of its key, the number of rows, and a measure of each field.</summary>
internal sealed record GroupMeasures(object?[] Values, long Rows, MeasurePart[] Parts);

/// <summary>
/// Measures fields by the values of other fields, in one pass. Each thread has groups of its own, which are merged when there are many, so
/// memory is bounded by the limit of groups. Sums are exact, so results depend neither on the threads nor on the parts in which rows come.
/// </summary>
internal sealed unsafe class GroupMeasuring
{
    /// <summary>The memory for single elements that are held back until they form a run.</summary>
    private const long WaitingBytes = 64 << 20;

    private const int MaxWaiting = 256, LeastGroups = 1024;

    private readonly GroupKeys _keys;
    private readonly DType[] _fields;
    private readonly Func<GroupPart> _create;
    private readonly int _limit, _ownGroups;
    private readonly Func<int, Exception> _tooMany;
    private readonly ConcurrentBag<GroupPart> _idle = [];
    private readonly object _lock = new();
    private readonly GroupPart _all;

    /// <param name="keys">The dtypes of the elements that are a row's key.</param>
    /// <param name="fields">The dtypes of the measured elements.</param>
    /// <param name="limit">The largest number of groups.</param>
    /// <param name="tooMany">The error of more.</param>
    /// <exception cref="NotSupportedException">A key is no single value, or a field has no statistics.</exception>
    internal GroupMeasuring(IEnumerable<DType> keys, IEnumerable<DType> fields, int limit, Func<int, Exception> tooMany)
    {
        _tooMany = tooMany;
        _keys = new(keys);
        _fields = [.. fields.Select(field => field.AsNative())];
        _limit = limit;
        _ownGroups = Math.Max(LeastGroups, limit / BlockLoop.Threads);
        long all = Math.Max(1L, _fields.Sum(field => field.ItemSize)) * limit;
        AccumulatorFactory factory = new((int)Math.Clamp(WaitingBytes / all, 1, MaxWaiting));
        Func<Accumulator>[] create = Array.ConvertAll(_fields, factory.Visit);
        int[] sizes = Array.ConvertAll(_fields, field => field.ItemSize);
        _create = () => new GroupPart(_keys, create, sizes);
        _all = _create();
    }

    /// <summary>Adds rows. It may be called on several threads at once.</summary>
    /// <param name="keys">The elements of the keys: arrays of one shape.</param>
    /// <param name="fields">The measured elements: arrays of that shape.</param>
    /// <exception cref="InvalidOperationException">There are more groups than allowed.</exception>
    internal void Add(ArrayRef[] keys, ArrayRef[] fields)
    {
        using var leases = new LeaseSet();
        Operand[] operands = BlockLoop.Normalize(
            [
                .. keys.Select((key, i) => leases.Input(key, _keys.DTypes[i])),
                .. fields.Select((field, i) => leases.Input(field, _fields[i])),
            ],
            mayReorder: true);
        BlockLoop.Run(
            operands,
            (blocks, count, _) =>
            {
                GroupPart part = _idle.TryTake(out GroupPart? idle) ? idle : _create();
                part.Add(blocks, count);
                if (part.Count > _ownGroups)
                {
                    Merge(part);
                }
                else
                {
                    _idle.Add(part);
                }
            },
            leases.Verify);
    }

    /// <summary>The groups of all rows, in the order of their keys.</summary>
    /// <exception cref="InvalidOperationException">There are more groups than allowed.</exception>
    internal List<GroupMeasures> ToGroups()
    {
        MergeAll();
        ElementOrder[] orders = Array.ConvertAll(_fields, ElementOrder.Of);
        Dictionary<GroupValues, int> places = [];
        List<GroupMeasures> groups = [];
        foreach (int number in _all.Sorted())
        {
            GroupMeasures group = new(_all.ValuesOf(number), _all.RowsOf(number), _all.PartsOf(number));
            // Different bytes may be read as one value: what is behind the NUL of a text, or less than a tick of a date.
            if (places.TryAdd(new(group.Values), groups.Count))
            {
                groups.Add(group);
                continue;
            }
            int place = places[new(group.Values)];
            GroupMeasures same = groups[place];
            groups[place] = same with
            {
                Rows = same.Rows + group.Rows,
                Parts = [.. same.Parts.Select((part, i) => part.Add(group.Parts[i], orders[i]))],
            };
        }
        return groups;
    }

    /// <summary>The last elements of the keys by the elements before them: each distinct one, with its number of rows.</summary>
    /// <exception cref="InvalidOperationException">There are more groups than allowed.</exception>
    internal Dictionary<GroupValues, DistinctCounts> ToDistinct()
    {
        MergeAll();
        Dictionary<GroupValues, DistinctCounts> found = [];
        int[] order = _all.Sorted();
        DType dtype = _keys.DTypes[^1];
        for (int first = 0, end; first < order.Length; first = end)
        {
            for (end = first + 1; end < order.Length && _all.DifferInLast(order[first], order[end]);)
            {
                end++;
            }
            byte[] elements = new byte[(long)(end - first) * dtype.ItemSize];
            long[] counts = new long[end - first];
            for (int i = first; i < end; i++)
            {
                _all.LastOf(order[i]).CopyTo(elements.AsSpan((i - first) * dtype.ItemSize));
                counts[i - first] = _all.RowsOf(order[i]);
            }
            DistinctCounts here = new(Stored.Elements(elements, dtype, [counts.Length]), counts);
            // As for groups: keys of different bytes may be read as one value.
            GroupValues key = new(_all.ValuesOf(order[first])[..^1]);
            found[key] = found.TryGetValue(key, out DistinctCounts? same) ? same.Add(here) : here;
        }
        return found;
    }

    private void MergeAll()
    {
        while (_idle.TryTake(out GroupPart? part))
        {
            Merge(part);
        }
    }

    private void Merge(GroupPart part)
    {
        lock (_lock)
        {
            _all.Add(part);
            if (_all.Count > _limit)
            {
                throw _tooMany(_limit);
            }
        }
    }
}

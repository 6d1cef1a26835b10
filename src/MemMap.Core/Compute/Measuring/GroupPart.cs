namespace MemMap.Compute;

/// <summary>The groups of some rows: for each, the number of rows, and an accumulator for each measured field.</summary>
/// <param name="keys">The keys.</param>
/// <param name="create">Creates the accumulators of the fields.</param>
/// <param name="itemSizes">The size of an element of each field.</param>
internal sealed unsafe class GroupPart(GroupKeys keys, Func<Accumulator>[] create, int[] itemSizes)
{
    // The keys and numbers of so many rows stay in the L1 cache.
    private const int Piece = 256;

    // From so many elements of one group on, they are added at once rather than one by one.
    private const int LongRun = 16;

    private readonly ulong[] _room = new ulong[Piece * keys.Words];
    private readonly int[] _numbers = new int[Piece];
    private readonly List<Accumulator>[] _accumulators = [.. create.Select(_ => new List<Accumulator>())];
    private readonly List<long> _rows = [];
    private readonly GroupTable _table = new(keys.Words);

    /// <summary>The number of groups.</summary>
    internal int Count => _table.Count;

    /// <summary>Adds the rows of some blocks: those of the keys, then those of the fields.</summary>
    internal void Add(byte** blocks, int count)
    {
        byte** fields = blocks + keys.DTypes.Count;
        fixed (ulong* room = _room)
        {
            for (int first = 0; first < count; first += Piece)
            {
                int rows = Math.Min(Piece, count - first);
                new Span<ulong>(room, rows * keys.Words).Clear();
                keys.Make(blocks, first, rows, room);
                for (int i = 0; i < rows; i++)
                {
                    _numbers[i] = GroupOf(room + ((long)i * keys.Words), 1);
                }
                for (int field = 0; field < itemSizes.Length; field++)
                {
                    Add(_accumulators[field], fields[field] + ((long)first * itemSizes[field]), rows, itemSizes[field]);
                }
            }
        }
    }

    /// <summary>Adds the groups of other rows, which must not be used any more.</summary>
    internal void Add(GroupPart other)
    {
        for (int from = 0; from < other.Count; from++)
        {
            int before = Count, group;
            fixed (byte* key = other._table.KeyOf(from))
            {
                group = GroupOf((ulong*)key, other._rows[from]);
            }
            for (int field = 0; field < _accumulators.Length; field++)
            {
                if (group == before)
                {
                    _accumulators[field][group] = other._accumulators[field][from];
                }
                else
                {
                    _accumulators[field][group].Add(other._accumulators[field][from]);
                }
            }
        }
    }

    /// <summary>The numbers of the groups in the order of their keys.</summary>
    internal int[] Sorted()
    {
        int[] numbers = [.. Enumerable.Range(0, Count)];
        Array.Sort(numbers, (x, y) =>
        {
            fixed (byte* a = _table.KeyOf(x), b = _table.KeyOf(y))
            {
                return keys.Compare(a, b);
            }
        });
        return numbers;
    }

    /// <summary>The elements of a group's key.</summary>
    internal object?[] ValuesOf(int group) => keys.Values(_table.KeyOf(group));

    /// <summary>The last element of a group's key.</summary>
    internal ReadOnlySpan<byte> LastOf(int group) => keys.Last(_table.KeyOf(group));

    /// <summary>Whether the keys of two groups differ in nothing but their last elements.</summary>
    internal bool DifferInLast(int x, int y) => keys.BeforeLast(_table.KeyOf(x)).SequenceEqual(keys.BeforeLast(_table.KeyOf(y)));

    /// <summary>The number of rows of a group.</summary>
    internal long RowsOf(int group) => _rows[group];

    /// <summary>The measures of a group, one for each field.</summary>
    internal MeasurePart[] PartsOf(int group) => [.. _accumulators.Select(accumulators => accumulators[group].ToPart())];

    private int GroupOf(ulong* key, long rows)
    {
        int group = _table.NumberOf(key);
        if (group == _rows.Count)
        {
            _rows.Add(0);
            for (int field = 0; field < _accumulators.Length; field++)
            {
                _accumulators[field].Add(create[field]());
            }
        }
        _rows[group] += rows;
        return group;
    }

    private void Add(List<Accumulator> accumulators, byte* elements, int count, int itemSize)
    {
        for (int first = 0, end; first < count; first = end)
        {
            int group = _numbers[first];
            for (end = first + 1; end < count && _numbers[end] == group;)
            {
                end++;
            }
            Accumulator accumulator = accumulators[group];
            byte* element = elements + ((long)first * itemSize);
            if (end - first >= LongRun)
            {
                accumulator.Add(element, end - first);
                continue;
            }
            for (int i = first; i < end; i++, element += itemSize)
            {
                accumulator.AddOne(element);
            }
        }
    }
}

namespace MemMap.Compute;

/// <summary>
/// Folds blocks into <see cref="Accumulator"/>s. These are objects, so the loop's state is an index into a table of them; index 0 means no
/// elements. A merged accumulator is reused: there are never more of them than ranges being folded.
/// </summary>
internal sealed unsafe class MeasureFolder(Func<Accumulator> create, int itemSize) : Folder
{
    private readonly object _lock = new();
    private readonly Stack<int> _free = new();

    // The table grows by replacement under the lock. A thread that still reads an older table finds its own accumulators in it.
    private volatile Accumulator[] _table = new Accumulator[16];
    private int _count = 1;

    internal override int StateSize => sizeof(int);

    internal override void Reset(byte* states, long count) => new Span<int>(states, checked((int)count)).Clear();

    internal override void Fold(byte* state, byte* block, int count, long position) => At((int*)state).Add(block, count);

    internal override void FoldEach(byte* states, byte* block, int count, long position)
    {
        for (int i = 0; i < count; i++, block += itemSize)
        {
            At((int*)states + i).AddOne(block);
        }
    }

    internal override void Merge(byte* state, byte* later)
    {
        int from = *(int*)later;
        if (from == 0)
        {
            return;
        }
        if (*(int*)state == 0)
        {
            *(int*)state = from;
            return;
        }
        Accumulator used = _table[from];
        At((int*)state).Add(used);
        used.Clear();
        lock (_lock)
        {
            _free.Push(from);
        }
    }

    /// <summary>The measures that an accumulator holds.</summary>
    internal MeasurePart PartOf(int state) => state == 0 ? MeasurePart.Empty : _table[state].ToPart();

    private Accumulator At(int* state)
    {
        if (*state == 0)
        {
            *state = New();
        }
        return _table[*state];
    }

    private int New()
    {
        lock (_lock)
        {
            if (_free.TryPop(out int free))
            {
                return free;
            }
            if (_count == _table.Length)
            {
                Accumulator[] larger = new Accumulator[2 * _count];
                _table.CopyTo(larger, 0);
                _table = larger;
            }
            _table[_count] = create();
            return _count++;
        }
    }
}

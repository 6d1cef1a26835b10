namespace MemMap.Compute;

// A port in the set of an expression: it has several users, each of which opens and closes each block once.
internal sealed unsafe partial class BlockPort
{
    /// <summary>The elements that are gathered between two requests of memory.</summary>
    private const int ShareItems = 128;

    // In a set, where the block of position 0 is if all blocks lie in memory, or the one block of a value that is repeated. Such a port is
    // opened several times a step, and nothing has to be done for it.
    private byte* _place;

    // In a set, where the element of position 0 is if blocks are filled from memory at a constant stride, and the records that these are
    // fields of.
    private readonly byte* _scan;
    private readonly RecordScan? _records;
    private readonly long _step;
    private int _users, _pending;
    private long _asked;
    private byte* _opened;

    /// <summary>
    /// Whether kernels that read at steps may read the elements where they are: native ones, of the kernel's dtype, at a constant step
    /// (<see cref="Operand.MostStep"/>).
    /// </summary>
    internal bool HasStep => _scan != null && _cast is null && _isRaw && _step <= Operand.MostStep;

    /// <summary>
    /// The bytes from one element to the next: in memory if the port has a step, and otherwise in a block; 0 for one value.
    /// </summary>
    internal nint Step => HasStep ? (nint)_step : _isConstant ? 0 : _operand.BlockDType.ItemSize;

    /// <summary>Counts a user of the port's blocks in its set.</summary>
    /// <param name="items">The number of elements of a block.</param>
    /// <returns>How many times more often the processor is asked for a share of what is read later, in each step.</returns>
    internal int AddUser(int items)
    {
        if (_records is not null && !_innerContiguous)
        {
            _records.IsGathered = true;
        }
        return ++_users > 1 ? 0
            : _scan != null && !_innerContiguous ? (items + ShareItems - 1) / ShareItems
            : _expression is null ? 0 : 1;
    }

    /// <summary>Where an element is, of a port that has a step.</summary>
    /// <param name="start">The position of the element.</param>
    /// <param name="count">The number of elements that are read from there.</param>
    /// <param name="ahead">What the kernel asks for; it stays what it is if another operand has given some.</param>
    internal byte* Find(long start, int count, ref LinesAhead ahead)
    {
        if (_records!.Share(start, count) is { IsEmpty: false } share)
        {
            ahead = share;
        }
        return _scan + (start * _step);
    }

    // Gathering is most of what many expressions do, and as much as it reads has to be asked for meanwhile.
    private void GatherShares(byte* element, int count, byte* block)
    {
        for (int items; count > 0; count -= items)
        {
            items = Math.Min(count, ShareItems);
            _set!.PrefetchShare();
            StridedMemory.GatherRun(element, _step, items, block, _itemSize, isAsked: true, _cancellation);
            element += items * _step;
            block += items * _itemSize;
        }
    }

    private byte* OpenShared(PortSet set, long start, int count)
    {
        if (_place != null)
        {
            byte* block = _place + (start * _step);
            if (block != _opened)
            {
                _opened = block;
                // Blocks in place are small: the one after the next.
                long bytes = count * _step;
                set.Expect(block + (2 * bytes), bytes, ref _asked);
            }
            return block;
        }
        Begin();
        if (_opened == null)
        {
            if (_records is not null && _records.Begins(start))
            {
                set.Expect(_scan + ((start + count) * _step), count * _step, ref _records.Asked, Math.Max(_step, PrefetchShares.LineBytes));
            }
            _opened = OpenBlock(start + _shift, count);
        }
        return _opened;
    }

    /// <summary>Says that one of the users in a set doesn't need the block that the others open.</summary>
    internal void Skip()
    {
        if (_place == null)
        {
            Begin();
            Leave();
        }
    }

    private void Begin()
    {
        if (_pending == 0)
        {
            _pending = _users;
            _opened = null;
        }
    }

    /// <summary>After the last user, lends the block's memory to others. What nobody has opened is skipped in the operands, too.</summary>
    private void Leave()
    {
        if (--_pending > 0)
        {
            return;
        }
        if (_opened == null)
        {
            _expression?.Skip();
        }
        else if (!_constantReady)
        {
            _set!.Return(ref _raw);
            _set.Return(ref _cooked);
        }
    }
}

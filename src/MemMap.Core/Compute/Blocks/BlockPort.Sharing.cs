namespace MemMap.Compute;

// A port in the set of an expression: it has several users, each of which opens and closes each block once.
internal sealed unsafe partial class BlockPort
{
    // In a set, where the block of position 0 is if all blocks lie in memory, or the one block of a value that is repeated. Such a port is
    // opened several times a step, and nothing has to be done for it.
    private readonly int _step;
    private byte* _place;
    private int _users, _pending;
    private byte* _opened;

    /// <summary>Counts a user of the port in its set.</summary>
    internal void AddUser() => _users++;

    private byte* OpenShared(PortSet set, long start, int count)
    {
        if (_place != null)
        {
            byte* block = _place + (start * _step);
            if (block != _opened)
            {
                _opened = block;
                set.Expect(block, (long)count * _step);
            }
            return block;
        }
        Begin();
        if (_opened == null)
        {
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

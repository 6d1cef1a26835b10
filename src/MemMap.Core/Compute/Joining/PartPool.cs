namespace MemMap.Compute;

/// <summary>
/// Parts that are opened when they are used. A limited number stays open, those that were used last; running work keeps the memory of a
/// part that is closed meanwhile. So an array of any number of files needs few descriptors.
/// </summary>
/// <param name="open">Opens a part. Different parts may be opened at a time.</param>
/// <param name="keeps">Whether a part that was written must stay open, because its changes exist in its memory only.</param>
/// <param name="limit">The number of parts that stay open.</param>
internal sealed class PartPool(Func<long, ArrayRef> open, bool keeps, int limit = PartPool.DefaultLimit)
{
    /// <summary>The default number of parts that stay open.</summary>
    internal const int DefaultLimit = 256;

    /// <summary>The number of parts that stay open if they need no descriptor.</summary>
    internal const int RestingLimit = 1 << 14;

    private readonly Dictionary<long, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _recent = [];
    private readonly HashSet<long> _written = [];
    private bool _isClosed;

    /// <summary>Takes a lease on a part, and opens it first if it is not open.</summary>
    internal LeasedPart Enter(long number, bool forWrite)
    {
        while (true)
        {
            Entry entry = Find(number, forWrite, out List<Entry>? surplus);
            surplus?.ForEach(old => old.Close());
            lock (entry)
            {
                if (entry.IsClosed)
                {
                    continue; // It was closed to make room for others, or failed to open.
                }
                try
                {
                    entry.Array ??= open(number);
                    return LeasedPart.Of(entry.Array.Value, forWrite);
                }
                catch when (entry.Array is null)
                {
                    entry.IsClosed = true;
                    Remove(entry);
                    throw;
                }
            }
        }
    }

    /// <summary>Adds a part that is open, unless that would close another one.</summary>
    /// <returns>Whether it was added; otherwise it is still the caller's.</returns>
    internal bool TryAdd(long number, ArrayRef array)
    {
        lock (_entries)
        {
            if (_isClosed || _recent.Count >= limit || _entries.ContainsKey(number))
            {
                return false;
            }
            _entries[number] = _recent.AddFirst(new Entry(number) { Array = array });
            return true;
        }
    }

    /// <summary>Closes a part, if it is open: it is opened again with the next lease.</summary>
    internal void Drop(long number)
    {
        Entry entry;
        lock (_entries)
        {
            if (!_entries.Remove(number, out LinkedListNode<Entry>? node))
            {
                return;
            }
            _recent.Remove(node);
            entry = node.Value;
        }
        entry.Close();
    }

    /// <summary>
    /// Calls an action with each part that was written, in order: since the last call, or ever if changes exist in memory only.
    /// </summary>
    internal void ForEachWritten(Action<ArrayRef> action)
    {
        long[] numbers;
        lock (_entries)
        {
            numbers = [.. _written.Order()];
        }
        foreach (long number in numbers)
        {
            using (LeasedPart part = Enter(number, forWrite: false))
            {
                action(part.Array);
            }
            if (!keeps)
            {
                lock (_entries)
                {
                    _written.Remove(number);
                }
            }
        }
    }

    /// <summary>Closes all parts. None is opened any more.</summary>
    internal void Close()
    {
        Entry[] all;
        lock (_entries)
        {
            _isClosed = true;
            all = [.. _recent];
            _entries.Clear();
            _recent.Clear();
        }
        List<Exception> failures = [];
        foreach (Entry entry in all)
        {
            try
            {
                entry.Close();
            }
            catch (IOException e)
            {
                failures.Add(e);
            }
        }
        if (failures.Count > 0)
        {
            throw failures[0];
        }
    }

    private Entry Find(long number, bool forWrite, out List<Entry>? surplus)
    {
        surplus = null;
        lock (_entries)
        {
            if (_isClosed)
            {
                throw Error.Closed(null);
            }
            if (forWrite)
            {
                _written.Add(number);
            }
            if (_entries.TryGetValue(number, out LinkedListNode<Entry>? node))
            {
                _recent.Remove(node);
            }
            else
            {
                _entries[number] = node = new LinkedListNode<Entry>(new Entry(number));
            }
            _recent.AddFirst(node);
            while (_recent.Count > limit && Surplus() is { } old)
            {
                (surplus ??= []).Add(old.Value);
                _recent.Remove(old);
                _entries.Remove(old.Value.Number);
            }
            return node.Value;
        }
    }

    private LinkedListNode<Entry>? Surplus()
    {
        LinkedListNode<Entry>? old = _recent.Last;
        while (keeps && old is not null && _written.Contains(old.Value.Number))
        {
            old = old.Previous;
        }
        return old == _recent.First ? null : old;
    }

    private void Remove(Entry entry)
    {
        lock (_entries)
        {
            if (_entries.TryGetValue(entry.Number, out LinkedListNode<Entry>? node) && node.Value == entry)
            {
                _entries.Remove(entry.Number);
                _recent.Remove(node);
            }
        }
    }

    private sealed class Entry(long number)
    {
        internal long Number => number;

        internal ArrayRef? Array { get; set; }

        internal bool IsClosed { get; set; }

        internal void Close()
        {
            lock (this)
            {
                IsClosed = true;
                Array?.Buffer.Close();
            }
        }
    }
}

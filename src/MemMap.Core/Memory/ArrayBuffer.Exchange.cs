namespace MemMap.Memory;

// How a buffer gets other memory in place of what it has.
internal abstract partial class ArrayBuffer
{
    /// <summary>How long to wait for leases to end.</summary>
    private const int PatienceMilliseconds = 1000;

    /// <summary>Does something that nothing else may come between: neither closing nor another exchange. Leases may.</summary>
    /// <exception cref="ObjectDisposedException">The buffer is closed.</exception>
    private protected void Exclusively(Action work)
    {
        lock (_exchanging)
        {
            if (IsClosed)
            {
                throw Error.Closed(Path);
            }
            work();
        }
    }

    /// <summary>
    /// Gives the buffer other memory, within <see cref="Exclusively"/>. Leases that are out keep the old one, which is given back after the
    /// last.
    /// </summary>
    private protected void Exchange(MemoryExtent next)
    {
        MemoryExtent? old = _extent;
        ByteLength = next.Length;
        _extent = next;
        old?.Dispose();
        if (IsClosed)
        {
            next.Dispose(); // Close can't have seen it.
        }
    }

    /// <summary>
    /// Gives the memory back now, within <see cref="Exclusively"/>: until <see cref="Exchange"/> brings other, or the work is done, new
    /// leases wait.
    /// </summary>
    /// <returns>False where leases don't end, and nothing was changed.</returns>
    private protected bool TryDetach()
    {
        for (long end = Environment.TickCount64 + PatienceMilliseconds; ; Thread.Sleep(1))
        {
            MemoryExtent? old = _extent;
            _extent = null;
            // A lease counts itself and then looks whether the memory still is the buffer's; this is the other way round, so one sees the
            // other.
            Interlocked.MemoryBarrier();
            if (old is null || !old.IsInUse)
            {
                old?.Dispose();
                return true;
            }
            // Not kept away meanwhile: who has one lease may need another to come to an end.
            _extent = old;
            if (Environment.TickCount64 >= end)
            {
                return false;
            }
        }
    }
}

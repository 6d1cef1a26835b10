namespace MemMap.Memory;

// Exchanging the memory of a buffer.
internal abstract partial class ArrayBuffer
{
    /// <summary>Runs work exclusively: neither closing nor another exchange can interleave. Leases can.</summary>
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
    /// Replaces the buffer's memory, within <see cref="Exclusively"/>. Current leases keep the old memory, which is freed after the last of
    /// them.
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

    /// <summary>Makes new leases wait, within <see cref="Exclusively"/>, until <see cref="Resume"/> or <see cref="Exchange"/>.</summary>
    /// <param name="held">The buffer's memory, which the caller keeps meanwhile.</param>
    /// <returns>False if leases are held; nothing was changed. The holder of a lease may need another one to finish.</returns>
    private protected bool TryPause(out MemoryExtent? held)
    {
        held = _extent;
        _extent = null;
        // A lease increments its count and then checks that the memory is still the buffer's. This code does the reverse, so one of the two
        // sees the other.
        Interlocked.MemoryBarrier();
        if (held is { IsInUse: true })
        {
            _extent = held;
            return false;
        }
        return true;
    }

    /// <summary>Returns the memory from <see cref="TryPause"/> to the buffer and admits leases again.</summary>
    private protected void Resume(MemoryExtent? held) => _extent = held;

    /// <summary>
    /// As <see cref="TryPause"/>, for a buffer that may be closing or exchanging, on this thread or another one. Returns false if it is.
    /// </summary>
    private protected bool TryHold(out MemoryExtent? held)
    {
        held = null;
        if (Monitor.IsEntered(_exchanging) || !Monitor.TryEnter(_exchanging))
        {
            return false;
        }
        if (TryPause(out held))
        {
            return true;
        }
        Monitor.Exit(_exchanging);
        return false;
    }

    /// <summary>Ends a <see cref="TryHold"/>, on the same thread.</summary>
    private protected void Release(MemoryExtent? held)
    {
        Resume(held);
        Monitor.Exit(_exchanging);
    }
}

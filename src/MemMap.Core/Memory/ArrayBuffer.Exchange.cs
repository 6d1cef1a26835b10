namespace MemMap.Memory;

// Exchanging the memory of a buffer.
internal abstract partial class ArrayBuffer
{
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
    /// <param name="held">What the buffer has meanwhile in the caller's care.</param>
    /// <returns>False where leases are out, and nothing was changed: who has one may need another to come to an end.</returns>
    private protected bool TryPause(out MemoryExtent? held)
    {
        held = _extent;
        _extent = null;
        // A lease counts itself and then looks whether the memory still is the buffer's; this is the other way round, so one sees the
        // other.
        Interlocked.MemoryBarrier();
        if (held is { IsInUse: true })
        {
            _extent = held;
            return false;
        }
        return true;
    }

    /// <summary>Gives the buffer back what <see cref="TryPause"/> took, and leases again.</summary>
    private protected void Resume(MemoryExtent? held) => _extent = held;

    /// <summary>As <see cref="TryPause"/>, for a buffer that others may be closing or exchanging: false also where they are.</summary>
    private protected bool TryHold(out MemoryExtent? held)
    {
        held = null;
        if (!Monitor.TryEnter(_exchanging))
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

    /// <summary>Ends what <see cref="TryHold"/> began, on the same thread.</summary>
    private protected void Release(MemoryExtent? held)
    {
        Resume(held);
        Monitor.Exit(_exchanging);
    }
}

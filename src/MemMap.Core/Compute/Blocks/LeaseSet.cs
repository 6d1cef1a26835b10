using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>The leases of all buffers that one operation works on, given back together.</summary>
internal sealed unsafe class LeaseSet : IDisposable
{
    private readonly List<(ArrayBuffer Buffer, MemoryExtent Extent)> _leases = new(3);

    /// <summary>Takes a lease; gives the buffer's memory.</summary>
    internal LeasedMemory Add(ArrayBuffer buffer)
    {
        MemoryExtent extent = buffer.Lease().Extent;
        _leases.Add((buffer, extent));
        return new LeasedMemory(extent.Pointer, extent.Length);
    }

    /// <summary>Fails where a buffer was closed or its file cut short since.</summary>
    internal void Verify()
    {
        foreach ((ArrayBuffer buffer, _) in _leases)
        {
            buffer.Verify();
        }
    }

    public void Dispose()
    {
        foreach ((_, MemoryExtent extent) in _leases)
        {
            extent.Leave();
        }
        _leases.Clear();
    }
}

/// <summary>The memory of a buffer, good while its lease is out.</summary>
internal readonly unsafe struct LeasedMemory(byte* start, long length)
{
    /// <summary>The start of the memory.</summary>
    public static implicit operator byte*(LeasedMemory memory) => memory.UpTo(0);

    /// <summary>The start of memory of which the bytes up to <paramref name="end"/> are going to be used.</summary>
    /// <exception cref="InvalidOperationException">They are no longer there: the map was made shorter.</exception>
    internal byte* UpTo(long end) => end <= length ? start : throw Error.BeyondResized(end, length);
}

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
        return new LeasedMemory(extent);
    }

    /// <summary>An array whose elements an operation reads, in blocks of a dtype; with a lease on its buffer.</summary>
    internal Operand Input(ArrayRef array, DType block) => new(Add(array.Buffer), array.Layout, array.DType, block, IsOutput: false);

    /// <summary>
    /// An array whose elements an operation writes, in blocks of a dtype; with a lease on its buffer. It may be any array, in memory or in
    /// a map.
    /// </summary>
    internal Operand Output(ArrayRef array, DType block) => new(Add(array.Buffer), array.Layout, array.DType, block, IsOutput: true);

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

/// <summary>The bytes of a buffer, good while its lease is out.</summary>
/// <param name="start">The start of the memory; null where the bytes are in none.</param>
/// <param name="length">The number of bytes.</param>
/// <param name="file">Where the bytes are that are in no memory.</param>
/// <param name="window">Whom a scan tells where it is.</param>
internal readonly unsafe struct LeasedMemory(byte* start, long length, ByteSource? file = null, ReadAhead? window = null)
{
    internal LeasedMemory(
        MemoryExtent extent) : this(extent.File is null ? extent.Pointer : null, extent.Length, extent.File, extent.Window)
    {
    }

    /// <summary>Where the bytes are that are in no memory; otherwise null.</summary>
    internal ByteSource? File => file;

    /// <summary>Whom a scan tells where it is; null where that doesn't matter.</summary>
    internal ReadAhead? Window => window;

    /// <summary>The start of the memory.</summary>
    /// <exception cref="InvalidOperationException">The bytes are in no memory.</exception>
    public static implicit operator byte*(LeasedMemory memory) => memory.UpTo(0);

    /// <summary>The start of memory of which the bytes up to <paramref name="end"/> are going to be used.</summary>
    /// <exception cref="InvalidOperationException">They are no longer there: the map was made shorter; or they are in no
    /// memory.</exception>
    internal byte* UpTo(long end) => file is null ? UpToIfAny(end) : throw Error.NotMapped(file.Path);

    /// <summary>As <see cref="UpTo"/>, and null for bytes that are in <see cref="File"/>.</summary>
    internal byte* UpToIfAny(long end) => end <= length ? start : throw Error.BeyondResized(end, length);
}

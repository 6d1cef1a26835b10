namespace MemMap.Memory;

/// <summary>
/// The right to use a buffer's bytes until it is disposed. To be disposed exactly once: a second time would end someone else's.
/// </summary>
internal readonly unsafe ref struct BufferLease : IDisposable
{
    private readonly ArrayBuffer _buffer;

    internal BufferLease(ArrayBuffer buffer, MemoryExtent extent)
    {
        _buffer = buffer;
        Extent = extent;
    }

    /// <summary>Byte 0 of the buffer; null where the buffer is empty.</summary>
    public byte* Pointer => Extent.Pointer;

    /// <summary>The number of bytes.</summary>
    public long Length => Extent.Length;

    /// <summary>The bytes; for who has to count the lease by other means than this.</summary>
    internal MemoryExtent Extent { get; }

    /// <summary>
    /// For loops that run long, now and then: checks that the buffer was not closed meanwhile and that the file still is as long as
    /// the map, since to touch a page beyond its end would end the process.
    /// </summary>
    /// <inheritdoc cref="ArrayBuffer.Lease" path="/exception"/>
    public void Verify() => _buffer.Verify();

    /// <summary>Fails where bytes up to <paramref name="end"/> are needed and the buffer was made shorter since it had them.</summary>
    public void Require(long end)
    {
        if (end > Length)
        {
            throw Error.BeyondResized(end, Length);
        }
    }

    /// <summary>Ends the lease.</summary>
    public void Dispose() => Extent.Leave();
}

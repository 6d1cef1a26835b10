namespace MemMap.Memory;

/// <summary>
/// A range of a <see cref="ByteSource"/> that is in memory, under a lease. It must be disposed once; the default value has no bytes.
/// </summary>
/// <param name="buffer">The buffer that has the bytes.</param>
/// <param name="extent">Its memory, under the lease.</param>
/// <param name="inBuffer">The offset in that buffer of the first byte of the range.</param>
/// <param name="begin">The position in the source of the first byte of the range.</param>
/// <param name="end">The end of the range, exclusive.</param>
internal readonly unsafe struct PinnedBytes(ArrayBuffer buffer, MemoryExtent extent, long inBuffer, long begin, long end) : IDisposable
{
    private readonly byte* _start = extent.Pointer + inBuffer;

    /// <summary>Whether there are any bytes.</summary>
    internal bool IsThere => end > begin;

    /// <summary>Whether some bytes of the source are in this range.</summary>
    internal bool Has(long at, long count) => at >= begin && at + count <= end;

    /// <summary>The address that byte 0 of the source would have: add a position within the range.</summary>
    internal byte* Origin => _start - begin;

    /// <summary>Reserves disk space before a write.</summary>
    /// <inheritdoc cref="ArrayBuffer.Occupy" path="/exception"/>
    internal void Occupy(long at, long count) => buffer.Occupy(inBuffer + (at - begin), inBuffer + (at - begin) + count);

    /// <summary>Ends the lease.</summary>
    /// <inheritdoc cref="ArrayBuffer.Leave" path="/exception"/>
    public void Dispose()
    {
        if (IsThere)
        {
            buffer.Leave(extent);
        }
    }
}

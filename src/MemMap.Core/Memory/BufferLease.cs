namespace MemMap.Memory;

/// <summary>
/// The right to use a buffer's bytes until it is disposed. It must be disposed exactly once: a second time would end another lease.
/// </summary>
internal readonly unsafe ref struct BufferLease : IDisposable
{
    private readonly ArrayBuffer _buffer;

    internal BufferLease(ArrayBuffer buffer, MemoryExtent extent)
    {
        _buffer = buffer;
        Extent = extent;
    }

    /// <summary>Byte 0 of the buffer; null if the buffer is empty.</summary>
    /// <exception cref="InvalidOperationException">The bytes are not in memory (<see cref="ArrayBuffer.IsBuffered"/>).</exception>
    public byte* Pointer => Extent.Pointer;

    /// <summary>The number of bytes.</summary>
    public long Length => Extent.Length;

    /// <summary>The bytes, for callers that count the lease by other means than this struct.</summary>
    internal MemoryExtent Extent { get; }

    /// <summary>
    /// Checks, periodically in long loops, that the buffer is still open, that the file is still as long as the map, and that no fault has
    /// occurred. Without a <see cref="FaultHandler"/>, an access beyond the end of the file would end the process.
    /// </summary>
    /// <inheritdoc cref="ArrayBuffer.Lease" path="/exception"/>
    public void Verify() => _buffer.Verify(Extent);

    /// <summary>Throws if bytes up to <paramref name="end"/> are needed and the buffer has shrunk below that.</summary>
    public void Require(long end)
    {
        if (end > Length)
        {
            throw Error.BeyondResized(end, Length);
        }
    }

    /// <summary>Copies bytes from the buffer, in memory or not.</summary>
    public void Read(long at, byte* target, long count)
    {
        if (Extent.File is { } file)
        {
            file.Read(at, target, count);
        }
        else
        {
            Buffer.MemoryCopy(Pointer + at, target, count, count);
        }
    }

    /// <inheritdoc cref="Read(long, byte*, long)"/>
    public void Read(long at, Span<byte> target)
    {
        fixed (byte* start = target)
        {
            Read(at, start, target.Length);
        }
    }

    /// <summary>Copies bytes to the buffer, in memory or not.</summary>
    public void Write(long at, ReadOnlySpan<byte> source)
    {
        if (Extent.File is { } file)
        {
            fixed (byte* start = source)
            {
                file.Write(at, start, source.Length);
            }
        }
        else
        {
            source.CopyTo(new Span<byte>(Pointer + at, source.Length));
        }
    }

    /// <summary>Ends the lease.</summary>
    /// <exception cref="IOException">
    /// The system could not supply some of the bytes: data that was read is not the file's, and data that was written is not in it.
    /// </exception>
    public void Dispose() => _buffer.Leave(Extent);
}

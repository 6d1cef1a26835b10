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
    /// <exception cref="InvalidOperationException">The bytes are in no memory (<see cref="ArrayBuffer.IsBuffered"/>).</exception>
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
    public void Verify() => _buffer.Verify(Extent);

    /// <summary>Fails where bytes up to <paramref name="end"/> are needed and the buffer was made shorter since it had them.</summary>
    public void Require(long end)
    {
        if (end > Length)
        {
            throw Error.BeyondResized(end, Length);
        }
    }

    /// <summary>Copies bytes out, wherever they are.</summary>
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

    /// <summary>Copies bytes in, wherever they are.</summary>
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
    /// Some of the bytes could not be supplied: what was read isn't the file's, what was written isn't in it.
    /// </exception>
    public void Dispose() => _buffer.Leave(Extent);
}

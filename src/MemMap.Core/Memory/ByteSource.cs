namespace MemMap.Memory;

/// <summary>
/// Bytes that are not in the memory of this process and are read and written by position: those of a file that others may truncate at any
/// time, or of files on other machines.
/// </summary>
internal abstract unsafe class ByteSource
{
    /// <summary>The largest length of a span.</summary>
    private const int MaxPart = 1 << 30;

    /// <summary>The name of the source in messages, such as a path.</summary>
    internal abstract string Path { get; }

    /// <summary>Reads bytes.</summary>
    /// <param name="at">The position of the first byte. The caller has checked the bounds.</param>
    /// <param name="target">The destination.</param>
    /// <param name="count">The number of bytes.</param>
    /// <exception cref="IOException">The bytes no longer exist, or can't be read.</exception>
    /// <exception cref="ObjectDisposedException">The source was closed.</exception>
    internal void Read(long at, byte* target, long count)
    {
        for (long done = 0; done < count; done += MaxPart)
        {
            Read(at + done, new Span<byte>(target + done, (int)Math.Min(count - done, MaxPart)));
        }
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="at">The position of the first byte. The caller has checked the bounds.</param>
    /// <param name="source">The bytes.</param>
    /// <param name="count">The number of bytes.</param>
    /// <exception cref="IOException">The bytes can't be written.</exception>
    /// <exception cref="ObjectDisposedException">The source was closed.</exception>
    internal void Write(long at, byte* source, long count)
    {
        for (long done = 0; done < count; done += MaxPart)
        {
            Write(at + done, new ReadOnlySpan<byte>(source + done, (int)Math.Min(count - done, MaxPart)));
        }
    }

    /// <summary>Reports that the first user has begun to work with the bytes.</summary>
    internal virtual void Begin()
    {
    }

    /// <summary>
    /// Whether ranges of the bytes are in memory after all, and can be used there (<see cref="Pin"/>), as those of several maps that are
    /// one array.
    /// </summary>
    internal virtual bool IsPinnable => false;

    /// <summary>Takes a lease on the memory with some bytes, if all of them are contiguous in memory.</summary>
    /// <param name="at">The position of the first byte. The caller has checked the bounds.</param>
    /// <param name="count">The number of bytes.</param>
    /// <param name="forWrite">Whether the bytes will be written.</param>
    /// <returns>The memory, to be disposed; with no bytes if they must be read or written by position.</returns>
    internal virtual PinnedBytes Pin(long at, long count, bool forWrite) => default;

    private protected abstract void Read(long at, Span<byte> target);

    private protected abstract void Write(long at, ReadOnlySpan<byte> source);
}

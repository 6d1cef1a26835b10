namespace MemMap.Memory;

/// <summary>
/// Bytes that are in no memory of this process, and are read and written by position: those of a file that others may cut short at any
/// instant, or those of files on other machines.
/// </summary>
internal abstract unsafe class ByteSource
{
    /// <summary>A span is no longer than this.</summary>
    private const int MaxPart = 1 << 30;

    /// <summary>What messages call it: a path, for one.</summary>
    internal abstract string Path { get; }

    /// <summary>Reads bytes.</summary>
    /// <param name="at">Where they begin; the caller has made sure that all are within the source.</param>
    /// <param name="target">Room for them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IOException">They aren't there any more, or can't be read.</exception>
    /// <exception cref="ObjectDisposedException">The source was closed.</exception>
    internal void Read(long at, byte* target, long count)
    {
        for (long done = 0; done < count; done += MaxPart)
        {
            Read(at + done, new Span<byte>(target + done, (int)Math.Min(count - done, MaxPart)));
        }
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="at">Where they begin; the caller has made sure that all are within the source.</param>
    /// <param name="source">The bytes.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IOException">They can't be written.</exception>
    /// <exception cref="ObjectDisposedException">The source was closed.</exception>
    internal void Write(long at, byte* source, long count)
    {
        for (long done = 0; done < count; done += MaxPart)
        {
            Write(at + done, new ReadOnlySpan<byte>(source + done, (int)Math.Min(count - done, MaxPart)));
        }
    }

    /// <summary>Tells that someone has begun to work with the bytes, while nobody else does.</summary>
    internal virtual void Begin()
    {
    }

    private protected abstract void Read(long at, Span<byte> target);

    private protected abstract void Write(long at, ReadOnlySpan<byte> source);
}

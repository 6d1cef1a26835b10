using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace MemMap.Memory;

/// <summary>
/// Owns the bytes of arrays and their views. The bytes are used under a lease, which is a reference on the <see cref="SafeHandle"/> that
/// owns the memory:
/// <code>
/// Lease  --> DangerousAddRef     the memory stays while any lease is held,
/// Close  --> no new lease, and the handle drops its own reference,
/// last Dispose of a lease        then frees or unmaps the memory.
/// </code>
/// Closing therefore never frees memory that running work uses, and need not wait for that work. If a buffer is dropped without
/// <see cref="Close"/>, the handle's finalizer frees the memory. A buffer can exchange its memory (<see cref="Exchange"/>): a lease keeps
/// the memory, and the length, that it was taken on.
/// </summary>
internal abstract partial class ArrayBuffer
{
    private readonly object _exchanging = new();
    private volatile MemoryExtent? _extent;
    private int _closed;

    /// <param name="extent">The bytes. This buffer disposes their owner.</param>
    /// <param name="isWriteable">Whether the bytes can be written.</param>
    private protected ArrayBuffer(MemoryExtent extent, bool isWriteable)
    {
        _extent = extent;
        ByteLength = extent.Length;
        IsWriteable = isWriteable;
    }

    /// <summary>The number of bytes.</summary>
    public long ByteLength { get; private set; }

    /// <summary>Whether the bytes can be written. This is a property of the buffer, so it is the same for every view.</summary>
    public bool IsWriteable { get; }

    /// <summary>Whether <see cref="Close"/> was called.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>Whether the bytes are not in memory. A lease then reads and writes them by position and has no pointer.</summary>
    public virtual bool IsBuffered => false;

    /// <summary>The absolute path of the file with the bytes; null for memory.</summary>
    public virtual string? Path => null;

    /// <summary>The name of the member of an archive that has the bytes; <see langword="null"/> if there is no archive.</summary>
    public string? Member { get; set; }

    /// <summary>What the file says beside the array; null if it says nothing.</summary>
    public ReadOnlyDictionary<string, object?>? Attributes { get; set; }

    /// <summary>Frees the memory of arrays that nobody refers to any more, and closes their files.</summary>
    internal static void CollectDropped()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    /// <summary>Whether writing the bytes of one buffer may change those of the other.</summary>
    internal bool SharesBytesWith(ArrayBuffer other) => StartOf(other) is not null || Includes(other) || other.Includes(this);

    /// <summary>
    /// Where byte 0 of another buffer is, from byte 0 of this one, if both are ranges of the same bytes that have some in common; null if
    /// they aren't.
    /// </summary>
    internal virtual long? StartOf(ArrayBuffer other) => ReferenceEquals(this, other) ? 0 : null;

    /// <summary>Whether this buffer consists of others, of which this is one.</summary>
    private protected virtual bool Includes(ArrayBuffer other) => false;

    /// <summary>Takes a lease on the bytes. It must be disposed exactly once, by <see langword="using"/>.</summary>
    /// <param name="forWrite">Whether the bytes will be written.</param>
    /// <exception cref="InvalidOperationException">The bytes are to be written, and are read-only.</exception>
    /// <exception cref="ObjectDisposedException">The buffer is closed.</exception>
    /// <exception cref="IOException">The file has become shorter than the map.</exception>
    public BufferLease Lease(bool forWrite = false)
    {
        if (forWrite && !IsWriteable)
        {
            throw IsClosed ? Error.Closed(Path) : Error.ReadOnly(Path);
        }
        if (forWrite)
        {
            OnWriting();
        }
        MemoryExtent extent = Enter();
        try
        {
            Verify(extent);
        }
        catch
        {
            extent.Leave();
            throw;
        }
        return new BufferLease(this, extent);
    }

    /// <summary>Closes the buffer: no new lease is given, and the memory is freed after the last one. Closing twice does nothing.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            lock (_exchanging)
            {
                _extent?.Dispose();
            }
            OnClosed();
        }
    }

    /// <summary>Checks that the buffer is open and its bytes can still be accessed.</summary>
    /// <inheritdoc cref="Lease" path="/exception"/>
    internal void Verify() => Lease().Dispose();

    /// <summary>
    /// Checks that the buffer is open, that the bytes under a lease can still be accessed, and that no fault has occurred.
    /// </summary>
    /// <inheritdoc cref="Lease" path="/exception"/>
    internal void Verify(MemoryExtent extent)
    {
        // A disposed handle still adds references while another one is held. Only this flag says that the buffer is closed.
        if (IsClosed)
        {
            throw Error.Closed(Path);
        }
        VerifyBytes(extent);
        if (extent.Fault is { } at)
        {
            throw Fault(extent, at);
        }
    }

    /// <summary>Ends a lease.</summary>
    /// <exception cref="IOException">
    /// The system could not supply some of the bytes: data that was read is not the file's, and data that was written is not in it.
    /// </exception>
    internal void Leave(MemoryExtent extent)
    {
        if (extent.Leave() is { } at)
        {
            throw Fault(extent, at);
        }
    }

    /// <summary>Reports that a sequential reader is done with a range of a large buffer: it need not stay resident.</summary>
    /// <param name="extent">The memory, under a lease.</param>
    /// <param name="start">The first byte that was read.</param>
    /// <param name="length">The number of bytes.</param>
    internal virtual void Forget(MemoryExtent extent, long start, long length)
    {
    }

    /// <summary>
    /// Reserves disk space before a write. It costs nothing if the file has no holes.
    /// </summary>
    /// <param name="start">The first byte.</param>
    /// <param name="end">The end of the range, exclusive.</param>
    /// <exception cref="IOException">There is not enough space.</exception>
    internal virtual void Occupy(long start, long end)
    {
    }

    /// <summary>Writes the changed bytes of a range to the disk and waits for it. Memory has nothing to write.</summary>
    /// <param name="start">The first byte.</param>
    /// <param name="length">The number of bytes.</param>
    /// <exception cref="IOException">The disk refused the data.</exception>
    internal virtual void FlushRange(long start, long length)
    {
    }

    /// <summary>Checks that all bytes under a lease can be accessed.</summary>
    private protected virtual void VerifyBytes(MemoryExtent extent)
    {
    }

    /// <summary>The exception for bytes that the system could not supply.</summary>
    /// <param name="extent">The bytes.</param>
    /// <param name="at">The first missing byte.</param>
    internal virtual IOException Fault(MemoryExtent extent, long at) => throw new NotSupportedException();

    /// <summary>Called before a lease for writing is given.</summary>
    private protected virtual void OnWriting()
    {
    }

    /// <summary>Releases the resources of the buffer other than its memory. It is called once.</summary>
    private protected virtual void OnClosed()
    {
    }

    /// <summary>Called when a lease is about to be taken.</summary>
    private protected virtual void OnEntering()
    {
    }

    /// <summary>Gets the memory back that was released, within the lock of exchanges; null if none was, or the buffer is closed.</summary>
    private protected virtual MemoryExtent? Restore() => null;

    /// <summary>Counts a lease without any check. It is ended by <see cref="MemoryExtent.Leave"/>.</summary>
    /// <exception cref="ObjectDisposedException">The buffer is closed.</exception>
    private protected MemoryExtent Enter()
    {
        OnEntering();
        while (true)
        {
            MemoryExtent? extent = _extent;
            if (extent is null)
            {
                lock (_exchanging)
                {
                    extent = _extent ??= Restore();
                }
            }
            if (extent is null || IsClosed)
            {
                throw Error.Closed(Path);
            }
            if (!extent.TryEnter())
            {
                continue; // Closed or exchanged in between; the next iteration finds out which.
            }
            if (extent == _extent)
            {
                return extent;
            }
            extent.Leave();
        }
    }
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>The current bytes of a buffer, with the number of leases on them.</summary>
/// <param name="memory">Owns the bytes. It is disposed with the extent and released after the last lease.</param>
/// <param name="pointer">Byte 0 of the buffer, valid as long as <paramref name="memory"/> is; null if there are no bytes, or no
/// memory.</param>
/// <param name="length">The number of bytes.</param>
/// <param name="file">The source of bytes that are not in memory.</param>
/// <param name="window">Receives the progress of a scan, if that matters.</param>
/// <param name="watched">The mapping that has the bytes; null if no file has them.</param>
internal sealed unsafe class MemoryExtent(
    SafeHandle memory, byte* pointer, long length, ByteSource? file = null, ReadAhead? window = null, WatchedView? watched = null)
    : IDisposable
{
    private int _leases;

    /// <summary>Creates the extent of bytes that are not in memory.</summary>
    internal static MemoryExtent Of(ByteSource source, long length) => new(new SafeMemoryMappedViewHandle(), null, length, source);

    /// <summary>Byte 0 of the buffer.</summary>
    /// <exception cref="InvalidOperationException">The bytes are not in memory.</exception>
    internal byte* Pointer => File is null ? pointer : throw Error.NotMapped(File.Path);

    /// <summary>The source that reads and writes bytes that are not in memory; otherwise null.</summary>
    internal ByteSource? File { get; } = file;

    /// <summary>Receives the progress of a scan; null if that does not matter.</summary>
    internal ReadAhead? Window { get; } = window;

    /// <summary>The number of bytes.</summary>
    internal long Length { get; } = length;

    /// <summary>Whether a lease is held.</summary>
    internal bool IsInUse => Volatile.Read(ref _leases) != 0;

    /// <summary>Counts a lease. Returns false if the bytes were released.</summary>
    internal bool TryEnter()
    {
        bool taken = false;
        try
        {
            memory.DangerousAddRef(ref taken);
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
        if (Interlocked.Increment(ref _leases) == 1)
        {
            File?.Begin();
        }
        return true;
    }

    /// <summary>
    /// The first byte that the system could not supply since it was mapped, from byte 0 of the buffer; null if there is none. It can be
    /// outside the buffer if others share the mapping. After a fault, no byte is known to be the file's, and no store is known to be in it.
    /// It must be read under a lease.
    /// </summary>
    internal long? Fault => watched is { Fault: not 0 and var address } ? address - (nint)pointer : null;

    /// <summary>Ends a lease.</summary>
    /// <returns><see cref="Fault"/>: if it has a value, the work under the lease has failed.</returns>
    internal long? Leave()
    {
        Interlocked.Decrement(ref _leases);
        long? fault = Fault;
        memory.DangerousRelease();
        return fault;
    }

    /// <summary>Releases the bytes once the last lease has ended.</summary>
    public void Dispose() => memory.Dispose();
}

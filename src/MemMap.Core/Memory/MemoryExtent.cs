using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>The bytes that a buffer has at a time, and how many leases on them are out.</summary>
/// <param name="memory">Owns the bytes; disposed with the extent, and gone after the last lease.</param>
/// <param name="pointer">Byte 0 of the buffer: valid as long as <paramref name="memory"/> is; null where there are no bytes, or no
/// memory.</param>
/// <param name="length">How many bytes there are.</param>
/// <param name="file">The file in which the bytes are, where they are in no memory.</param>
/// <param name="window">Whom a scan tells where it is, where that matters.</param>
internal sealed unsafe class MemoryExtent(SafeHandle memory, byte* pointer, long length, ByteSource? file = null, ReadAhead? window = null)
    : IDisposable
{
    private readonly WatchedView? _watched = memory as WatchedView;
    private int _leases;

    /// <summary>Bytes that are in no memory.</summary>
    internal static MemoryExtent Of(ByteSource source, long length) => new(new SafeMemoryMappedViewHandle(), null, length, source);

    /// <summary>Byte 0 of the buffer.</summary>
    /// <exception cref="InvalidOperationException">The bytes are in no memory.</exception>
    internal byte* Pointer => File is null ? pointer : throw Error.NotMapped(File.Path);

    /// <summary>Where the bytes are if they are in no memory: reading and writing takes its calls. Otherwise null.</summary>
    internal ByteSource? File { get; } = file;

    /// <summary>Whom a scan tells where it is; null where that doesn't matter.</summary>
    internal ReadAhead? Window { get; } = window;

    /// <summary>The number of bytes.</summary>
    internal long Length { get; } = length;

    /// <summary>Whether a lease is out.</summary>
    internal bool IsInUse => Volatile.Read(ref _leases) != 0;

    /// <summary>Counts a lease; false where the bytes are gone.</summary>
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
    /// The first byte of the buffer that the system could not supply since it was mapped; null while there is none. No byte need be the
    /// file's then, and nothing that was stored need be in it. To be asked under a lease.
    /// </summary>
    internal long? Fault => _watched is { Fault: not 0 and var address } ? Math.Max(0, address - (nint)pointer) : null;

    /// <summary>Ends a lease.</summary>
    /// <returns>See <see cref="Fault"/>: who worked under the lease failed where it has a value.</returns>
    internal long? Leave()
    {
        Interlocked.Decrement(ref _leases);
        long? fault = Fault;
        memory.DangerousRelease();
        return fault;
    }

    /// <summary>Gives the bytes back once the last lease has ended.</summary>
    public void Dispose() => memory.Dispose();
}

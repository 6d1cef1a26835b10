using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>System calls that .NET does not have and that differ between systems.</summary>
internal interface IPlatform
{
    /// <summary>Whether a path, if it exists, can be opened as a file: not a pipe, which would block, nor a device.</summary>
    bool IsOrdinaryFile(string path);

    /// <summary>Whether a path is a block device, such as a disk, that can be read by position.</summary>
    bool IsBlockDevice(string path) => false;

    /// <summary>The length of a file, or of a block device.</summary>
    long LengthOf(SafeFileHandle file) => RandomAccess.GetLength(file);

    /// <summary>
    /// Reserves disk space for the bytes from <paramref name="start"/> to <paramref name="end"/>. Content and length do not change.
    /// </summary>
    /// <exception cref="IOException">There is not enough space.</exception>
    void Reserve(SafeFileHandle file, string path, long start, long end);

    /// <summary>Reserves disk space for the holes in a range of a file.</summary>
    /// <returns>False if the file has no holes or the system can't tell: no further call is needed then.</returns>
    /// <exception cref="IOException">There is not enough space.</exception>
    bool TryFillHoles(SafeFileHandle file, string path, long start, long end);

    /// <summary>
    /// Returns an identity of an open file that is unique on this machine, across restarts and replacements of the file; null if the file
    /// system has none.
    /// </summary>
    string? Identify(SafeFileHandle file);

    /// <summary>
    /// Returns the identity and the length of a file without opening it; null if the file is not there, or if the system can't tell.
    /// </summary>
    /// <param name="path">The absolute path. Links are followed.</param>
    (string? Id, long Length)? Examine(string path) => null;

    /// <summary>
    /// Sets whether a file has holes where it is extended. Without holes, an extension reserves the disk space that it needs.
    /// </summary>
    void SetSparse(SafeFileHandle file, bool isSparse);

    /// <summary>The free disk space for an existing or future file; <see cref="long.MaxValue"/> if it is unknown.</summary>
    long FreeSpace(string path);

    /// <summary>
    /// Zeroes the first <paramref name="length"/> bytes of a file and reserves their space, without freeing any of it meanwhile. Returns
    /// false if the file system can't; nothing was changed then.
    /// </summary>
    bool TryZero(SafeFileHandle file, long length);

    /// <summary>Tells the system the access pattern of a mapped range. It is only a hint and never fails.</summary>
    unsafe void Advise(byte* start, long length, AccessHint access);

    /// <summary>Starts reading a mapped range from the disk, without waiting. It is only a hint and never fails.</summary>
    unsafe void Prefetch(byte* start, long length);

    /// <summary>
    /// Drops pages from the system's cache that are neither mapped nor changed. It is only a hint and never fails.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    void Uncache(SafeFileHandle file, long start, long length);

    /// <summary>Allocates zeroed pages for an array, huge ones if the system has them; null if there is no memory.</summary>
    unsafe byte* AllocatePages(long size);

    /// <summary>Frees the pages of <see cref="AllocatePages"/>.</summary>
    unsafe void FreePages(byte* pages, long size);

    /// <summary>
    /// Removes a range of a shared map from this process's memory. Its changes are not lost: the system keeps them for the file. It is
    /// only a hint.
    /// </summary>
    unsafe void Forget(byte* start, long length);

    /// <summary>
    /// Locks a file for appending until the handle is closed. The lock is advisory: only those who ask for it are excluded, and reads and
    /// writes are not.
    /// </summary>
    /// <returns>False if another handle, of this process or another, has the lock. True also if the file system has no locks.</returns>
    bool TryLockForAppending(SafeFileHandle file);

    /// <summary>
    /// Atomically exchanges the files of two names on one disk. Returns false if the system can't; nothing was changed then.
    /// </summary>
    bool TryExchange(string first, string second);

    /// <summary>Writes a directory's entries to the disk: the name of a file that was created in it or replaced another one.</summary>
    void FlushDirectory(string path);

    /// <summary>
    /// Starts the write-back of a range of a file from the system's cache; with <paramref name="waits"/>, waits until it is written. The
    /// data is durable only after a flush. Returns false if the system has no such call.
    /// </summary>
    /// <exception cref="IOException">The disk refused the data.</exception>
    bool TryWriteOut(SafeFileHandle file, string path, long start, long length, bool waits);

    /// <summary>The number of files that the process may have open; the largest number if there is no limit.</summary>
    long MaxOpenFiles { get; }

    /// <summary>The number of mapped ranges that the process may have; the largest number if there is no limit.</summary>
    long MaxMappings { get; }

    /// <summary>The number of mapped ranges that the process has, if there is a limit.</summary>
    long CountMappings();

    /// <summary>Whether the addresses of the process are limited, so that mappings that are kept take them away from the heap.</summary>
    bool LimitsAddresses => false;

    /// <summary>The memory that the machine, or the container, can still give to the process.</summary>
    /// <param name="promised">Bytes that are allocated but were not accessed yet.</param>
    MemoryRoom PhysicalRoom(long promised);

    /// <summary>The memory that the process can still allocate outside .NET's heap.</summary>
    /// <inheritdoc cref="PhysicalRoom"/>
    MemoryRoom NativeRoom(long promised);

    /// <summary>
    /// The bytes of this process's own memory that were accessed, and so count as used; the largest number if all that is allocated does.
    /// </summary>
    long AccessedBytes();

    /// <summary>Passes the changes of a mapped range to the file.</summary>
    unsafe void Flush(byte* start, long length, string path);
}

/// <summary>The calls for the current system.</summary>
internal static class Platform
{
    internal static readonly IPlatform Current = OperatingSystem.IsWindows() ? new PlatformWindows() : new PlatformUnix();
}

using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>What .NET has no call for and each system does its own way.</summary>
internal interface IPlatform
{
    /// <summary>Whether a path, if anything is there, can be opened as a file: no pipe, which would block, and no device.</summary>
    bool IsOrdinaryFile(string path);

    /// <summary>
    /// Reserves disk space for the bytes from <paramref name="start"/> to <paramref name="end"/>. Neither content nor length change.
    /// </summary>
    /// <exception cref="IOException">There is not enough.</exception>
    void Reserve(SafeFileHandle file, string path, long start, long end);

    /// <summary>Reserves disk space where a range within a file has holes.</summary>
    /// <returns>False where the file has none, or the system can't: then it needn't be asked again.</returns>
    /// <exception cref="IOException">There is not enough.</exception>
    bool TryFillHoles(SafeFileHandle file, string path, long start, long end);

    /// <summary>
    /// What tells an open file from every other one of this machine, also from one that takes its place later on, and after a restart;
    /// null where the file system has nothing of the kind.
    /// </summary>
    string? Identify(SafeFileHandle file);

    /// <summary>Lets a file have holes where it is extended.</summary>
    void AllowHoles(SafeFileHandle file);

    /// <summary>
    /// Makes the first <paramref name="length"/> bytes of a file zero and reserves their space, without giving any of it away in
    /// between. False where the file system can't, and nothing was changed.
    /// </summary>
    bool TryZero(SafeFileHandle file, long length);

    /// <summary>Tells the system how a mapped range is going to be read. Only a hint: nothing fails.</summary>
    unsafe void Advise(byte* start, long length, AccessHint access);

    /// <summary>Asks for a mapped range to be read from the disk, and doesn't wait for it. Only a hint: nothing fails.</summary>
    unsafe void Prefetch(byte* start, long length);

    /// <summary>
    /// Takes what no process has mapped and nobody has changed out of the system's cache. Only a hint: nothing fails.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    void Uncache(SafeFileHandle file, long start, long length);

    /// <summary>Zeroed pages for an array, huge ones where the system has them; null where there is no memory.</summary>
    unsafe byte* AllocatePages(long size);

    /// <summary>Gives back what <see cref="AllocatePages"/> gave.</summary>
    unsafe void FreePages(byte* pages, long size);

    /// <summary>
    /// Takes a range of a shared map out of this process's memory, its changes included: the system has them for the file. Only a hint.
    /// </summary>
    unsafe void Forget(byte* start, long length);

    /// <summary>
    /// Locks a file for who appends to it, until the handle is closed. Only those who ask see the lock: others read and write as they like.
    /// </summary>
    /// <returns>False where another handle, of this process or another, has it; true also where the file system has no locks.</returns>
    bool TryLockForAppending(SafeFileHandle file);

    /// <summary>
    /// Gives each of two names on one disk what the other one has, in one step. False where the system can't, and nothing was changed.
    /// </summary>
    bool TryExchange(string first, string second);

    /// <summary>Brings the names in a directory to the disk: that of a file that was created there, or took another one's place.</summary>
    void FlushDirectory(string path);

    /// <summary>
    /// Begins to write what the system has of a range of a file to the disk; with <paramref name="waits"/>, returns once it is written. It
    /// is safe there only after a flush. False where the system has no such call.
    /// </summary>
    /// <exception cref="IOException">The disk didn't take it.</exception>
    bool TryWriteOut(SafeFileHandle file, string path, long start, long length, bool waits);

    /// <summary>Hands the changes of a mapped range to the file.</summary>
    unsafe void Flush(byte* start, long length, string path);
}

/// <summary>The system this process runs on.</summary>
internal static class Platform
{
    internal static readonly IPlatform Current = OperatingSystem.IsWindows() ? new PlatformWindows() : new PlatformUnix();
}

using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class PlatformWindows : IPlatform
{
    private const int SetSparse = 0x900C4, LockViolation = 33, FlushAttempts = 100;

    // The full paths of devices and pipes, which names such as CON also become.
    public bool IsOrdinaryFile(string path) => !path.StartsWith(@"\\.\", StringComparison.Ordinal);

    public void Reserve(SafeFileHandle file, string path, long start, long end)
    {
        // Setting the length of a file that is not sparse allocates its clusters, or fails without a change. The check is for a better
        // message.
        long growth = end - Math.Max(start, RandomAccess.GetLength(file));
        string folder = Path.GetDirectoryName(path)!.TrimEnd('\\') + '\\';
        if (growth > 0 && GetDiskFreeSpaceEx(folder, out long free, 0, 0) != 0 && growth > free)
        {
            throw Error.NoSpace(path, growth, $"only {free} are free");
        }
    }

    public bool TryFillHoles(SafeFileHandle file, string path, long start, long end) => false;

    public string? Identify(SafeFileHandle file)
    {
        const int fileIdInfo = 18, volumeSize = 8, size = 24;
        byte* id = stackalloc byte[size];
        return GetFileInformationByHandleEx(file, fileIdInfo, id, size) == 0 ? null
            : $"{*(ulong*)id:x}-{Convert.ToHexString(new ReadOnlySpan<byte>(id + volumeSize, size - volumeSize))}";
    }

    public void AllowHoles(SafeFileHandle file)
        // A file system without sparse files reserves the space: more than was asked for, and no reason to fail.
        => _ = DeviceIoControl(file, SetSparse, null, 0, null, 0, out _, 0);

    /// <remarks>Locks a byte beyond every file, since others could not write a locked byte.</remarks>
    public bool TryLockForAppending(SafeFileHandle file)
        => LockFile(file, uint.MaxValue - 1, int.MaxValue, 1, 0) != 0 || Marshal.GetLastPInvokeError() != LockViolation;

    public bool TryZero(SafeFileHandle file, long length) => false;

    public void Advise(byte* start, long length, AccessHint access)
    {
        // Said when the file is opened.
    }

    // VirtualUnlock of a range that is not locked removes it from the working set; the call then reports failure.
    public void Forget(byte* start, long length) => _ = VirtualUnlock((nint)start, (nuint)length);

    public void Prefetch(byte* start, long length)
    {
        const nint thisProcess = -1;
        nint* range = stackalloc nint[] { (nint)start, (nint)length };
        _ = PrefetchVirtualMemory(thisProcess, 1, range, 0);
    }

    public void Uncache(SafeFileHandle file, long start, long length)
    {
        // The system does this by itself with pages outside the working set.
    }

    public byte* AllocatePages(long size)
    {
        const int reserveAndCommit = 0x3000, readWrite = 4;
        return (byte*)VirtualAlloc(0, (nuint)size, reserveAndCommit, readWrite);
    }

    public void FreePages(byte* pages, long size)
    {
        const int release = 0x8000;
        _ = VirtualFree((nint)pages, 0, release);
    }

    public bool TryExchange(string first, string second) => false;

    public void FlushDirectory(string path)
    {
        // NTFS journals its directories.
    }

    public bool TryWriteOut(SafeFileHandle file, string path, long start, long length, bool waits) => false;

    public void Flush(byte* start, long length, string path)
    {
        // NTFS sometimes refuses while its log is locked; .NET's own view retries as well.
        for (int attempt = 0; FlushViewOfFile(start, (nuint)length) == 0; attempt++)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != LockViolation || attempt == FlushAttempts)
            {
                throw Error.FlushFailed(path, Marshal.GetPInvokeErrorMessage(error));
            }
            Thread.Sleep(1);
        }
    }

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial int LockFile(SafeFileHandle file, uint startLow, uint startHigh, uint lengthLow, uint lengthHigh);

    [LibraryImport("kernel32", EntryPoint = "GetDiskFreeSpaceExW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int GetDiskFreeSpaceEx(string folder, out long available, nint total, nint free);

    [LibraryImport("kernel32")]
    private static partial nint VirtualAlloc(nint address, nuint size, int type, int protection);

    [LibraryImport("kernel32")]
    private static partial int VirtualUnlock(nint address, nuint size);

    [LibraryImport("kernel32")]
    private static partial int VirtualFree(nint address, nuint size, int type);

    [LibraryImport("kernel32")]
    private static partial int PrefetchVirtualMemory(nint process, nuint count, nint* ranges, int flags);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial int FlushViewOfFile(byte* start, nuint length);

    [LibraryImport("kernel32")]
    private static partial int GetFileInformationByHandleEx(SafeFileHandle file, int kind, byte* information, int size);

    [LibraryImport("kernel32")]
    private static partial int DeviceIoControl(
        SafeFileHandle file, int code, void* input, int inputSize, void* output, int outputSize, out int returned, nint overlapped);
}

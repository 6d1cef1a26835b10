using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class PlatformWindows : IPlatform
{
    private const int LockViolation = 33, FlushAttempts = 100;

    /// <remarks>
    /// Names such as CON have full paths that begin with <c>\\.\</c>. Behind that prefix, and behind <c>\\?\</c>, which .NET leaves as it
    /// is, stands the name of a device. A file has a path on it: <c>\\?\C:\file</c>. Pipes and mailslots are named in the same way, there
    /// or on a server.
    /// </remarks>
    public bool IsOrdinaryFile(string path)
    {
        const int prefix = 4;
        bool isDevice = path is ['\\', '\\', '.' or '?', '\\', ..] or ['\\', '?', '?', '\\', ..];
        if (!isDevice && path is not ['\\', '\\', ..])
        {
            return true;
        }
        string[] names = path[(isDevice ? prefix : 2)..].Split('\\', StringSplitOptions.RemoveEmptyEntries);
        if (isDevice && (names.Length < 2 || IsChannel(names[0])))
        {
            return false;
        }
        int server = !isDevice ? 0 : names[0].Equals("UNC", StringComparison.OrdinalIgnoreCase) ? 1 : -1;
        return server < 0 || names.Length <= server + 1 || !IsChannel(names[server + 1]);

        static bool IsChannel(string name)
            => name.Equals("pipe", StringComparison.OrdinalIgnoreCase) || name.Equals("mailslot", StringComparison.OrdinalIgnoreCase);
    }

    /// <remarks>
    /// Setting the length of a file that is not sparse allocates its clusters, or fails without a change. The check is for a better
    /// message.
    /// </remarks>
    public void Reserve(SafeFileHandle file, string path, long start, long end)
        => RequireSpace(path, end - Math.Max(start, RandomAccess.GetLength(file)), "");

    /// <remarks>
    /// Windows has no call that fills a hole and leaves what others write into it meanwhile. So only the free space is checked; another
    /// process may take it later.
    /// </remarks>
    public bool TryFillHoles(SafeFileHandle file, string path, long start, long end)
    {
        const int standardInfo = 1, standardSize = 24, attributeInfo = 9, attributeSize = 8, sparse = 0x200;
        byte* information = stackalloc byte[standardSize];
        if (GetFileInformationByHandleEx(file, attributeInfo, information, attributeSize) == 0 || (*(int*)information & sparse) == 0
            || GetFileInformationByHandleEx(file, standardInfo, information, standardSize) == 0)
        {
            return false;
        }
        // At least this much is missing.
        long allocated = *(long*)information;
        RequireSpace(path, end - start - allocated, ", and the file has holes");
        return allocated < RandomAccess.GetLength(file);
    }

    public long FreeSpace(string path)
    {
        // A stream without a path may be on any disk.
        string? folder = Path.IsPathFullyQualified(path) ? Path.GetDirectoryName(path) : null;
        return folder is not null && GetDiskFreeSpaceEx(folder.TrimEnd('\\') + '\\', out long free, 0, 0) != 0 ? free : long.MaxValue;
    }

    public string? Identify(SafeFileHandle file)
    {
        const int fileIdInfo = 18, volumeSize = 8, size = 24;
        byte* id = stackalloc byte[size];
        return GetFileInformationByHandleEx(file, fileIdInfo, id, size) == 0 ? null
            : $"{*(ulong*)id:x}-{Convert.ToHexString(new ReadOnlySpan<byte>(id + volumeSize, size - volumeSize))}";
    }

    public void SetSparse(SafeFileHandle file, bool isSparse)
    {
        // A file system without sparse files reserves the space: more than was asked for, and no reason to fail.
        const int setSparse = 0x900C4;
        byte value = isSparse ? (byte)1 : (byte)0;
        _ = DeviceIoControl(file, setSparse, &value, sizeof(byte), null, 0, out _, 0);
    }

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

    public MemoryRoom PhysicalRoom(long promised) => NativeRoom(promised);

    /// <remarks>Windows promises no more memory than it has with its page files.</remarks>
    public MemoryRoom NativeRoom(long promised)
    {
        // MEMORYSTATUSEX: two numbers of 32 bits, the first of which is the length, and seven of 64.
        const int length = 64, pageFileAt = 4, addressesAt = 6;
        ulong* status = stackalloc ulong[length / sizeof(ulong)];
        *(uint*)status = length;
        return GlobalMemoryStatusEx(status) == 0 ? MemoryRoom.Unlimited
            : new MemoryRoom((long)Math.Min(Math.Min(status[pageFileAt], status[addressesAt]), long.MaxValue));
    }

    public long AccessedBytes() => long.MaxValue;

    // A process can have 16 million handles.
    public long MaxOpenFiles => long.MaxValue;

    public long MaxMappings => long.MaxValue;

    public long CountMappings() => 0;

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

    private void RequireSpace(string path, long needed, string more)
    {
        if (needed > 0 && FreeSpace(path) is var free && needed > free)
        {
            throw Error.NoSpace(path, needed, $"only {free} are free{more}");
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

    [LibraryImport("kernel32")]
    private static partial int GlobalMemoryStatusEx(ulong* status);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial int FlushViewOfFile(byte* start, nuint length);

    [LibraryImport("kernel32")]
    private static partial int GetFileInformationByHandleEx(SafeFileHandle file, int kind, byte* information, int size);

    [LibraryImport("kernel32")]
    private static partial int DeviceIoControl(
        SafeFileHandle file, int code, void* input, int inputSize, void* output, int outputSize, out int returned, nint overlapped);
}

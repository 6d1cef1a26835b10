using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

// Disk space: free, reserved, and holes.
internal sealed unsafe partial class PlatformUnix
{
    private const int KeepSize = 0x01, ZeroRange = 0x10;

    /// <remarks>
    /// Without fallocate (macOS, some network file systems), only the free space can be checked; another process may take it later.
    /// </remarks>
    public void Reserve(SafeFileHandle file, string path, long start, long end)
    {
        // Check first: fallocate beyond the free space would fill the disk, and the file's holes, before it fails.
        long growth = end - Math.Max(start, Status(file).Allocated), free = FreeSpace(path);
        if (growth > free)
        {
            throw Error.NoSpace(path, growth, $"only {free} are free");
        }
        int error = HasFallocate && start < end ? Fallocate(file, KeepSize, start, end - start) : 0;
        switch (error)
        {
            case 0 or NotImplemented or NotSupported:
                break;
            case NoSpace or QuotaExceeded:
                throw Error.NoSpace(path, growth, Marshal.GetPInvokeErrorMessage(error));
            default:
                throw Error.CannotExtend(path, end, Marshal.GetPInvokeErrorMessage(error));
        }
    }

    public bool TryFillHoles(SafeFileHandle file, string path, long start, long end)
    {
        long allocated;
        if (!HasFallocate || (allocated = Status(file).Allocated) >= RandomAccess.GetLength(file))
        {
            return false;
        }
        // At least this much is missing. Check first, as in Reserve.
        long missing = end - start - allocated, free = missing > 0 ? FreeSpace(path) : 0;
        if (missing > free)
        {
            throw Error.NoSpace(path, missing, $"only {free} are free, and the file has holes");
        }
        return Fallocate(file, KeepSize, start, end - start) switch
        {
            0 => true,
            (NoSpace or QuotaExceeded) and var error
                => throw Error.NoSpace(path, end - start, $"{Marshal.GetPInvokeErrorMessage(error)}; the file has holes in that range"),
            _ => false,
        };
    }

    public void SetSparse(SafeFileHandle file, bool isSparse)
    {
        // Every file may have holes.
    }

    public bool TryZero(SafeFileHandle file, long length)
        => HasFallocate && length > 0 && Fallocate(file, ZeroRange, 0, length) == 0;

    public long FreeSpace(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue; // An open file without a path: the free space is unknown, which is no reason to fail.
        }
    }

    private static int Fallocate(SafeFileHandle file, int mode, long start, long length)
    {
        int error;
        do
        {
            error = Fallocate(file, mode, (nint)start, (nint)length) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
        while (error == Interrupted);
        return error;
    }

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    private static partial int Fallocate(SafeFileHandle file, int mode, nint offset, nint length);
}

using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>Linux and macOS.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed unsafe partial class PlatformUnix : IPlatform
{
    private const int FileTypeMask = 0xF000, Fifo = 0x1000, CharacterDevice = 0x2000, BlockDevice = 0x6000, Socket = 0xC000;
    private const uint TypeAndBlocks = 0x401, BirthTime = 0x800, Identifying = 0x100 | 0x200 | BirthTime;
    private const int Interrupted = 4, InputOutput = 5, FileTooBig = 27, NoSpace = 28, NotImplemented = 38, NotSupported = 95,
        QuotaExceeded = 122;

    private static readonly PosixSignalRegistration FileSizeSignal;

    // Larger than the struct of any system.
    private const int StatusSize = 256;

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    // The layout after off_t differs between C libraries in 32-bit processes, which can't map large files anyway.
    private static readonly bool HasFallocate = OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>
    /// A write beyond RLIMIT_FSIZE is an error only if its signal has a handler; otherwise the system ends the process. .NET names few
    /// signals but accepts the numbers of others. This is a constructor rather than an initializer, which would run only at the first use
    /// of a field: the handler must exist before any file is opened.
    /// </summary>
    static PlatformUnix()
        => FileSizeSignal = PosixSignalRegistration.Create((PosixSignal)25, static context => context.Cancel = true);

    public bool IsOrdinaryFile(string path) => (Status(path).Mode & FileTypeMask) is not (Fifo or CharacterDevice or BlockDevice or Socket);

    // macOS tells the length of a device by another call only.
    public bool IsBlockDevice(string path) => OperatingSystem.IsLinux() && (Status(path).Mode & FileTypeMask) == BlockDevice;

    public long LengthOf(SafeFileHandle file)
    {
        // Of a device, too; and in half the time that asking for all about a file takes, which is the most of reading one element of a map.
        const int end = 2;
        long length = LSeek(file, 0, end);
        return length >= 0 ? length : RandomAccess.GetLength(file);
    }

    public bool TryExchange(string first, string second)
    {
        const int currentDirectory = -100, exchange = 2;
        try
        {
            return (OperatingSystem.IsLinux() ? RenameAt(currentDirectory, first, currentDirectory, second, exchange)
                : RenameX(first, second, exchange)) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // An older C library.
        }
    }

    /// <remarks>A directory that can't be opened or synchronised (some network file systems) is skipped.</remarks>
    public void FlushDirectory(string path)
    {
        const int writeCachesToo = 51;
        using SafeFileHandle directory = OpenDirectory(path);
        // macOS leaves the data of fsync in the disk's cache.
        if (!directory.IsInvalid && (!OperatingSystem.IsMacOS() || FControl(directory, writeCachesToo, null) != 0))
        {
            _ = FSync(directory);
        }
    }

    /// <summary>Opens a directory, and no file. The handle is invalid if that is impossible.</summary>
    internal static SafeFileHandle OpenDirectory(string path)
    {
        const int closeOnExecute = 0x80000, macDirectory = 0x1100000;
        // O_DIRECTORY. On ARM, the number that x64 has for it means O_DIRECT, which directories refuse.
        int directory = IsArm ? 0x4000 : 0x10000;
        return Open(path, OperatingSystem.IsMacOS() ? macDirectory : closeOnExecute | directory);
    }

    /// <remarks>
    /// Linux locks a byte beyond every file, for the open file rather than for the process, so that two runspaces exclude one another, too.
    /// macOS uses the call with which .NET implements FileShare there.
    /// </remarks>
    public bool TryLockForAppending(SafeFileHandle file)
    {
        const int setLock = 37, exclusive = 2, withoutWaiting = 4, denied = 13;
        int isLocked = OperatingSystem.IsLinux() ? 11 : 35;
        RecordLock whole = new() { Type = 1, Start = long.MaxValue - 1, Length = 1 };
        int result = OperatingSystem.IsLinux() ? FControl(file, setLock, &whole) : FLock(file, exclusive | withoutWaiting);
        return result == 0 || (Marshal.GetLastPInvokeError() is var error && error != isLocked && error != denied);
    }

    public string? Identify(SafeFileHandle file)
    {
        const int emptyPath = 0x1000;
        byte* status = stackalloc byte[StatusSize];
        try
        {
            bool isThere = OperatingSystem.IsLinux() ? StatX(file, "", emptyPath, Identifying, status) == 0
                : (IsArm ? FStat(file, status) : FStat64(file, status)) == 0;
            return isThere ? IdentityOf(status).Id : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // A C library older than statx.
        }
    }

    public (string? Id, long Length)? Examine(string path)
    {
        const int currentDirectory = -100;
        byte* status = stackalloc byte[StatusSize];
        try
        {
            bool isThere = OperatingSystem.IsLinux() ? StatX(currentDirectory, path, 0, Identifying, status) == 0
                : (IsArm ? Stat(path, status) : Stat64(path, status)) == 0;
            return isThere ? IdentityOf(status) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The identity and the length in a status.</summary>
    private static (string? Id, long Length) IdentityOf(byte* status)
    {
        const int inodeAt = 32, sizeAt = 40, birthAt = 80, deviceAt = 136, macInodeAt = 8, macSizeAt = 96;
        bool isLinux = OperatingSystem.IsLinux();
        ulong inode = *(ulong*)(status + (isLinux ? inodeAt : macInodeAt));
        long length = *(long*)(status + (isLinux ? sizeAt : macSizeAt));
        // An inode number is reused once its file is deleted, and a device may get another number after a restart.
        return isLinux && (*(uint*)status & BirthTime) == 0 ? ($"{inode:x}-{*(ulong*)(status + deviceAt):x}", length)
            : isLinux || OperatingSystem.IsMacOS()
                ? ($"{inode:x}-{*(ulong*)(status + birthAt):x}-{*(uint*)(status + birthAt + sizeof(long)):x}", length)
            : (null, length);
    }

    public void Advise(byte* start, long length, AccessHint access)
    {
        int advice = access switch
        {
            AccessHint.Random => 1,
            AccessHint.Sequential => 2,
            _ => 0,
        };
        byte* page = PageOf(start);
        _ = MAdvise(page, (nuint)(start - page + length), advice);
    }

    public void Forget(byte* start, long length)
    {
        const int dontNeed = 4;
        byte* page = PageOf(start);
        _ = MAdvise(page, (nuint)(start - page + length), dontNeed);
    }

    public void Prefetch(byte* start, long length)
    {
        const int willNeed = 3;
        byte* page = PageOf(start);
        _ = MAdvise(page, (nuint)(start - page + length), willNeed);
    }

    public void Uncache(SafeFileHandle file, long start, long length)
    {
        const int dontNeed = 4;
        if (HasFallocate)
        {
            _ = FAdvise(file, (nint)start, (nint)length, dontNeed);
        }
    }

    public byte* AllocatePages(long size)
    {
        const int readWrite = 3, @private = 2, hugePages = 14;
        int anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;
        nint pages = MMap(0, (nuint)size, readWrite, @private | anonymous, -1, 0);
        if (pages == -1)
        {
            return null;
        }
        if (OperatingSystem.IsLinux())
        {
            _ = MAdvise((byte*)pages, (nuint)size, hugePages);
        }
        return (byte*)pages;
    }

    public void FreePages(byte* pages, long size) => _ = MUnmap((nint)pages, (nuint)size);

    public bool TryWriteOut(SafeFileHandle file, string path, long start, long length, bool waits)
    {
        const int waitBefore = 1, write = 2, waitAfter = 4;
        if (!HasFallocate)
        {
            return false;
        }
        int error = SyncFileRange(file, (nint)start, (nint)length, waits ? waitBefore | write | waitAfter : write) == 0 ? 0
            : Marshal.GetLastPInvokeError();
        if (error is InputOutput or NoSpace or QuotaExceeded)
        {
            throw Error.FlushFailed(path, Marshal.GetPInvokeErrorMessage(error));
        }
        return true;
    }

    public void Flush(byte* start, long length, string path)
    {
        byte* page = PageOf(start);
        int synchronously = OperatingSystem.IsMacOS() ? 0x10 : 4;
        if (MSync(page, (nuint)(start - page + length), synchronously) != 0)
        {
            throw Error.FlushFailed(path, Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }
    }

    /// <summary>The start of the page of an address. It is mapped as well, since maps start at pages.</summary>
    private static byte* PageOf(byte* address) => (byte*)((nint)address & ~(nint)(Environment.SystemPageSize - 1));

    /// <summary>
    /// The st_mode and the allocated bytes of the file at a path; zeros if it does not exist or can't be examined. .NET exposes neither.
    /// </summary>
    private static FileStatus Status(string path)
    {
        const int currentDirectory = -100;
        return Status(
            status => StatX(currentDirectory, path, 0, TypeAndBlocks, (byte*)status),
            status => IsArm ? Stat(path, (byte*)status) : Stat64(path, (byte*)status));
    }

    /// <inheritdoc cref="Status(string)"/>
    private static FileStatus Status(SafeFileHandle file)
    {
        const int emptyPath = 0x1000;
        return Status(
            status => StatX(file, "", emptyPath, TypeAndBlocks, (byte*)status),
            status => IsArm ? FStat(file, (byte*)status) : FStat64(file, (byte*)status));
    }

    private static FileStatus Status(Func<nint, int> statX, Func<nint, int> stat)
    {
        byte* status = stackalloc byte[StatusSize];
        try
        {
            if (OperatingSystem.IsLinux())
            {
                const int modeAt = 28, blocksAt = 48;
                return statX((nint)status) == 0 ? Parts(modeAt, blocksAt) : default;
            }
            if (OperatingSystem.IsMacOS())
            {
                const int modeAt = 4, blocksAt = 104;
                return stat((nint)status) == 0 ? Parts(modeAt, blocksAt) : default;
            }
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than statx.
        }
        return default;

        FileStatus Parts(int modeAt, int blocksAt) => new(*(ushort*)(status + modeAt), *(long*)(status + blocksAt) * 512);
    }

    private readonly record struct FileStatus(int Mode, long Allocated);

    // Reads of .NET give their position, so that it does not matter where this one is.
    [LibraryImport("libc", EntryPoint = "lseek")]
    private static partial nint LSeek(SafeFileHandle file, nint offset, int from);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int firstDirectory, string first, int secondDirectory, string second, uint flags);

    /// <summary>The macOS call.</summary>
    [LibraryImport("libc", EntryPoint = "renamex_np", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameX(string first, string second, uint flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FControl(SafeFileHandle file, int command, RecordLock* argument);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FLock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int directory, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(SafeFileHandle file, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(string path, byte* status);

    /// <summary>On x64, the name without suffix has an older struct layout.</summary>
    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat64(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "fstat")]
    private static partial int FStat(SafeFileHandle file, byte* status);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64")]
    private static partial int FStat64(SafeFileHandle file, byte* status);

    [LibraryImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    private static partial int SyncFileRange(SafeFileHandle file, nint offset, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint MMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int MUnmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MAdvise(byte* address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int FAdvise(SafeFileHandle file, nint offset, nint length, int advice);

    [LibraryImport("libc", EntryPoint = "msync", SetLastError = true)]
    private static partial int MSync(byte* address, nuint length, int flags);

    /// <summary>Linux's struct flock of 64-bit processes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct RecordLock
    {
        internal short Type, Whence;
        internal long Start, Length;
        internal int Process;
    }
}

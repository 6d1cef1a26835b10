using MemMap.Memory;

namespace MemMap;

internal static partial class Error
{
    internal static FormatException InvalidMode(string? text)
        => With("InvalidMode", new FormatException($"mode must be one of {string.Join(", ", MapMode.Names)} (got '{text}')"
            + (MapMode.Nearest(text) is { } near ? $"; did you mean {near}?" : "")));

    internal static ArgumentException CommitMember(string path, string? member) => With("CommitMember", new ArgumentException(
        $"the changes of '{member ?? "an array"}' of the archive '{path}' can't be written to it; open it with New-MemMap -Mode r+ for "
            + "that, or export the array"));

    internal static ArgumentException PathOrStream()
        => With("PathOrStream", new ArgumentException("a map needs either a path or an open file stream"));

    internal static ArgumentException ShapeRequired(long offset)
        => With("ShapeRequired", new ArgumentException("shape must be given if mode is 'w+'"
            + (offset > 0 ? $"; {offset} is the offset: for {offset} elements write -Shape {offset}"
                : "; add -Shape 100 for as many elements, or -Shape 3,4 for rows and columns")));

    internal static ArgumentException NegativeOffset(long offset)
        => With("NegativeOffset", new ArgumentException($"offset must not be negative (got {offset})"));

    internal static ArgumentException NegativeLength(long length)
        => With("NegativeLength", new ArgumentException($"the length in bytes must not be negative (got {length})"));

    internal static OverflowException MapTooLarge(long offset, long byteLength)
        => With("MapTooLarge", new OverflowException($"offset {offset} + {byteLength} bytes is more than a file can have"));

    internal static ArgumentException OffsetBeyondEnd(string path, long offset, long fileLength)
        => With("OffsetBeyondEnd", new ArgumentException(
            $"offset {offset} is beyond the end of '{path}', which has {Counted(fileLength, "byte")}"));

    internal static ArgumentException RangeOutOfBounds(long start, long length, long size)
        => With("RangeOutOfBounds", new ArgumentException($"{length} bytes from {start} are not all within a buffer of {size} bytes"));

    internal static IOException FileTooShort(string path, long fileLength, long offset, long byteLength)
        => With("FileTooShort", new IOException(
            $"'{path}' has {Counted(fileLength, "byte")}, but offset {offset} + {Counted(byteLength, "byte")} are to be mapped; "
                + "New-MemMap makes a file longer only where -Mode r+ is written out, here to "
                + $"{Counted(offset + byteLength, "byte")}: the default mode doesn't"));

    internal static IOException FileTruncated(string path, long mapped, long present)
        => With("FileTruncated", new IOException(
            $"'{path}' was truncated: it was mapped up to byte {mapped}, and now has {Counted(present, "byte")}"));

    internal static IOException MemoryFault(string path, long at, long mapped, long? present)
        => With("MemoryFault", new IOException(
            $"the system could not supply byte {at} of '{path}', which is mapped up to byte {mapped}"
            + $"{(present is null ? "" : $" and has {present} bytes")}: "
            + "it was cut short for a moment, may no longer be written, or its disk is full or failed. "
            + "What was read or written since may be wrong or lost; open the file again"));

    internal static FileNotFoundException FileNotFound(string path)
        => With("FileNotFound", new FileNotFoundException(
            $"there is no file '{path}'; New-MemMap -Mode w+ with a shape creates one", path));

    internal static IOException DirectoryNotFound(string path)
        => With("DirectoryNotFound", new DirectoryNotFoundException($"there is no directory for the file '{path}'"));

    internal static ArgumentException InvalidPath(string path) => With("InvalidPath", new ArgumentException(
        path.Length == 0 ? "the path of a file is empty"
            : $"'{path.Replace("\0", "\\0", StringComparison.Ordinal)}' has a NUL character in it, which no path has"));

    internal static Exception PathIsDirectory(string path)
        => With("PathIsDirectory",
            new UnauthorizedAccessException(
                Directory.Exists(path) ? $"'{path}' is a directory"
                    : Path.GetDirectoryName(path) is null ? $"'{path}' is the root of a disk or of a share, and no file"
                    : $"'{path}' is the name of a directory, as it ends with '{path[^1]}'"));

    internal static Exception AccessDenied(string path, MapMode mode)
        => With("AccessDenied",
            new UnauthorizedAccessException($"access to '{path}' in mode '{mode}' is "
                + $"denied{(mode == MapMode.ReadWrite ? "; if it is only to be read, New-MemMap -Mode r opens it" : "")}"));

    internal static Exception FileExists(string path)
        => With("FileExists", new IOException($"'{path}' exists, and is not to be overwritten"));

    internal static IOException AppendInUse(string path) => With("AppendInUse", new IOException(
        $"'{path}' is being appended to elsewhere, and one would overwrite what the other writes; append again once that is done"));

    internal static Exception CannotOpen(string path, Exception reason)
        => With("CannotOpen", new IOException($"'{path}' can't be opened: {reason.Message}", reason));

    internal static IOException NotAFile(string path)
        => With("NotAFile", new IOException($"'{path}' is a pipe or a device; only ordinary files can be mapped"));

    internal static IOException DeviceMode(string path)
        => With("NotAFile", new IOException($"'{path}' is a device, which can be opened in mode r only"));

    internal static InvalidOperationException FitMember(string path) => With("FitMember", new InvalidOperationException(
        $"the map is a part of '{path}' beside others, so the length of the file does not tell the length of the array; open it again"));

    internal static IOException CannotMap(string path, long byteLength, MapMode mode, Exception reason)
        => With("CannotMap", new IOException($"{byteLength} bytes of '{path}' can't be mapped in mode '{mode}': {reason.Message}", reason));

    internal static IOException OtherFile(string path) => With("OtherFile", new IOException(
        $"'{path}' is another file than the one that was mapped: it was replaced since. Open it again"));

    internal static IOException TooManyFiles(string path, long limit) => With("TooManyFiles", new IOException(
        $"'{path}' can't be opened: this process has almost as many files open as the system lets it have"
            + $"{(limit == long.MaxValue ? "" : $", {limit} (ulimit -n)")}; close maps that are no longer needed, or raise that limit"));

    internal static IOException TooManyMaps(string path, long count, long limit) => With("TooManyMaps", new IOException(
        $"'{path}' can't be mapped: this process has {count} mapped ranges of memory, and the system lets it have {limit} "
            + "(vm.max_map_count); close maps that are no longer needed, use New-MemMap -Access Buffered, which maps nothing, or raise "
                + "that limit"));

    /// <summary>Whether an exception of .NET means that the process, or the system, can't have more open files.</summary>
    internal static bool IsTooManyFiles(Exception e)
    {
        const int systemLimit = 23, processLimit = 24, windowsLimit = unchecked((int)0x80070004);
        return OperatingSystem.IsWindows() ? e.HResult == windowsLimit : e is IOException && e.HResult is systemLimit or processLimit;
    }

    internal static IOException CannotExtend(string path, long length, string reason)
        => With("CannotExtend", new IOException($"'{path}' can't be given a length of {length} bytes: {reason}"));

    internal static IOException NoSpace(string path, long needed, string reason)
        => With("NoSpace", new IOException($"'{path}' needs {needed} more bytes of disk space: {reason}"));

    internal static IOException ReadFailed(string path, Exception reason)
        => With("ReadFailed", new IOException($"'{path}' can't be read: {reason.Message}", reason));

    internal static InvalidOperationException NotMapped(string path) => With("NotMapped", new InvalidOperationException(
        $"'{path}' is open with buffered access, so its elements are in no memory that could be shown; take a copy, or open it with "
            + "another access"));

    internal static ArgumentException BufferedPrivate(MapMode mode) => With("BufferedPrivate", new ArgumentException(
        $"mode '{mode}' keeps its changes in the memory of a map, which buffered access has none of; use 'r' or 'r+'"));

    internal static IOException StillMapped(string path, long length)
        => With("StillMapped", new IOException($"'{path}' can't be given a length of {length} bytes while it is mapped, here or by another "
            + "process: Windows makes no mapped file shorter; close its maps first (Get-MemMap lists those of this session)"));

    /// <summary>
    /// Whether an exception of .NET means that the disk, the user's quota or the largest file that the system allows is full.
    /// </summary>
    internal static bool IsDiskFull(Exception e)
    {
        const int fileTooBig = 27, noSpace = 28, linuxQuota = 122, macQuota = 69;
        return e is ArgumentOutOfRangeException || IsWindowsDiskFull(e)
            || (!OperatingSystem.IsWindows() && (e.HResult is fileTooBig or noSpace
                || e.HResult == (OperatingSystem.IsMacOS() ? macQuota : linuxQuota)));
    }

    /// <summary>Whether Windows reports a full disk or quota. Other systems have other numbers.</summary>
    internal static bool IsWindowsDiskFull(Exception e)
    {
        const int handleDiskFull = 39, diskFull = 112, quotaExceeded = 1295;
        return WindowsCode(e) is handleDiskFull or diskFull or quotaExceeded;
    }

    /// <summary>Whether Windows refuses to make a file shorter, or to replace it, because it is mapped.</summary>
    internal static bool IsStillMapped(Exception e)
    {
        const int userMappedFile = 1224;
        return WindowsCode(e) == userMappedFile;
    }

    /// <summary>
    /// Whether Windows refuses to rename or replace a file for a reason that may be gone soon: a virus scanner or an indexer that has it
    /// open, or a map of it.
    /// </summary>
    internal static bool IsMomentary(Exception e)
    {
        const int accessDenied = 5, sharingViolation = 32, lockViolation = 33;
        return WindowsCode(e) is accessDenied or sharingViolation or lockViolation || IsStillMapped(e);
    }

    /// <summary>The system's error number in an exception that .NET makes on Windows; 0 if it has none.</summary>
    private static int WindowsCode(Exception e) => (e.HResult & 0xFFFF0000) == 0x80070000 ? e.HResult & 0xFFFF : 0;

    /// <summary>Whether the system could not read the memory that a write was given.</summary>
    internal static bool IsBadAddress(Exception e) => e.HResult == 14 && !OperatingSystem.IsWindows();

    /// <summary>
    /// Whether an exception of .NET means that the system refused a write. Beyond the largest file that the system allows, it is an
    /// argument exception.
    /// </summary>
    internal static bool IsWriteFailure(Exception e)
        => e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException && !e.Data.Contains(IdKey);

    internal static IOException FlushFailed(string path, string reason)
        => With("FlushFailed", new IOException($"the changes of '{path}' could not be written to the disk: {reason}"));

    internal static ArgumentException StreamAccess(string path, MapMode mode)
        => With("StreamAccess", new ArgumentException(
            $"mode '{mode}' needs a stream opened for {(mode.ChangesFile ? "reading and writing" : "reading")}; that of '{path}' is not"));

    internal static ObjectDisposedException StreamClosed(string path)
        => With("StreamClosed", new ObjectDisposedException(null, $"the stream of '{path}' is closed"));

    internal static ObjectDisposedException Closed(string? path)
        => With("Closed",
            new ObjectDisposedException(null, path is null ? "the array's memory was released" : $"the map of '{path}' is closed"));

    internal static InvalidOperationException ReadOnly(string? path) => With("ReadOnly", new InvalidOperationException(
        "assignment destination is read-only"
            + (path is null ? "" : $": '{path}' is mapped in mode 'r'; open it with New-MemMap -Mode r+, or with c to change the memory "
                + "only")));

    internal static InsufficientMemoryException OutOfMemory(long needed, MemoryRoom room) => With("OutOfMemory",
        new InsufficientMemoryException(
            $"{needed} bytes of memory are needed, and only {room.Bytes} are available"
                + $"{(room.Limit.Length == 0 ? "" : $" under {room.Limit}")}; work on slices; or make the operands lazy ($m.Lazy()), so "
                + "that nothing is in memory as a whole, and reduce the result, write it to a file (Export-MemMap) or assign it to a map "
                + "that New-MemMap -Mode w+ creates (Set-MemMapValue -Value, or the argument out of functions)"));

    internal static InvalidOperationException BeyondResized(long end, long length)
        => With("BeyondResized", new InvalidOperationException(
            $"the array goes up to byte {end} of a map that was resized to {length} bytes since; take a new view of the map"));

    internal static InvalidOperationException CannotResize(string path, MapMode mode)
        => With("CannotResize",
            new InvalidOperationException($"'{path}' is mapped in mode '{mode}', which doesn't change the file's length; open it with "
                + "New-MemMap -Mode r+"));

    internal static InvalidOperationException NotAtEnd(string path, long end, long fileLength)
        => With("NotAtEnd", new InvalidOperationException(
            $"the map of '{path}' ends at byte {end} and the file has {fileLength} bytes; only a map that goes to the end of its file "
                + "can be resized"));

    internal static InvalidOperationException InUse(string path)
        => With("InUse",
            new InvalidOperationException($"the map of '{path}' is being worked on; it can only be made shorter when nobody does"));

    /// <remarks>It has the id of a map that is being worked on: what is to be done is the same.</remarks>
    internal static InvalidOperationException MappedElsewhere(string path)
        => With("InUse", new InvalidOperationException($"'{path}' is mapped elsewhere, too, in this session or by another process: Windows "
            + "makes no mapped file shorter; close the other maps first (Get-MemMap lists those of this session)"));

    internal static IOException WriteFailed(string path, Exception reason)
        => With("WriteFailed", new IOException($"'{path}' can't be written: {reason.Message}", reason));
}

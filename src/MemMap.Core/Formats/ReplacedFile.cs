using System.Runtime.Versioning;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// A file that is written beside the one it replaces, and takes its place in one step: whatever fails before, the old file is there
/// unchanged. Until then nobody else can read it. Symbolic links are followed: what is replaced is the file they lead to.
/// </summary>
internal sealed class ReplacedFile : IDisposable
{
    private readonly string _target, _temporary;
    private readonly bool _noClobber;
    private readonly UnixFileMode? _mode;
    private bool _isDone;

    /// <param name="path">The file to replace or create.</param>
    /// <param name="noClobber">Whether a file that exists is an error.</param>
    /// <param name="size">The bytes that will be written, whose space is reserved; 0 if unknown.</param>
    /// <exception cref="IOException">The file can't be written there, or the disk is full.</exception>
    public ReplacedFile(string path, bool noClobber, long size)
    {
        path = FileLinks.Absolute(path);
        _noClobber = noClobber;
        if (Directory.Exists(path))
        {
            throw Error.PathIsDirectory(path);
        }
        if (!Platform.Current.IsOrdinaryFile(path))
        {
            throw Error.NotAFile(path);
        }
        if (noClobber && File.Exists(path))
        {
            throw Error.FileExists(path);
        }
        try
        {
            _target = FileLinks.Follow(path);
            string folder = Path.GetDirectoryName(_target)!;
            _temporary = Path.Combine(folder, $".memmap-{Path.GetRandomFileName()}");
            FileStreamOptions options = new()
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
            };
            if (!OperatingSystem.IsWindows())
            {
                _mode = Exists(_target) ? File.GetUnixFileMode(_target) : ModeOfNewFiles(_temporary);
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            Stream = new FileStream(_temporary, options);
            Reserve(size);
        }
        catch (DirectoryNotFoundException)
        {
            throw Error.DirectoryNotFound(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !e.Data.Contains(Error.IdKey))
        {
            throw Error.CannotWrite(path, e);
        }
    }

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

    /// <summary>Brings what was written to the disk and puts it in the old file's place.</summary>
    public void Commit()
    {
        Stream.Flush();
        WriteBack.TryRun(Stream.SafeFileHandle, _target, 0, Stream.Length);
        Stream.Flush(flushToDisk: true);
        if (_mode is { } mode && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Stream.SafeFileHandle, mode);
        }
        Stream.Dispose();
        try
        {
            File.Move(_temporary, _target, overwrite: !_noClobber);
            _isDone = true;
            Platform.Current.FlushDirectory(Path.GetDirectoryName(_target)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw _noClobber && File.Exists(_target) ? Error.FileExists(_target) : Error.CannotReplace(_target, e);
        }
    }

    /// <summary>Removes what was written, unless it is in place.</summary>
    public void Dispose()
    {
        if (!_isDone && !OperatingSystem.IsWindows() && Interruption.Token.IsCancellationRequested)
        {
            // The name goes at once. To let go of many gigabytes takes the system a second, which is not for whoever asked to stop.
            File.Delete(_temporary);
            Task.Run(Close);
            return;
        }
        try
        {
            Close();
        }
        finally
        {
            if (!_isDone)
            {
                File.Delete(_temporary);
            }
        }
    }

    private void Close()
    {
        try
        {
            Stream.Dispose();
        }
        catch (Exception e) when (Error.IsWriteFailure(e))
        {
            // On a full disk the rest of the stream's buffer can't be written; what failed before is the error to report.
        }
    }

    /// <summary>Where there is no space, the file is gone again, and the error tells how much is missing.</summary>
    private void Reserve(long size)
    {
        try
        {
            Platform.Current.Reserve(Stream.SafeFileHandle, _target, 0, size);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <remarks>A name that no file can have is found out before anything is written, and not when that is done.</remarks>
    /// <exception cref="IOException">It can't be told.</exception>
    private static bool Exists(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    // The process's umask can't be asked for without changing it for all threads: an empty file shows it.
    [UnsupportedOSPlatform("windows")]
    private static UnixFileMode ModeOfNewFiles(string path)
    {
        using FileStream probe = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        return File.GetUnixFileMode(probe.SafeFileHandle);
    }
}

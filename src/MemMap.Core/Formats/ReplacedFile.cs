using System.Runtime.Versioning;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// A temporary file that atomically replaces another one when it is complete. A failure before that leaves the old file unchanged. Until
/// then, other users can't read the file. Symbolic links are followed: their target is replaced.
/// </summary>
internal sealed class ReplacedFile : IDisposable
{
    private readonly string _target, _temporary;
    private readonly bool _noClobber;
    private readonly UnixFileMode? _mode;
    private bool _isDone;

    /// <param name="path">The file to replace or create.</param>
    /// <param name="noClobber">Whether an existing file is an error.</param>
    /// <param name="size">The number of bytes to reserve on the disk; 0 if unknown.</param>
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
            bool exists = Renaming.TargetExists(_target);
            if (!OperatingSystem.IsWindows())
            {
                _mode = exists ? File.GetUnixFileMode(_target) : ModeOfNewFiles(_temporary);
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

    /// <summary>The stream to write to.</summary>
    public FileStream Stream { get; }

    /// <summary>Flushes the file to the disk and replaces the old file.</summary>
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
            Renaming.Run(() => File.Move(_temporary, _target, overwrite: !_noClobber));
            _isDone = true;
            Platform.Current.FlushDirectory(Path.GetDirectoryName(_target)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw _noClobber && File.Exists(_target) ? Error.FileExists(_target)
                : Error.CannotReplace(_target, e, MappedFile.IsWhatPrevents(e, _target));
        }
    }

    /// <summary>Deletes the temporary content, unless it was committed.</summary>
    public void Dispose()
    {
        if (!_isDone && !OperatingSystem.IsWindows() && Interruption.Token.IsCancellationRequested)
        {
            // Delete the name at once. Freeing many gigabytes takes about a second; do not make the user wait for it.
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
                Renaming.TryDelete(() => File.Delete(_temporary));
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
            // On a full disk, the stream's buffer can't be flushed. Ignore this: the earlier error is the one to report.
        }
    }

    /// <summary>Reserves disk space. Without enough space, the file is deleted, and the error names the missing amount.</summary>
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

    // Reading the process's umask would change it for all threads, so derive it from an empty file.
    [UnsupportedOSPlatform("windows")]
    private static UnixFileMode ModeOfNewFiles(string path)
    {
        using FileStream probe = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        return File.GetUnixFileMode(probe.SafeFileHandle);
    }
}

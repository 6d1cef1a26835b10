using MemMap.Memory;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Formats;

/// <summary>
/// A temporary folder that replaces another one when it is complete. A failure before that leaves the old folder unchanged. Until then,
/// other users can't access the folder.
/// </summary>
internal sealed class ReplacedFolder : IDisposable
{
    /// <summary>Below the limit of open files of a process.</summary>
    private const int MaxOpen = 512;

    private readonly string _target, _temporary, _old;
    private readonly bool _noClobber;
    private readonly Func<string, string?> _foreign;
    private readonly UnixFileMode? _mode;
    private bool _isDone;

    /// <param name="path">The folder to replace or create; links are followed.</param>
    /// <param name="noClobber">Whether an existing folder is an error.</param>
    /// <param name="foreign">
    /// Returns the name of an item that must not be replaced: empty if the folder is of another kind, <see langword="null"/> if everything
    /// can be replaced.
    /// </param>
    /// <exception cref="IOException">The folder can't be created.</exception>
    public ReplacedFolder(string path, bool noClobber, Func<string, string?> foreign)
    {
        _target = FileLinks.Follow(FileLinks.Absolute(Path.TrimEndingDirectorySeparator(path)));
        (_noClobber, _foreign) = (noClobber, foreign);
        if (File.Exists(_target) || (noClobber && Directory.Exists(_target)))
        {
            throw Error.FileExists(_target);
        }
        RequireOwn();
        string parent = Path.GetDirectoryName(_target)!;
        if (!Directory.Exists(parent))
        {
            throw Error.DirectoryNotFound(_target);
        }
        string name = $".memmap-{Path.GetRandomFileName()}";
        _temporary = Path.Combine(parent, name);
        _old = Path.Combine(parent, name + "-old");
        try
        {
            _ = Renaming.TargetExists(_target);
            DirectoryInfo made = Directory.CreateDirectory(_temporary);
            if (!OperatingSystem.IsWindows())
            {
                // The mode of the old folder, or the default by the user's umask.
                _mode = Directory.Exists(_target) ? File.GetUnixFileMode(_target) : made.UnixFileMode;
                made.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error.CannotWrite(_target, e);
        }
    }

    /// <summary>Creates a file in the folder.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="size">The number of bytes to reserve on the disk.</param>
    public FileStream Create(string name, long size)
    {
        FileStream stream = new(Path.Combine(_temporary, name), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        try
        {
            Platform.Current.Reserve(stream.SafeFileHandle, Path.Combine(_target, name), 0, size);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Replaces the old folder.</summary>
    public void Commit()
    {
        try
        {
            if (_mode is { } mode && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(_temporary, mode);
            }
            Platform.Current.FlushDirectory(_temporary);
            RequireOwn(); // Somebody may have put something there meanwhile.
            string? old = Exchange();
            _isDone = true;
            Platform.Current.FlushDirectory(Path.GetDirectoryName(_target)!);
            if (old is not null)
            {
                Directory.Delete(old, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !e.Data.Contains(Error.IdKey))
        {
            throw Error.CannotReplace(_target, e, MappedFile.IsWhatPrevents(e, _target));
        }
    }

    /// <summary>Deletes the temporary content, unless it was committed.</summary>
    public void Dispose()
    {
        if (_isDone)
        {
            return;
        }
        SafeFileHandle[] open = [];
        if (!OperatingSystem.IsWindows() && Interruption.Token.IsCancellationRequested)
        {
            // As for a single file: deleting open files is fast, and their space is freed later.
            open = [.. Directory.EnumerateFiles(_temporary).Take(MaxOpen).Select(file => File.OpenHandle(file))];
        }
        Renaming.TryDelete(() => Directory.Delete(_temporary, recursive: true));
        if (open.Length > 0)
        {
            Task.Run(() => Array.ForEach(open, file => file.Dispose()));
        }
    }

    private void RequireOwn()
    {
        if (Directory.Exists(_target) && _foreign(_target) is { } name)
        {
            throw name.Length == 0 ? Error.FileExists(_target) : Error.FolderHasMore(_target, name);
        }
    }

    /// <summary>Renames the new folder to the old name. Returns the new path of the old folder, if there was one.</summary>
    private string? Exchange()
    {
        if (!Directory.Exists(_target))
        {
            Renaming.Run(() => Directory.Move(_temporary, _target));
            return null;
        }
        if (_noClobber)
        {
            throw Error.FileExists(_target);
        }
        if (Platform.Current.TryExchange(_temporary, _target))
        {
            return _temporary;
        }
        // If the process is killed between the two steps, the old folder remains under its temporary name.
        Renaming.Run(() => Directory.Move(_target, _old));
        try
        {
            Renaming.Run(() => Directory.Move(_temporary, _target));
            return _old;
        }
        catch
        {
            Directory.Move(_old, _target);
            throw;
        }
    }
}

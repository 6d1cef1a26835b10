using MemMap.Memory;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Formats;

/// <summary>
/// A folder that is written beside the one it replaces, and takes its place in the end: whatever fails before, the old one is there
/// unchanged. Until then nobody else can look into it.
/// </summary>
internal sealed class ReplacedFolder : IDisposable
{
    /// <summary>Fewer than a process may have.</summary>
    private const int MaxOpen = 512;

    private readonly string _target, _temporary, _old;
    private readonly bool _noClobber;
    private readonly Func<string, string?> _foreign;
    private readonly UnixFileMode? _mode;
    private bool _isDone;

    /// <param name="path">The folder to replace or create; links are followed.</param>
    /// <param name="noClobber">Whether one that exists is an error.</param>
    /// <param name="foreign">
    /// Names something in a folder that isn't to be replaced: empty if the folder is of another kind, <see langword="null"/> if all may be.
    /// </param>
    /// <exception cref="IOException">It can't be written there.</exception>
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
            DirectoryInfo made = Directory.CreateDirectory(_temporary);
            if (!OperatingSystem.IsWindows())
            {
                // What the user's umask leaves, or what the old one has.
                _mode = Directory.Exists(_target) ? File.GetUnixFileMode(_target) : made.UnixFileMode;
                made.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error.CannotWrite(_target, e);
        }
    }

    /// <summary>A new file in the folder.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="size">The bytes that will be written, whose space is reserved.</param>
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

    /// <summary>Puts what was written in the old folder's place.</summary>
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
            throw Error.CannotReplace(_target, e);
        }
    }

    /// <summary>Removes what was written, unless it is in place.</summary>
    public void Dispose()
    {
        if (_isDone)
        {
            return;
        }
        SafeFileHandle[] open = [];
        if (!OperatingSystem.IsWindows() && Interruption.Token.IsCancellationRequested)
        {
            // As for a single file: what still is open takes no time to delete, and is let go of later.
            open = [.. Directory.EnumerateFiles(_temporary).Take(MaxOpen).Select(file => File.OpenHandle(file))];
        }
        Directory.Delete(_temporary, recursive: true);
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

    /// <summary>Gives the new folder the old one's name; where that is now, if there was one.</summary>
    private string? Exchange()
    {
        if (!Directory.Exists(_target))
        {
            Directory.Move(_temporary, _target);
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
        // Here a process that is killed between the two steps leaves the old one under its other name.
        Directory.Move(_target, _old);
        try
        {
            Directory.Move(_temporary, _target);
            return _old;
        }
        catch
        {
            Directory.Move(_old, _target);
            throw;
        }
    }
}

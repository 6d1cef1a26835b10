using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>A folder that is written beside the one it replaces, and takes its place in the end: whatever fails before, the old one is there unchanged.</summary>
internal sealed class ReplacedFolder : IDisposable
{
    private readonly string _target, _temporary, _old;
    private readonly bool _noClobber;
    private bool _isDone;

    /// <param name="path">The folder to replace or create.</param>
    /// <param name="noClobber">Whether one that exists is an error.</param>
    /// <param name="mayReplace">Whether a folder is of the kind that may be replaced; others are left alone.</param>
    /// <exception cref="IOException">It can't be written there.</exception>
    public ReplacedFolder(string path, bool noClobber, Predicate<string> mayReplace)
    {
        _target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        _noClobber = noClobber;
        if (File.Exists(_target) || (Directory.Exists(_target) && (noClobber || !mayReplace(_target))))
        {
            throw Error.FileExists(_target);
        }
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
            Directory.CreateDirectory(_temporary);
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
        Platform.Current.FlushDirectory(_temporary);
        try
        {
            bool replaces = Directory.Exists(_target);
            if (replaces)
            {
                if (_noClobber)
                {
                    throw Error.FileExists(_target);
                }
                Directory.Move(_target, _old);
            }
            try
            {
                Directory.Move(_temporary, _target);
                _isDone = true;
            }
            catch when (replaces)
            {
                Directory.Move(_old, _target);
                throw;
            }
            Platform.Current.FlushDirectory(Path.GetDirectoryName(_target)!);
            if (replaces)
            {
                Directory.Delete(_old, recursive: true);
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
        if (!_isDone)
        {
            Directory.Delete(_temporary, recursive: true);
        }
    }
}

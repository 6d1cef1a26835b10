using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>A file that is about to be mapped, and how to restore it if that fails.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Handle">The open file.</param>
/// <param name="Owner">The object to dispose when the file is no longer needed: <paramref name="Handle"/>, or a reference on it.</param>
/// <param name="IsNew">Whether opening the file created it.</param>
internal sealed record OpenedFile(string Path, SafeFileHandle Handle, SafeHandle Owner, bool IsNew)
{
    /// <summary>Opens a file by its path.</summary>
    public static OpenedFile FromPath(string path, MapRequest request)
    {
        path = FileLinks.Absolute(path);
        if (!Platform.Current.IsOrdinaryFile(path))
        {
            throw Error.NotAFile(path);
        }
        try
        {
            // Not OpenOrCreate, which doesn't tell whether it created the file.
            bool isThere = request.Mode != MapMode.Write || (!request.NoClobber && FileLinks.LeadsToFile(path));
            if (!isThere && !request.NoClobber)
            {
                path = FileLinks.Follow(path); // No file is created through a dangling link.
            }
            return Open(path, isThere ? FileMode.Open : FileMode.CreateNew, request);
        }
        catch (FileNotFoundException)
        {
            throw Error.FileNotFound(path);
        }
        catch (DirectoryNotFoundException)
        {
            throw Error.DirectoryNotFound(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !e.Data.Contains(Error.IdKey))
        {
            throw Directory.Exists(path) ? Error.PathIsDirectory(path)
                : e is UnauthorizedAccessException ? Error.AccessDenied(path, request.Mode)
                : request.NoClobber && File.Exists(path) ? Error.FileExists(path)
                : Error.CannotOpen(path, e);
        }
    }

    /// <summary>Takes the file of an open stream.</summary>
    public static OpenedFile FromStream(FileStream stream, MapRequest request)
    {
        if (stream is { CanRead: false, CanWrite: false })
        {
            throw Error.StreamClosed(stream.Name);
        }
        if (!stream.CanRead || (request.Mode.ChangesFile && !stream.CanWrite))
        {
            throw Error.StreamAccess(stream.Name, request.Mode);
        }
        if (!stream.CanSeek || !Platform.Current.IsOrdinaryFile(stream.Name))
        {
            throw Error.NotAFile(stream.Name);
        }
        if (request is { NoClobber: true } && request.Mode == MapMode.Write)
        {
            throw Error.FileExists(stream.Name);
        }
        stream.Flush();
        return new OpenedFile(stream.Name, stream.SafeFileHandle, new BorrowedFile(stream.SafeFileHandle), IsNew: false);
    }

    /// <summary>
    /// Makes the file at least <paramref name="end"/> bytes long; new bytes are zeros. Unless the file may be sparse, disk space is
    /// reserved first, from <paramref name="start"/>.
    /// </summary>
    public void Extend(long start, long end, bool sparse)
    {
        if (sparse)
        {
            Platform.Current.AllowHoles(Handle);
        }
        else
        {
            Platform.Current.Reserve(Handle, Path, start, end);
        }
        if (RandomAccess.GetLength(Handle) < end)
        {
            SetLength(end);
        }
    }

    /// <summary>
    /// Replaces the content of the file by <paramref name="length"/> zeros. If possible, reserved space is kept meanwhile.
    /// </summary>
    public void Clear(long length, bool sparse)
    {
        if (sparse || !Platform.Current.TryZero(Handle, length))
        {
            SetLength(0);
            Extend(0, length, sparse);
        }
        else
        {
            SetLength(length);
        }
    }

    /// <summary>Sets the length of the file; new bytes are zeros.</summary>
    public void SetLength(long length)
    {
        try
        {
            RandomAccess.SetLength(Handle, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Error.CannotExtend(Path, length, e.Message);
        }
    }

    /// <summary>Closes the file after a failure: deletes it if it is new, or restores its length if that was changed.</summary>
    public void Abandon(long? oldLength)
    {
        try
        {
            if (oldLength is { } length && !IsNew)
            {
                // Even if the length is unchanged: this frees space that was reserved beyond it.
                RandomAccess.SetLength(Handle, length);
            }
            Owner.Dispose();
            if (IsNew)
            {
                File.Delete(Path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Report the failure that led here.
        }
        finally
        {
            Owner.Dispose();
        }
    }

    private static OpenedFile Open(string path, FileMode mode, MapRequest request)
    {
        FileOptions options = request.Access switch
        {
            AccessHint.Sequential => FileOptions.SequentialScan,
            AccessHint.Random => FileOptions.RandomAccess,
            _ => FileOptions.None,
        };
        FileAccess access = request.Mode.ChangesFile ? FileAccess.ReadWrite : FileAccess.Read;
        SafeFileHandle handle = File.OpenHandle(path, mode, access, FileShare.ReadWrite | FileShare.Delete, options);
        return new OpenedFile(path, handle, handle, IsNew: mode == FileMode.CreateNew);
    }
}

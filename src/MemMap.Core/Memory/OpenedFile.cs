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
    /// <summary>Whether it is a block device, which is read by position: the system maps it, but .NET does not.</summary>
    internal bool IsDevice { get; init; }

    /// <summary>The present length.</summary>
    internal long Length => Platform.Current.LengthOf(Handle);

    /// <summary>Opens the file of a request: its path, or its stream.</summary>
    public static OpenedFile Open(MapRequest request)
        => request.Stream is { } stream ? FromStream(stream, request) : FromPath(request.Path!, request);

    /// <summary>Opens a file by its path.</summary>
    public static OpenedFile FromPath(string path, MapRequest request)
    {
        path = FileLinks.Absolute(path);
        bool isDevice = false;
        if (!Platform.Current.IsOrdinaryFile(path))
        {
            isDevice = Platform.Current.IsBlockDevice(path) ? request.Mode == MapMode.ReadOnly ? true : throw Error.DeviceMode(path)
                : throw Error.NotAFile(path);
        }
        bool isThere = true;
        try
        {
            // Not OpenOrCreate, which doesn't tell whether it created the file.
            isThere = request.Mode != MapMode.Write || (!request.NoClobber && FileLinks.LeadsToFile(path));
            if (!isThere && !request.NoClobber)
            {
                path = FileLinks.Follow(path); // No file is created through a dangling link.
            }
            return Open(path, isThere ? FileMode.Open : FileMode.CreateNew, request) with { IsDevice = isDevice };
        }
        catch (FileNotFoundException e)
        {
            throw isThere ? Error.FileNotFound(path) : Error.CannotOpen(path, e); // Windows says so of some names, too.
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
                : Error.IsTooManyFiles(e) ? Error.TooManyFiles(path, Platform.Current.MaxOpenFiles)
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
        return new OpenedFile(stream.Name, stream.SafeFileHandle, new SharedHandle(stream.SafeFileHandle), IsNew: false);
    }

    /// <summary>
    /// Makes the file at least <paramref name="end"/> bytes long; new bytes are zeros. Unless the file may be sparse, disk space is
    /// reserved first, from <paramref name="start"/>.
    /// </summary>
    public void Extend(long start, long end, bool sparse)
    {
        if (sparse)
        {
            Platform.Current.SetSparse(Handle, true);
        }
        else
        {
            Platform.Current.Reserve(Handle, Path, start, end);
        }
        if (Length < end)
        {
            SetLength(end);
        }
    }

    /// <summary>
    /// Replaces the content of the file, which has at least <paramref name="length"/> bytes, by that many zeros. Its reserved space is kept
    /// meanwhile if the system can do that at once, or if the disk has no room for the file beside that space.
    /// </summary>
    /// <exception cref="IOException">There is no space, or the file is mapped elsewhere and the system refuses.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled while zeros were written.</exception>
    public void Clear(long length, bool sparse)
    {
        if (!sparse && Platform.Current.TryZero(Handle, length))
        {
            SetLength(length);
        }
        else if ((sparse || Platform.Current.FreeSpace(Path) >= length) && TrySetLength(0))
        {
            Platform.Current.SetSparse(Handle, sparse);
            Extend(0, length, sparse);
        }
        else
        {
            // Whoever else maps the file sees the zeros, as on systems that truncate mapped files.
            SetLength(length);
            WriteZeros(length);
        }
    }

    /// <summary>Sets the length of the file; new bytes are zeros.</summary>
    /// <exception cref="IOException">The system refuses: the disk is full, or the file is mapped and would become shorter.</exception>
    public void SetLength(long length)
    {
        if (!TrySetLength(length))
        {
            throw Error.StillMapped(Path, length);
        }
    }

    /// <inheritdoc cref="SetLength"/>
    /// <returns>False if the file is mapped and would become shorter, which Windows refuses; nothing was changed then.</returns>
    public bool TrySetLength(long length)
    {
        for (bool isFirst = true; ; isFirst = false)
        {
            try
            {
                RandomAccess.SetLength(Handle, length);
                return true;
            }
            catch (IOException e) when (Error.IsStillMapped(e))
            {
                if (!isFirst)
                {
                    return false;
                }
                ArrayBuffer.CollectDropped(); // Arrays that nobody refers to any more may be what maps it.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw Error.IsWindowsDiskFull(e) ? Error.NoSpace(Path, length, e.Message) : Error.CannotExtend(Path, length, e.Message);
            }
        }
    }

    /// <summary>Writes zeros in place of the first bytes of the file. It takes as long as the disk needs, and can be cancelled.</summary>
    internal void WriteZeros(long length)
    {
        var zeros = new byte[Math.Min(length, 1 << 20)];
        try
        {
            for (long done = 0; done < length; done += zeros.Length)
            {
                Interruption.Token.ThrowIfCancellationRequested();
                RandomAccess.Write(Handle, zeros.AsSpan(0, (int)Math.Min(zeros.Length, length - done)), done);
            }
        }
        catch (Exception e) when (Error.IsWriteFailure(e))
        {
            throw Error.IsDiskFull(e) ? Error.NoSpace(Path, length, e.Message) : Error.WriteFailed(Path, e);
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

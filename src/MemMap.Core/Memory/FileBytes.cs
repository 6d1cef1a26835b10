using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>
/// The bytes of a range of a file, read and written by position instead of through memory. Nobody can cut a file short under a read: it
/// gives fewer bytes, and that is an error here. To touch a mapped page that is no longer there ends the process.
/// </summary>
/// <param name="file">The open file.</param>
/// <param name="path">Its path, for messages.</param>
/// <param name="offset">Where in the file byte 0 is.</param>
/// <param name="length">The number of bytes.</param>
internal sealed unsafe class FileBytes(SafeFileHandle file, string path, long offset, long length)
{
    /// <summary>A span is no longer than this.</summary>
    private const int MaxPart = 1 << 30;

    /// <summary>The absolute path of the file.</summary>
    internal string Path => path;

    /// <summary>Reads bytes.</summary>
    /// <exception cref="IOException">The file has become too short, or can't be read.</exception>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    internal void Read(long at, byte* target, long count)
    {
        try
        {
            for (long done = 0; done < count;)
            {
                int read = RandomAccess.Read(file, new Span<byte>(target + done, (int)Math.Min(count - done, MaxPart)), offset + at + done);
                if (read == 0)
                {
                    // The file may have become longer again since.
                    throw Error.FileTruncated(path, offset + length, Math.Min(RandomAccess.GetLength(file), offset + at + done));
                }
                done += read;
            }
            // While a file is cut short, the system may hand out zeros in place of what is being cut off.
            long present = RandomAccess.GetLength(file);
            if (present < offset + at + count)
            {
                throw Error.FileTruncated(path, offset + length, present);
            }
        }
        catch (ObjectDisposedException)
        {
            throw Error.Closed(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !e.Data.Contains(Error.IdKey))
        {
            throw Error.ReadFailed(path, e);
        }
    }

    /// <summary>Writes bytes.</summary>
    /// <exception cref="IOException">The file can't be written; for one, it has holes, and the disk is full.</exception>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    internal void Write(long at, byte* source, long count)
    {
        try
        {
            for (long done = 0; done < count; done += MaxPart)
            {
                RandomAccess.Write(file, new ReadOnlySpan<byte>(source + done, (int)Math.Min(count - done, MaxPart)), offset + at + done);
            }
        }
        catch (ObjectDisposedException)
        {
            throw Error.Closed(path);
        }
        catch (Exception e) when (Error.IsWriteFailure(e))
        {
            throw Error.IsDiskFull(e) ? Error.NoSpace(path, count, e.Message) : Error.WriteFailed(path, e);
        }
    }
}

using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>
/// The bytes of a range of a file, read and written by position rather than through memory. If the file is truncated during a read, the
/// read returns fewer bytes, which is an error here. Accessing a mapped page that no longer exists is a fault.
/// </summary>
/// <param name="file">The open file.</param>
/// <param name="path">Its path, for messages.</param>
/// <param name="offset">The position in the file of byte 0.</param>
/// <param name="length">The number of bytes.</param>
internal sealed class FileByteSource(SafeFileHandle file, string path, long offset, long length) : ByteSource
{
    internal override string Path => path;

    private protected override void Read(long at, Span<byte> target)
    {
        try
        {
            while (!target.IsEmpty)
            {
                int read = RandomAccess.Read(file, target, offset + at);
                if (read == 0)
                {
                    // The file may have grown again since.
                    throw Error.FileTruncated(path, offset + length, Math.Min(Platform.Current.LengthOf(file), offset + at));
                }
                target = target[read..];
                at += read;
            }
            // While a file is being truncated, a read may return zeros in place of the bytes that are removed.
            long present = Platform.Current.LengthOf(file);
            if (present < offset + at)
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

    private protected override void Write(long at, ReadOnlySpan<byte> source)
    {
        try
        {
            RandomAccess.Write(file, source, offset + at);
        }
        catch (ObjectDisposedException)
        {
            throw Error.Closed(path);
        }
        catch (Exception e) when (Error.IsWriteFailure(e))
        {
            throw Error.IsDiskFull(e) ? Error.NoSpace(path, source.Length, e.Message) : Error.WriteFailed(path, e);
        }
    }
}

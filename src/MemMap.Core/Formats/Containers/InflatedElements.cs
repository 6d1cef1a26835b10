using System.IO.Compression;
using MemMap.Compute;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Reads elements that are deflated in a file, in gzip's or zlib's frame, into memory.</summary>
/// <param name="Start">The offset of the compressed bytes in the file.</param>
/// <param name="Length">Their number.</param>
/// <param name="IsGzip">Whether the frame is gzip's.</param>
internal sealed record InflatedElements(long Start, long Length, bool IsGzip)
{
    /// <summary>The maximum expansion of Deflate. Who claims more is malicious.</summary>
    private const long MaxRatio = 1032;

    private const int BlockBytes = 1 << 18;

    /// <summary>Whether so many bytes can be in the compressed ones.</summary>
    internal bool CanHave(long bytes) => bytes / MaxRatio <= Length;

    /// <summary>Returns some of the decompressed bytes, fewer at their end.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    internal byte[] ReadUpTo(OpenedFile file, long skip, int count)
    {
        using Stream stream = Open(file);
        byte[] block = new byte[BlockBytes], bytes = new byte[count];
        while (skip > 0)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            int wanted = (int)Math.Min(skip, block.Length), read = Checked(() => stream.Read(block, 0, wanted));
            if (read == 0)
            {
                return [];
            }
            skip -= read;
        }
        return bytes[..Checked(() => stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false))];
    }

    /// <summary>Reads elements.</summary>
    /// <param name="file">The file.</param>
    /// <param name="skip">The number of decompressed bytes before the first element.</param>
    /// <param name="dtype">The dtype of the elements.</param>
    /// <param name="shape">The length of each axis.</param>
    /// <param name="order">Which axis varies fastest.</param>
    /// <exception cref="InvalidDataException">They are damaged, or too few.</exception>
    internal ArrayRef Read(OpenedFile file, long skip, DType dtype, long[] shape, MemoryOrder order)
    {
        ArrayRef array = ArrayRef.Allocate(shape, dtype, order);
        try
        {
            using BufferLease lease = array.Lease(forWrite: true);
            using Stream stream = Open(file);
            byte[] block = new byte[BlockBytes];
            for (long at = -skip; at < array.NBytes;)
            {
                Interruption.Token.ThrowIfCancellationRequested();
                int wanted = (int)Math.Min(block.Length, at < 0 ? -at : array.NBytes - at);
                int read = Checked(() => stream.Read(block, 0, wanted));
                if (read == 0)
                {
                    throw new InvalidDataException($"they end after {Math.Max(0, at)} of {array.NBytes} bytes");
                }
                if (at >= 0)
                {
                    lease.Write(at, block.AsSpan(0, read));
                }
                at += read;
            }
            return array;
        }
        catch (InvalidDataException e)
        {
            array.Buffer.Close();
            throw Error.DamagedElements(file.Path, e.Message, e);
        }
        catch
        {
            array.Buffer.Close();
            throw;
        }
    }

    /// <summary>Reads from a stream of .NET that decompresses: of some damages, it says that it could not read them.</summary>
    /// <exception cref="InvalidDataException">The compressed bytes are damaged.</exception>
    internal static T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (IOException e) when (!e.Data.Contains(Error.IdKey))
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private Stream Open(OpenedFile file)
    {
        FileRange range = new(file, Start, Length);
        return IsGzip ? new GZipStream(range, CompressionMode.Decompress) : new ZLibStream(range, CompressionMode.Decompress);
    }
}

using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>
/// Writes the changes of a file to the disk, a piece at a time, before it is flushed. A flush is one call that can't be cancelled and
/// takes as long as there are changes to write. After this, there are almost none left.
/// </summary>
internal static unsafe class WriteBack
{
    /// <summary>A disk of 50 MB/s takes a sixth of a second for a piece.</summary>
    private const long PieceBytes = 8 << 20;

    /// <summary>
    /// The largest number of pieces. For a huge range the pieces are longer, so that a pass without changes takes no time.
    /// </summary>
    private const long MaxPieces = 1 << 14;

    /// <summary>
    /// Writes the changes of a range of a file, unless it is at most one piece. Returns false if the system has no call for it.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="offset">The start of the range.</param>
    /// <param name="length">The length of the range.</param>
    /// <exception cref="OperationCanceledException">The write was cancelled; some of the changes are written.</exception>
    /// <exception cref="IOException">The disk refused the data.</exception>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    internal static bool TryRun(SafeFileHandle file, string path, long offset, long length)
    {
        long step = Math.Max(PieceBytes, length / MaxPieces);
        CancellationToken cancellation = Interruption.Token;
        for (long start = 0; length > step && start < length; start += step)
        {
            cancellation.ThrowIfCancellationRequested();
            // Start the next piece before waiting for this one, so that the disk is never idle.
            if (!Write(start + step, waits: false) || !Write(start, waits: true))
            {
                return false;
            }
        }
        return true;

        bool Write(long start, bool waits)
            => start >= length || Platform.Current.TryWriteOut(file, path, offset + start, Math.Min(step, length - start), waits);
    }

    /// <summary>Passes the changes of a mapped range to its file, a piece at a time.</summary>
    /// <exception cref="OperationCanceledException">The write was cancelled; some of the changes are written.</exception>
    /// <exception cref="IOException">The disk refused the data.</exception>
    internal static void Flush(byte* start, long length, string path)
    {
        CancellationToken cancellation = Interruption.Token;
        for (long done = 0; done < length; done += PieceBytes)
        {
            cancellation.ThrowIfCancellationRequested();
            Platform.Current.Flush(start + done, Math.Min(PieceBytes, length - done), path);
        }
    }
}

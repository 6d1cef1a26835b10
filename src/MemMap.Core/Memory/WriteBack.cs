using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>
/// Writes what was changed in a file to the disk, a piece at a time, before it is flushed. A flush is one call, which nobody can stop and
/// which takes as long as there is something to write; behind this there is next to nothing left.
/// </summary>
internal static unsafe class WriteBack
{
    /// <summary>A disk of 50 MB/s takes a sixth of a second for it.</summary>
    private const long PieceBytes = 8 << 20;

    /// <summary>Of a huge range pieces are longer, so that looking through them takes no time where there is nothing to write.</summary>
    private const long MaxPieces = 1 << 14;

    /// <summary>
    /// Writes the changes of a range of a file, if it is worth more than one piece; false where the system has no call for that.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="offset">Where the range begins.</param>
    /// <param name="length">How long it is.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop; some of it is written.</exception>
    /// <exception cref="IOException">The disk didn't take it.</exception>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    internal static bool TryRun(SafeFileHandle file, string path, long offset, long length)
    {
        long step = Math.Max(PieceBytes, length / MaxPieces);
        CancellationToken cancellation = Interruption.Token;
        for (long start = 0; length > step && start < length; start += step)
        {
            cancellation.ThrowIfCancellationRequested();
            // The disk has the next piece to do while this one is waited for.
            if (!Write(start + step, waits: false) || !Write(start, waits: true))
            {
                return false;
            }
        }
        return true;

        bool Write(long start, bool waits)
            => start >= length || Platform.Current.TryWriteOut(file, path, offset + start, Math.Min(step, length - start), waits);
    }

    /// <summary>Hands the changes of a mapped range to its file, a piece at a time.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop; some of it is written.</exception>
    /// <exception cref="IOException">The disk didn't take it.</exception>
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

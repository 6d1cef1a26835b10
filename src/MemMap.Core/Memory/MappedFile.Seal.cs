using System.Collections.Concurrent;

namespace MemMap.Memory;

// Maps with dependent data elsewhere in the file (a checksum) are closed in order even if no user closes them.
internal sealed partial class MappedFile
{
    private static readonly ConcurrentDictionary<MappedFile, bool> Unsealed = [];

    private static int _exitIsWatched;

    private int _isWritten;

    private protected override void OnWriting()
    {
        if (Volatile.Read(ref _isWritten) != 0 || Interlocked.Exchange(ref _isWritten, 1) != 0 || _request.Seal is null)
        {
            return;
        }
        Unsealed[this] = true;
        if (IsClosed)
        {
            Unsealed.TryRemove(this, out _); // Closing may have missed it. No lease is given any more.
        }
        if (Interlocked.Exchange(ref _exitIsWatched, 1) == 0)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => CloseUnsealed();
        }
    }

    /// <summary>Updates the dependent data if bytes may have been written.</summary>
    private void Seal(bool isLast)
    {
        if (isLast ? Unsealed.TryRemove(this, out _) : Volatile.Read(ref _isWritten) != 0)
        {
            _request.Seal?.Invoke(_file.Handle);
        }
    }

    private static void CloseUnsealed()
    {
        foreach (MappedFile file in Unsealed.Keys)
        {
            try
            {
                file.Close();
            }
            catch (IOException)
            {
                // There is no caller left to report to.
            }
        }
    }
}

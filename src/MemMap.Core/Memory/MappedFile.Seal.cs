using System.Collections.Concurrent;

namespace MemMap.Memory;

// Maps with dependent data elsewhere in the file (a checksum) are closed in order even if no user closes them.
internal sealed partial class MappedFile
{
    private static readonly ConcurrentDictionary<MappedFile, bool> Unsealed = [];

    private static int _exitIsWatched;

    private void KeepUntilSealed()
    {
        if (_request.Seal is null)
        {
            return;
        }
        Unsealed[this] = true;
        if (Interlocked.Exchange(ref _exitIsWatched, 1) == 0)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => CloseUnsealed();
        }
    }

    private void Seal()
    {
        if (Unsealed.TryRemove(this, out _))
        {
            _request.Seal!.Invoke(_file.Handle);
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

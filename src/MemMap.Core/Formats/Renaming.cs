using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// Renames and replaces files and folders. Windows refuses that while anybody has one of them open, as a virus scanner or an indexer does
/// for a moment with each new file, and while a file is mapped, as it is by an array that was dropped and not collected yet.
/// </summary>
internal static class Renaming
{
    /// <summary>The longest pause between two attempts. All pauses are a second together.</summary>
    private const int LongestPauseMilliseconds = 512;

    /// <summary>The longest name in a folder on every file system of Windows. Other systems report a longer one by themselves.</summary>
    private const int LongestName = 255;

    /// <summary>Whether there is a file or folder that is to be replaced. It is asked before anything is written.</summary>
    /// <exception cref="IOException">
    /// Nothing can have that name. On Windows, <c>file:stream</c> can be opened, but is part of another file and can't be replaced.
    /// </exception>
    internal static bool TargetExists(string path)
    {
        string name = Path.GetFileName(path);
        int at = name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars());
        if (at >= 0)
        {
            throw Error.NameNotAllowed(path, name[at]);
        }
        if (OperatingSystem.IsWindows() && name.Length > LongestName)
        {
            throw Error.NameTooLong(path, LongestName);
        }
        try
        {
            _ = File.GetAttributes(path);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Deletes what was not completed. The failure that led to this is the one to report.</summary>
    internal static void TryDelete(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A scanner has it open, or the disk is gone.
        }
    }

    /// <summary>Renames, and tries again for about a second if the system refuses for what may be gone soon.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled between two attempts; nothing is renamed.</exception>
    internal static void Run(Action rename) => Run(rename, e => OperatingSystem.IsWindows() && Error.IsMomentary(e));

    /// <inheritdoc cref="Run(Action)"/>
    internal static void Run(Action rename, Func<Exception, bool> isMomentary)
    {
        for (int pause = 1; pause <= LongestPauseMilliseconds; pause *= 2)
        {
            try
            {
                rename();
                return;
            }
            catch (Exception e) when (isMomentary(e))
            {
                if (pause == 1)
                {
                    ArrayBuffer.CollectDropped();
                }
                _ = Interruption.Token.WaitHandle.WaitOne(pause);
                Interruption.Token.ThrowIfCancellationRequested();
            }
        }
        rename();
    }
}

namespace MemMap.Memory;

/// <summary>Symbolic links, followed as a shell's redirection follows them: also to where there is no file yet.</summary>
internal static class FileLinks
{
    /// <summary>The file that a path leads to, whether it exists or not; the path itself if it is no link.</summary>
    /// <exception cref="IOException">Links lead to one another, or can't be read.</exception>
    internal static string Follow(string path)
    {
        try
        {
            FileInfo file = new(path);
            return file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error.CannotOpen(path, e);
        }
    }

    /// <summary>Whether a path leads to a file. To .NET, a link to nothing is a file.</summary>
    internal static bool LeadsToFile(string path) => File.Exists(path) && File.Exists(Follow(path));
}

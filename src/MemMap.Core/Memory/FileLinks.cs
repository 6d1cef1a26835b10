namespace MemMap.Memory;

/// <summary>
/// Paths of files. Symbolic links are followed as a shell's redirection follows them, including those to a file that does not exist yet.
/// </summary>
internal static class FileLinks
{
    /// <summary>The absolute path of a file.</summary>
    /// <exception cref="ArgumentException">No file can have that path.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is that of a directory, existing or not.</exception>
    internal static string Absolute(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw Error.InvalidPath(path);
        }
        path = Path.GetFullPath(path);
        return Path.EndsInDirectorySeparator(path) ? throw Error.PathIsDirectory(path) : path;
    }

    /// <summary>The file that a path leads to, existing or not; the path itself if it is no link.</summary>
    /// <exception cref="IOException">The links form a cycle, or can't be read.</exception>
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

    /// <summary>Whether a path leads to an existing file. .NET counts a dangling link as a file.</summary>
    internal static bool LeadsToFile(string path) => File.Exists(path) && File.Exists(Follow(path));
}

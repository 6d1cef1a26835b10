namespace MemMap.Memory;

/// <summary>
/// Paths of files. Symbolic links are followed as a shell's redirection follows them, including those to a file that does not exist yet.
/// </summary>
internal static class FileLinks
{
    /// <summary>The absolute path of a file.</summary>
    /// <exception cref="ArgumentException">No file can have that path.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The path is that of a directory, existing or not, or the root of a share.
    /// </exception>
    internal static string Absolute(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw Error.InvalidPath(path);
        }
        path = Path.GetFullPath(path);
        // Devices of Windows are in no directory either, but are reported as what they are.
        bool isRoot = Path.GetDirectoryName(path) is null && Platform.Current.IsOrdinaryFile(path);
        return isRoot || Path.EndsInDirectorySeparator(path) ? throw Error.PathIsDirectory(path) : path;
    }

    /// <summary>The file that a path leads to, existing or not; the path itself if it is no link.</summary>
    /// <exception cref="IOException">The links form a cycle, or can't be read.</exception>
    internal static string Follow(string path)
    {
        try
        {
            FileInfo file = new(path);
            return file.LinkTarget is null ? path : Target(file.ResolveLinkTarget(returnFinalTarget: true)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error.CannotOpen(path, e);
        }
    }

    /// <remarks>
    /// On Windows .NET removes only the prefix <c>\\?\</c> from the path of a final target, so that <c>\\?\UNC\server\share\file</c>
    /// becomes <c>UNC\server\share\file</c> and the full name has the process's directory before that. A final target is never
    /// relative.
    /// </remarks>
    private static string Target(FileSystemInfo target)
        => OperatingSystem.IsWindows() && OnShare(target.ToString()) is { } path ? path : target.FullName;

    /// <summary>The path on a share that a final target of a link stands for; null if it is not on one.</summary>
    internal static string? OnShare(string target)
    {
        const string share = @"UNC\";
        return target.StartsWith(share, StringComparison.OrdinalIgnoreCase) ? string.Concat(@"\\", target.AsSpan(share.Length)) : null;
    }

    /// <summary>Whether a path leads to an existing file. .NET counts a dangling link as a file.</summary>
    internal static bool LeadsToFile(string path) => File.Exists(path) && File.Exists(Follow(path));
}

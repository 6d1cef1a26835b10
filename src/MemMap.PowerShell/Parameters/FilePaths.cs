using System.Collections.ObjectModel;
using System.Management.Automation;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Turns what a user gives as a path into paths of files: from PowerShell's location, and of the file system only.</summary>
internal static class FilePaths
{
    /// <summary>The one file that a literal path names, whether it exists or not.</summary>
    internal static string Literal(PSCmdlet cmdlet, string path)
    {
        RequireNoNul(path);
        string file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        RequireFileSystem(path, provider);
        return file;
    }

    /// <summary>The files that a path with wildcards matches. Without a match, it is the path of a file that may be created.</summary>
    /// <param name="cmdlet">Whose location counts.</param>
    /// <param name="path">The path.</param>
    /// <param name="mustExist">Whether no file is created, so that a pattern without a match is an error.</param>
    internal static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path, bool mustExist = false)
    {
        RequireNoNul(path);
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            // Nothing to match; the engine would still go through folders, which takes several times as long as mapping the file.
            return [Literal(cmdlet, WildcardPattern.Unescape(path))];
        }
        try
        {
            Collection<string> found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            RequireFileSystem(path, provider);
            // Among many, a directory is none of the files that were meant.
            string[] files = [.. found.Where(File.Exists)];
            if (files.Length > 0)
            {
                return files;
            }
        }
        catch (ItemNotFoundException)
        {
            // A folder on the way doesn't exist: no match either.
        }
        string literal = Literal(cmdlet, WildcardPattern.Unescape(path));
        // Brackets may be meant as they are; a name with * or ? is no file's that somebody wants to create.
        return mustExist && path.AsSpan().ContainsAny('*', '?') && !File.Exists(literal) ? throw Errors.NoMatch(path) : [literal];
    }

    /// <summary>The one file that a path with wildcards matches, or the file that it names.</summary>
    internal static string Single(PSCmdlet cmdlet, string path)
        => Resolve(cmdlet, path) is [string file] ? file : throw Errors.SeveralFiles(path);

    /// <summary>What tells whether the path of a file matches a path with wildcards.</summary>
    internal static Predicate<string> Pattern(PSCmdlet cmdlet, string path)
    {
        string full = Literal(cmdlet, path);
        bool ignoreCase = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();
        WildcardPattern pattern = new(full, ignoreCase ? WildcardOptions.IgnoreCase : WildcardOptions.None);
        // The location itself may have characters in it that are wildcards in a pattern.
        return file
            => pattern.IsMatch(file)
                || string.Equals(file, full, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    // The engine and .NET have errors of their own for it, each another one.
    private static void RequireNoNul(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw Error.InvalidPath(path);
        }
    }

    private static void RequireFileSystem(string path, ProviderInfo provider)
    {
        if (provider.Name != "FileSystem")
        {
            throw Errors.NotAFilePath(path, provider.Name);
        }
    }
}

using System.Collections.ObjectModel;
using System.Management.Automation;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Resolves a user's path to paths of files, relative to PowerShell's location. Only the FileSystem provider is allowed.</summary>
internal static class FilePaths
{
    /// <summary>Whether a path is a pattern.</summary>
    internal static bool HasWildcards(string path) => WildcardPattern.ContainsWildcardCharacters(WithoutPrefix(path));

    /// <summary>Returns the file that a literal path names, whether it exists or not.</summary>
    internal static string Literal(PSCmdlet cmdlet, string path)
    {
        RequireNoNul(path);
        string file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        RequireFileSystem(path, provider);
        return file;
    }

    /// <summary>
    /// Returns the files that a path with wildcards matches. Without a match, it is the path of a file that may be created.
    /// </summary>
    /// <param name="cmdlet">The cmdlet whose location is used.</param>
    /// <param name="path">The path.</param>
    /// <param name="mustExist">Whether a pattern without a match is an error, because no file will be created.</param>
    internal static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path, bool mustExist = false)
    {
        RequireNoNul(path);
        if (!HasWildcards(path))
        {
            // No wildcards: skip the engine, which would enumerate folders. That takes several times as long as mapping the file.
            return (string[])[Literal(cmdlet, WildcardPattern.Unescape(path))];
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
            // A parent folder doesn't exist: no match.
        }
        string literal = Literal(cmdlet, WildcardPattern.Unescape(path));
        // Brackets may be literal. A name with * or ? is never the name of a file to create.
        bool isPattern = WithoutPrefix(path).AsSpan().ContainsAny('*', '?');
        return mustExist && isPattern && !File.Exists(literal) ? throw Errors.NoMatch(path) : [literal];
    }

    /// <summary>Orders the files of a pattern by their names, with numbers by their values.</summary>
    internal static IReadOnlyList<string> InOrder(IReadOnlyList<string> files) => [.. files.Order(NaturalPathOrder.Instance)];

    /// <summary>Returns the only file that a path with wildcards matches, or the file that it names.</summary>
    internal static string Single(PSCmdlet cmdlet, string path)
        => Resolve(cmdlet, path) is [string file] ? file : throw Errors.SeveralFiles(path);

    /// <summary>Returns a predicate that matches paths of files against a path with wildcards.</summary>
    internal static Predicate<string> Pattern(PSCmdlet cmdlet, string path)
    {
        string full = Literal(cmdlet, path);
        bool ignoreCase = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();
        WildcardPattern pattern = new(full, ignoreCase ? WildcardOptions.IgnoreCase : WildcardOptions.None);
        // Escape the location: it may contain wildcard characters.
        return file
            => pattern.IsMatch(file)
                || string.Equals(file, full, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    /// <summary>A path without the prefix behind which Windows takes it as it is, and whose question mark is no wildcard.</summary>
    private static string WithoutPrefix(string path)
    {
        const string verbatim = @"\\?\";
        return path.StartsWith(verbatim, StringComparison.Ordinal) ? path[verbatim.Length..] : path;
    }

    // The engine and .NET report different errors for it.
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

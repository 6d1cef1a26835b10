using System.Management.Automation;

namespace MemMap.Output;

// Errors of open maps.
internal static partial class Errors
{
    /// <summary>Arrays to join from the pipeline, and a file.</summary>
    internal static ErrorRecord JoinedAndPath(string file) => From(Error.With("JoinedAndPath", new ArgumentException(
        $"arrays come through the pipeline, and '{file}' is a file to read: to write what is joined, add ... | Join-MemMap | Export-MemMap "
            + $"'{file}'; to join files, write Join-MemMap '{file}' by itself")), file);

    /// <summary>An array in memory where a map is needed.</summary>
    internal static ErrorRecord NotAMap(NDArray array, string command)
        => From(Error.With("NotAMap",
            new ArgumentException($"{command} needs a map, and this array ({ArrayHeader.Of(array)}) is in memory")), array);

    /// <summary>A file without an open map.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <param name="open">The files that are mapped.</param>
    internal static ErrorRecord NotOpen(string path, IEnumerable<string> open)
    {
        string[] same = [.. open.Distinct().Where(file => string.Equals(
            Path.GetFileName(file), Path.GetFileName(path), StringComparison.OrdinalIgnoreCase))];
        return From(Error.With("NotOpen", new ItemNotFoundException($"no map of '{path}' is open"
            + (same is [var one, ..] ? $"; one of '{one}' is{(same.Length > 1 ? $", and {same.Length - 1} more of that name" : "")}"
                : ""))), path);
    }
}

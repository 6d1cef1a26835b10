using System.Management.Automation;
using static MemMap.Output.CommandText;

namespace MemMap.Output;

// Errors of open maps.
internal static partial class Errors
{
    /// <summary>Arrays to join from the pipeline, and a file.</summary>
    internal static ErrorRecord JoinedAndPath(string file) => From(Error.With("JoinedAndPath", new ArgumentException(
        $"arrays come through the pipeline, and '{file}' is a file to read: to write what is joined, add ... | Join-MemMap | Export-MemMap "
            + $"'{file}'; to join files, write Join-MemMap {Quoted(file)} by itself")), file);

    /// <summary>An array in memory, or an expression, where a map is needed.</summary>
    internal static ErrorRecord NotAMap(NDArray array, string command)
        => From(Error.With("NotAMap", new ArgumentException($"{command} needs a map, and this array ({ArrayHeader.Of(array)}) is "
            + (array.IsLazy ? "an expression" : "in memory"))), array);

    /// <summary>A file whose new length would count other elements than those that it is open with.</summary>
    internal static ErrorRecord LengthInBytes(MemMapArray open, DType dtype)
        => From(Error.With("LengthInBytes", new ArgumentException(
            $"'{open.FileName}' is open as {ArrayHeader.Of(open, isShort: true)}, and a length of the file would count {dtype.Called}: "
                + $"write $m | Resize-MemMap with that map, or -DType {dtype.Called} if it is meant")), open);

    /// <summary>A list where a single array is needed.</summary>
    internal static ArgumentException NotOneArray(Array list) => Error.With("NotAnArray", new ArgumentException(
        list.Length > 0 && list.Cast<object?>().All(item => item is NDArray or PSObject { BaseObject: NDArray })
            ? $"a single array is expected, and this is a list of {list.Length}: send them through the pipeline, as in "
                + "$a, $b | Join-MemMap"
            : $"a list of {Error.Counted(list.Length, "value")} is no array; $list | ConvertTo-MemMap makes one"));

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

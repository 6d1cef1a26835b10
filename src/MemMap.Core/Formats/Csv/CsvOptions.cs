using System.Text;

namespace MemMap.Formats;

/// <summary>How a table is read.</summary>
/// <param name="Path">The file.</param>
internal sealed record CsvOptions(string Path)
{
    /// <summary>The character between cells; null to find it in the first line.</summary>
    internal char? Delimiter { get; init; }

    /// <summary>The names of the columns, for a file that has none.</summary>
    internal string[]? Header { get; init; }

    /// <summary>Whether the first line is a row, and the columns have no names.</summary>
    internal bool NoHeader { get; init; }

    /// <summary>The encoding of a file without a byte order mark; null for UTF-8.</summary>
    internal Encoding? Encoding { get; init; }

    /// <summary>The notation of numbers and dates; null for the invariant one.</summary>
    internal CellCulture? Culture { get; init; }
}

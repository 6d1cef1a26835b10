namespace MemMap.Tests.DataTypes;

/// <summary>The expected results that tests/Golden/make_dtypes.py got from numpy.</summary>
internal static class Golden
{
    /// <summary>The lines of a file, split at tabs.</summary>
    public static IEnumerable<string[]> Lines(string file) => Read(file).Select(line => line.Split('\t'));

    /// <summary>A square table: the notations, then for each pair what numpy says.</summary>
    public static IEnumerable<(string Row, string Column, string Cell)> Table(string file)
    {
        string[][] lines = [.. Read(file).Select(line => line.Split(' '))];
        return lines.Skip(1).SelectMany((cells, row) => cells.Select((cell, column) => (lines[0][row], lines[0][column], cell)));
    }

    /// <summary>A live comparison may leave the dtypes out.</summary>
    private static IEnumerable<string> Read(string file)
        => Repository.IsLive && !Directory.Exists(Repository.Golden("dtypes")) ? [] : File.ReadLines(Repository.Golden("dtypes", file));
}

namespace MemMap.Tests.DataTypes;

/// <summary>The expected results that tests/Golden/make_dtypes.py got from numpy.</summary>
internal static class Golden
{
    /// <summary>Where the repository's files are: the nearest directory above the test's binaries that has the solution.</summary>
    private static readonly string Folder = Path.Combine(Root(), "tests", "Golden", "dtypes");

    /// <summary>The lines of a file, split at tabs.</summary>
    public static IEnumerable<string[]> Lines(string file) => File.ReadLines(Path.Combine(Folder, file)).Select(line => line.Split('\t'));

    /// <summary>A square table: the notations, then for each pair what numpy says.</summary>
    public static IEnumerable<(string Row, string Column, string Cell)> Table(string file)
    {
        string[][] lines = [.. File.ReadLines(Path.Combine(Folder, file)).Select(line => line.Split(' '))];
        return lines.Skip(1).SelectMany((cells, row) => cells.Select((cell, column) => (lines[0][row], lines[0][column], cell)));
    }

    /// <summary>The repository's folder.</summary>
    internal static string Root()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "MemMap.slnx")))
            {
                return at.FullName;
            }
        }
        throw new DirectoryNotFoundException("no MemMap.slnx above the tests");
    }
}

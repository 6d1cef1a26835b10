namespace MemMap.Tests.Docs;

/// <summary>No line of the sources and documents is longer than 140 columns, but for those that can't be broken.</summary>
public class LineLengthTests
{
    private const int Columns = 140;

    /// <summary>Kinds of files that people write; what else there is are data.</summary>
    private static readonly string[] Extensions = [".cs", ".ps1", ".psm1", ".psd1", ".ps1xml", ".md", ".yml", ".csproj", ".props"];

    /// <summary>The folders of what is built, which git ignores.</summary>
    private static readonly string[] Built = ["artifacts", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts"];

    [Fact]
    public void No_line_is_too_long()
        => Assert.Empty(Written().SelectMany(path => TooLong(path, File.ReadLines(Path.Combine(Repository.Root, path)))));

    [Theory]
    [InlineData("a.cs", "{0}", 1)]
    [InlineData("a.cs", "/// PS> {0}", 0)]
    [InlineData("a.ps1", "# {0}", 1)]
    [InlineData("a.md", "{0}", 1)]
    [InlineData("a.md", "| {0} | a row of a table |", 0)]
    [InlineData("a.md", "![{0}](a.svg)", 0)]
    [InlineData("a.md", "```\n{0}\n```", 0)]
    [InlineData("a.md", "```\ncode\n```\n{0}", 1)]
    [InlineData("a.md", "    {0}", 0)]
    public void Lines_are_exempt_that_cannot_be_broken(string path, string text, int expected)
    {
        string words = string.Join(' ', Enumerable.Repeat("word", 40));
        Assert.Equal(expected, TooLong(path, string.Format(null, text, words).Split('\n')).Count());
    }

    /// <summary>The files of the repository, without what is built.</summary>
    private static string[] Written()
    {
        DirectoryInfo root = new(Repository.Root);
        string[] paths = [.. Files(root).Select(file => Path.GetRelativePath(root.FullName, file.FullName))];
        Assert.True(paths.Length > 100);
        return paths;
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder)
        => folder.EnumerateFiles().Where(IsWritten).Concat(folder.EnumerateDirectories().Where(IsOurs).SelectMany(Files));

    private static bool IsOurs(DirectoryInfo folder)
        => !Built.Contains(folder.Name) && folder.LinkTarget is null && (folder.Name[0] != '.' || folder.Name is ".github" or ".config");

    /// <summary>Generated are the pages of the cmdlets and the sources named so.</summary>
    private static bool IsWritten(FileInfo file)
        => Extensions.Contains(file.Extension) && file.Directory is not { Name: "cmdlets", Parent.Name: "docs" }
            && !file.Name.EndsWith(".g.cs", StringComparison.Ordinal);

    private static IEnumerable<string> TooLong(string path, IEnumerable<string> lines)
    {
        bool isText = path.EndsWith(".md", StringComparison.Ordinal), isCode = false;
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            isCode ^= isText && line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (line.Length > Columns && !(isText ? isCode || IsOneLine(line) : IsExample(line)))
            {
                yield return $"{path}:{number} has {line.Length} columns";
            }
        }
    }

    /// <summary>What markdown takes as one line: a row of a table, a picture, code.</summary>
    private static bool IsOneLine(string line)
        => line.TrimStart() is ['|', ..] or ['!', '[', ..] || line.StartsWith("    ", StringComparison.Ordinal);

    /// <summary>An example of a cmdlet, which help shows as one line.</summary>
    private static bool IsExample(string line) => line.TrimStart().StartsWith("/// PS> ", StringComparison.Ordinal);
}

using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MemMap.Tests.Docs;

/// <summary>
/// The C# column of docs/for-numpy-users.md. Its files have relative names, so no other test may run while it has its own folder.
/// </summary>
[Collection(Name)]
public sealed partial class NumpyTableTests : IDisposable
{
    internal const string Name = "Current folder";

    private readonly string _folder = Directory.CreateTempSubdirectory("memmap").FullName, _before = Environment.CurrentDirectory;

    public NumpyTableTests() => Environment.CurrentDirectory = _folder;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void CompiledCellsAreThoseOfTheDocument()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "for-numpy-users.md"));
        var rows = from line in lines
                   let cells = CellEnd().Split(line)
                   where cells.Length == 5 && cells[1].StartsWith(" `", StringComparison.Ordinal)
                   select (Code(cells[1]), Code(cells[2]));
        Assert.Equal(rows, NumpyTable.Rows.Select(row => (row.Numpy, row.CSharp)));
    }

    [Fact]
    public void CellsGiveWhatNumpyGives()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Repository.Golden("docs", "for-numpy-users.json")));
        List<string> differences = [];
        foreach ((string numpy, string csharp, var run) in NumpyTable.Rows)
        {
            string? expected = golden.RootElement.GetProperty(numpy).GetString(), result;
            try
            {
                result = Text(run(new NumpyTable()));
            }
            catch (Exception exception)
            {
                result = $"{exception.GetType().Name}: {exception.Message}";
                expected ??= "no error";
            }
            if (expected is not null && result != expected)
            {
                differences.Add($"{csharp}\nexpected: {expected}\ngot:      {result}");
            }
            CloseMaps();
        }
        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }

    /// <summary>A result as make_docs.py writes numpy's.</summary>
    private static string Text(object? result) => result switch
    {
        null => "None",
        float or double or Half or Complex => NDArray.Array(result, result.GetType()).ToString(),
        DateTime date => date.ToString("s", CultureInfo.InvariantCulture),
        UniqueCountsResult unique => $"({unique.Values}, {unique.Counts})",
        Histogram2DResult table => $"({table.Counts}, {table.XEdges}, {table.YEdges})",
        HistogramResult histogram => $"({histogram.Counts}, {histogram.Edges})",
        Record record => Tuple(record.Values),
        IEnumerable list and not string => Tuple(list.Cast<object?>()),
        _ => Convert.ToString(result, CultureInfo.InvariantCulture)!,
    };

    private static string Tuple(IEnumerable<object?> items)
        => items.Count() == 1 ? Text(items.First()) : $"({string.Join(", ", items.Select(Text))})";

    private static void CloseMaps()
    {
        foreach (MemMapArray map in MemMapArray.OpenMaps.Where(map => Path.GetDirectoryName(map.FileName) == Environment.CurrentDirectory))
        {
            map.Close();
        }
    }

    private static string Code(string cell) => CodeIn().Match(cell).Groups[1].Value.Replace(@"\|", "|", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeIn();
}

[CollectionDefinition(NumpyTableTests.Name, DisableParallelization = true)]
public sealed class CurrentFolder;

namespace MemMap.Tests;

/// <summary>Where the repository's files are, seen from the test's binaries.</summary>
internal static class Repository
{
    /// <summary>The nearest folder above the binaries that has the solution.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>
    /// Whether the cases are fresh ones, which tests/Golden/live.py made and pointed to, instead of those of tests/Golden.
    /// </summary>
    internal static bool IsLive => LiveFolder is not null;

    private static string? LiveFolder => Environment.GetEnvironmentVariable("MEMMAP_GOLDEN");

    /// <summary>A file or folder of tests/Golden, or of the folder that stands in for it.</summary>
    internal static string Golden(params string[] parts) => Path.Combine([LiveFolder ?? Path.Combine(Root, "tests", "Golden"), .. parts]);

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "MemMap.slnx")))
            {
                return at.FullName;
            }
        }
        throw new DirectoryNotFoundException($"no MemMap.slnx above {AppContext.BaseDirectory}");
    }
}

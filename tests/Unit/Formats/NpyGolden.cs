namespace MemMap.Tests.Formats;

/// <summary>A file that numpy wrote, and what numpy reads from it.</summary>
public sealed record NpyCase(string File, string? Member, string Shape, string DType, byte[] Bytes)
{
    public string Path => System.IO.Path.Combine(NpyGolden.Folder, File);
}

/// <summary>The files that tests/Golden/make_npy.py made.</summary>
internal static class NpyGolden
{
    internal static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Golden", "npy");

    internal static IReadOnlyList<NpyCase> Cases { get; } =
        [.. File.ReadLines(Path.Combine(Folder, "cases.txt")).Select(line => Parse(line.Split('\t')))];

    private static NpyCase Parse(string[] cells)
    {
        string[] names = cells[0].Split(':');
        return new NpyCase(names[0], names.ElementAtOrDefault(1), cells[1], cells[2], Convert.FromHexString(cells[3]));
    }
}

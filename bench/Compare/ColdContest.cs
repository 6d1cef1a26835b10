using System.Diagnostics;
using System.Globalization;

namespace MemMap.Bench;

/// <summary>
/// Runs a workload in fresh processes of both sides, in turn: MemMap in the shell, as a user types it (cold.ps1), and numpy in Python.
/// </summary>
/// <param name="script">The path of cold.ps1.</param>
/// <param name="folder">The folder with the data.</param>
/// <param name="python">A Python that can import numpy; <c>null</c> where there is none.</param>
/// <param name="processes">How many processes each side gets; the best one counts, for each call.</param>
internal sealed class ColdContest(string script, string folder, string? python, int processes)
{
    private const int Calls = 40;

    /// <summary>The columns of <see cref="Run"/>.</summary>
    internal static readonly string[] Columns =
    [
        "numpy 1st ms", "     2nd", "    10th", "    best", "MemMap 1st ms", "     2nd", "    10th", "    best", "ratio 1st", "ratio 2nd",
    ];

    internal List<double> FirstRatios { get; } = [];

    internal List<double> SecondRatios { get; } = [];

    /// <summary>The cells of a workload's line.</summary>
    internal string[] Run(string name)
    {
        CallTimes? numPy = null, memMap = null;
        for (int i = 0; i < processes; i++)
        {
            if (python is not null)
            {
                numPy = Read(python, [PythonPeer.Script, "numpy", folder, name, $"{Calls}"]).BestOf(numPy);
            }
            string[] call = ["-Name", name, "-Folder", folder, "-Calls", $"{Calls}"];
            memMap = Read("pwsh", ["-NoProfile", "-NonInteractive", "-File", script, .. call])
                .BestOf(memMap);
        }
        double? first = numPy?.First / memMap!.First, second = numPy?.Second / memMap!.Second;
        FirstRatios.AddRange(first is { } ratio ? [ratio] : []);
        SecondRatios.AddRange(second is { } other ? [other] : []);
        return [.. Cells(numPy), .. Cells(memMap), Table.Number(first, "F2"), Table.Number(second, "F2")];
    }

    private static string[] Cells(CallTimes? times)
        => [.. new[] { times?.First, times?.Second, times?.Tenth, times?.Best }.Select(seconds => Table.Time(seconds, "F1"))];

    private static CallTimes Read(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
        }
        double[] seconds = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
        return new(seconds[0], seconds[1], seconds.Length > 9 ? seconds[9] : null, seconds.Min());
    }

    /// <summary>The seconds of some calls in one process; <paramref name="Tenth"/> is null where there were fewer.</summary>
    private sealed record CallTimes(double First, double Second, double? Tenth, double Best)
    {
        internal CallTimes BestOf(CallTimes? other) => other is null ? this : new(
            Math.Min(First, other.First), Math.Min(Second, other.Second),
            Tenth is { } tenth ? Math.Min(tenth, other.Tenth ?? tenth) : other.Tenth, Math.Min(Best, other.Best));
    }
}

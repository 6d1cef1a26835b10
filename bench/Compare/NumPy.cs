using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MemMap.Bench;

/// <summary>A Python process that runs numpy_bench.py: it waits while MemMap's side runs, and the other way round.</summary>
internal sealed class NumPy : IDisposable
{
    // The system's Python comes first, as the one on the path may belong to an environment without numpy.
    private static readonly string[] Pythons = OperatingSystem.IsWindows() ? ["python", "py"] : ["/usr/bin/python3", "python3"];

    private readonly Process _process;

    private NumPy(Process process, string version)
    {
        _process = process;
        Version = version;
    }

    /// <summary>The versions of numpy and Python.</summary>
    internal string Version { get; }

    /// <summary>The script that runs numpy's side.</summary>
    internal static string Script => Path.Combine(AppContext.BaseDirectory, "numpy_bench.py");

    /// <summary>The first Python that can import numpy; <c>null</c> where none can.</summary>
    internal static string? FindPython() => Pythons.FirstOrDefault(CanImport);

    /// <summary>Starts that Python; <c>null</c> where there is none.</summary>
    internal static NumPy? TryStart(string dataFolder) => FindPython() is { } python ? Start(python, dataFolder) : null;

    /// <summary>Runs a workload some times.</summary>
    internal Sample Run(string name, int count)
    {
        _process.StandardInput.WriteLine($"{name}\t{count}");
        _process.StandardInput.Flush();
        double[] answer = [.. Answer(_process).Split('\t').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return new Sample(answer[0] / count, answer[1..]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static NumPy Start(string python, string dataFolder)
    {
        Process process = Process.Start(new ProcessStartInfo(python, [Script, dataFolder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return new NumPy(process, Answer(process));
    }

    // What Python has to say about a failure goes to stderr, which is the console's.
    private static string Answer(Process process)
        => process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("numpy_bench.py has ended.");

    private static bool CanImport(string python)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(python, ["-c", "import numpy"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MemMap.Bench;

/// <summary>A Python process that runs a peer's workloads (bench.py). It waits while another side runs.</summary>
internal sealed class PythonPeer : IPeer
{
    // The system's Python comes first, as the one on the path may belong to an environment without numpy.
    private static readonly string[] Pythons = OperatingSystem.IsWindows() ? ["python", "py"] : ["/usr/bin/python3", "python3"];

    private readonly Process _process;
    private readonly HashSet<string> _workloads;

    private PythonPeer(string name, Process process)
    {
        Name = name;
        _process = process;
        Version = Answer();
        _workloads = [.. Answer().Split('\t')];
    }

    public string Name { get; }

    public string Version { get; }

    /// <summary>The script that runs a peer's side.</summary>
    internal static string Script => Path.Combine(AppContext.BaseDirectory, "Python", "bench.py");

    /// <summary>The first Python that can import a module; <c>null</c> where none can.</summary>
    internal static string? FindPython(string module) => Pythons.FirstOrDefault(python => CanImport(python, module));

    /// <summary>Starts the peer of that name, which is its Python module's too; <c>null</c> where no Python has it.</summary>
    internal static PythonPeer? TryStart(string name, string dataFolder)
        => FindPython(name) is { } python
            ? new PythonPeer(name, Process.Start(new ProcessStartInfo(python, [Script, name, dataFolder])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!)
            : null;

    public bool Has(string workload) => _workloads.Contains(workload);

    public Sample Run(string workload, int count)
    {
        _process.StandardInput.WriteLine($"{workload}\t{count}");
        _process.StandardInput.Flush();
        double[] answer = [.. Answer().Split('\t').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return new Sample(answer[0] / count, answer[1..]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    // What Python has to say about a failure goes to stderr, which is the console's.
    private string Answer()
        => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"bench.py {Name} has ended.");

    private static bool CanImport(string python, string module)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(python, ["-c", $"import {module}"]) { RedirectStandardError = true })!;
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

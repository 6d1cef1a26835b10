using System.Diagnostics;
using System.Text;

namespace MemMap.Tests.Faults;

/// <summary>One of the programs that tests start, so that a crash is seen as one.</summary>
internal sealed class Child : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private Child(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts a scenario of tests/Faults.</summary>
    internal static Child Fault(string scenario, string folder, params object[] arguments)
        => Start("Faults", [scenario, folder, .. arguments]);

    /// <summary>Starts tests/Fuzz.</summary>
    internal static Child Fuzz(params object[] arguments) => Start("Fuzz", arguments);

    /// <summary>Waits for the end, which must be that of a program that found all as it should be.</summary>
    internal string Succeed()
    {
        bool ended = _process.WaitForExit(Patience);
        if (ended)
        {
            _process.WaitForExit(); // Until all output is here.
        }
        Assert.True(ended && _process.ExitCode == 0, $"{(ended ? $"exit code {_process.ExitCode}" : "no end")}: {Output}");
        return Output;
    }

    /// <summary>Waits for the end, whatever it is, and gives the exit code.</summary>
    internal int End()
    {
        Assert.True(_process.WaitForExit(Patience), Output);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Waits until the program says something.</summary>
    internal void WaitFor(string text)
        => Assert.True(SpinWait.SpinUntil(() => Output.Contains(text, StringComparison.Ordinal), Patience), Output);

    internal bool HasEnded => _process.HasExited;

    /// <summary>Ends the program at once: it has no say in it.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }
        _process.Dispose();
    }

    private static Child Start(string project, object[] arguments)
    {
        ProcessStartInfo start = Program(project);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (object argument in arguments)
        {
            start.ArgumentList.Add(FormattableString.Invariant($"{argument}"));
        }
        if (project == "Faults")
        {
            // What is cut off in the middle of a loop must not be what another thread is at.
            start.Environment["MEMMAP_THREADS"] = arguments[0] is "truncate-during" ? "1" : "4";
        }
        return new Child(Process.Start(start)!);
    }

    /// <summary>A program in a folder beside that of the tests. It brings its runtime if they do (build.ps1 Test -Platform).</summary>
    private static ProcessStartInfo Program(string project)
    {
        string own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string program = Path.Combine(own, "..", "..", project, Path.GetFileName(own), $"MemMap.{project}");
        if (Path.GetDirectoryName(typeof(object).Assembly.Location) == own)
        {
            return new ProcessStartInfo(OperatingSystem.IsWindows() ? program + ".exe" : program);
        }
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        return new ProcessStartInfo(host, [program + ".dll"]);
    }

    private void Add(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}

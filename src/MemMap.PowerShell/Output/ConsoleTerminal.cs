using System.Management.Automation.Host;
using MemMap.Viewer;

namespace MemMap.Output;

/// <summary>The console of this process as the terminal of a viewer.</summary>
internal sealed class ConsoleTerminal : ITerminal
{
    // A key waits at most this long. Nothing tells of a key without taking it from whoever reads next.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private bool _isControlCInput;

    /// <inheritdoc/>
    public (int Width, int Height) Size => (Console.WindowWidth, Console.WindowHeight);

    /// <summary>Why there is no console to take keys from and to draw on; <see langword="null"/> if there is one.</summary>
    internal static string? Missing(PSHost host)
        => host.UI is not { SupportsVirtualTerminal: true } ? $"the host {host.Name} has none"
            : Console.IsInputRedirected ? "the input is redirected"
            : Console.IsOutputRedirected ? "the output is redirected"
            : Environment.GetEnvironmentVariable("TERM") == "dumb" ? "TERM is dumb"
            : null;

    /// <inheritdoc/>
    public void Enter()
    {
        _isControlCInput = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <inheritdoc/>
    public void Leave()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Console.TreatControlCAsInput = _isControlCInput;
    }

    /// <inheritdoc/>
    public bool TryReadKey(out ConsoleKeyInfo key)
    {
        bool isThere = Console.KeyAvailable;
        key = isThere ? Console.ReadKey(intercept: true) : default;
        return isThere;
    }

    /// <inheritdoc/>
    public void Wait(CancellationToken stop) => stop.WaitHandle.WaitOne(Pause);

    /// <inheritdoc/>
    public void Write(string text) => Console.Out.Write(text);

    // The process is ended from outside.
    private void OnExit(object? sender, EventArgs e) => Write(ScreenWriter.Leave);
}

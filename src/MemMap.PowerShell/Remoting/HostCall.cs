using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace MemMap.Remoting;

/// <summary>
/// Runs a script on a host and streams what it writes. It uses nothing but the session: whatever that stands on (SSH, WinRM, a container)
/// does the transport, the encryption and the login.
/// </summary>
internal static class HostCall
{
    private static readonly ConditionalWeakTable<Runspace, Turn> Turns = [];

    /// <summary>Runs a script to its end; what it writes comes as it arrives.</summary>
    /// <param name="session">The session with the host. It runs one script at a time; others wait for their turn.</param>
    /// <param name="script">The script, whose parameters are named by the arguments.</param>
    /// <param name="arguments">What goes to the script.</param>
    /// <param name="warn">Gets the script's warnings.</param>
    /// <param name="silence">How long the host may say nothing at all before it counts as lost; zero for as long as it likes.</param>
    /// <param name="stop">Stops the script on the host too.</param>
    /// <exception cref="LostHostException">The session is not open, broke, or fell silent.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal static IEnumerable<PSObject> Run(
        PSSession session, string script, IDictionary arguments, Action<string> warn, TimeSpan silence, CancellationToken stop)
    {
        Turn turn = Turns.GetValue(session.Runspace, _ => new Turn());
        turn.Gate.Wait(stop);
        PowerShell? shell = null;
        try
        {
            if (turn.IsLost || session.Runspace.RunspaceStateInfo.State != RunspaceState.Opened)
            {
                throw LostHostException.NotOpen(
                    session, turn.IsLost ? "it did not answer before" : session.Runspace.RunspaceStateInfo.State.ToString());
            }
            shell = PowerShell.Create();
            shell.Runspace = session.Runspace;
            shell.AddScript(script, useLocalScope: true).AddParameters(arguments);
            foreach (PSObject item in Stream(shell, session, turn, silence, stop))
            {
                yield return item;
            }
            foreach (WarningRecord warning in shell.Streams.Warning)
            {
                warn($"{session.ComputerName}: {warning.Message}");
            }
        }
        finally
        {
            if (turn.IsLost)
            {
                // To dispose of it would wait for the host.
                shell = null;
            }
            shell?.Dispose();
            turn.Gate.Release();
        }
    }

    private static IEnumerable<PSObject> Stream(PowerShell shell, PSSession session, Turn turn, TimeSpan silence, CancellationToken stop)
    {
        using AutoResetEvent news = new(false);
        using PSDataCollection<PSObject> input = [], output = [];
        input.Complete();
        void Heard(object? sender, EventArgs e)
        {
            try
            {
                news.Set();
            }
            catch (ObjectDisposedException)
            {
                // The last word of a host that nobody waits for any more.
            }
        }
        output.DataAdded += Heard;
        shell.Streams.Progress.DataAdded += Heard;
        shell.InvocationStateChanged += Heard;
        try
        {
            shell.BeginInvoke(input, output);
        }
        catch (InvalidOperationException exception)
        {
            throw LostHostException.Broken(session, exception);
        }
        long heard = Environment.TickCount64;
        WaitHandle[] events = [news, stop.WaitHandle];
        while (true)
        {
            if (WaitHandle.WaitAny(events, 250) == 0)
            {
                heard = Environment.TickCount64;
            }
            // First the state, then the rest: what was written before the end is not missed.
            PSInvocationState state = shell.InvocationStateInfo.State;
            foreach (PSObject item in output.ReadAll())
            {
                yield return item;
            }
            if (stop.IsCancellationRequested)
            {
                shell.BeginStop(null, null);
                turn.IsLost = !SpinWait.SpinUntil(() => IsOver(shell.InvocationStateInfo.State), 200);
                throw new OperationCanceledException(stop);
            }
            if (IsOver(state))
            {
                if (state != PSInvocationState.Completed)
                {
                    throw LostHostException.Broken(session, shell.InvocationStateInfo.Reason);
                }
                yield break;
            }
            if (silence > TimeSpan.Zero && Environment.TickCount64 - heard > silence.TotalMilliseconds)
            {
                turn.IsLost = true;
                shell.BeginStop(null, null);
                throw LostHostException.Silent(session, silence);
            }
        }
    }

    private static bool IsOver(PSInvocationState state)
        => state is PSInvocationState.Completed or PSInvocationState.Failed or PSInvocationState.Stopped or PSInvocationState.Disconnected;

    /// <summary>Whose turn it is with a session, and whether its host fell silent.</summary>
    private sealed class Turn
    {
        internal SemaphoreSlim Gate { get; } = new(1);

        internal volatile bool IsLost;
    }
}

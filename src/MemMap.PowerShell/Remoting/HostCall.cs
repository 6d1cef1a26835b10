using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Remoting;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace MemMap.Remoting;

/// <summary>
/// Runs a script on a host and streams its output. It uses only the session, whose transport (SSH, WinRM, a container) handles encryption
/// and authentication.
/// </summary>
internal static class HostCall
{
    private static readonly ConditionalWeakTable<Runspace, Turn> Turns = [];

    /// <summary>Runs a script to its end, and returns its output as it arrives.</summary>
    /// <param name="session">The session with the host. A session runs one script at a time; others wait.</param>
    /// <param name="script">The script, whose parameters are named by the arguments.</param>
    /// <param name="arguments">The arguments of the script.</param>
    /// <param name="warn">Receives the script's warnings.</param>
    /// <param name="silence">The time without any response after which the host counts as lost; zero for no limit.</param>
    /// <param name="stop">Stops the script on the host too.</param>
    /// <exception cref="LostHostException">The session is not open, broke, or did not respond in time.</exception>
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
                // Don't dispose of it: that would wait for the host.
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
                // A late error of an abandoned host: ignore it.
            }
        }
        output.DataAdded += Heard;
        shell.Streams.Progress.DataAdded += Heard;
        shell.InvocationStateChanged += Heard;
        try
        {
            shell.BeginInvoke(input, output);
        }
        catch (Exception exception) when (IsOfTransport(exception))
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
            // Read the state before the output, so that no output before the end is missed.
            PSInvocationState state = shell.InvocationStateInfo.State;
            foreach (PSObject item in output.ReadAll())
            {
                yield return item;
            }
            if (stop.IsCancellationRequested)
            {
                BeginStop(shell);
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
                BeginStop(shell);
                throw LostHostException.Silent(session, silence);
            }
        }
    }

    private static void BeginStop(PowerShell shell)
    {
        try
        {
            shell.BeginStop(null, null);
        }
        catch (Exception exception) when (IsOfTransport(exception))
        {
            // The host is gone, and the script with it.
        }
    }

    /// <summary>
    /// Whether it is what the transport throws where the host has just gone: the session doesn't know it yet, and what is written to it
    /// fails (SSH: "Broken pipe"), or learns it at this moment ("The runspace state is not valid").
    /// </summary>
    private static bool IsOfTransport(Exception exception)
        => exception is InvalidOperationException or IOException or RemoteException or PSRemotingTransportException
            or InvalidRunspaceStateException;

    private static bool IsOver(PSInvocationState state)
        => state is PSInvocationState.Completed or PSInvocationState.Failed or PSInvocationState.Stopped or PSInvocationState.Disconnected;

    /// <summary>Serializes the scripts of a session, and remembers whether its host stopped responding.</summary>
    private sealed class Turn
    {
        internal SemaphoreSlim Gate { get; } = new(1);

        internal volatile bool IsLost;
    }
}

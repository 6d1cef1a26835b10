using System.Management.Automation.Runspaces;

namespace MemMap.Remoting;

/// <summary>A host, or the session with it, failed. The work can be repeated on a replica.</summary>
internal sealed class LostHostException : IOException
{
    private LostHostException(string id, string message, Exception? inner = null) : base(message, inner) => Error.With(id, this);

    internal static LostHostException NotOpen(PSSession session, string state)
        => new("HostUnavailable", $"the session with '{session.ComputerName}' can't be used: {state}");

    internal static LostHostException Broken(PSSession session, Exception? reason)
        => new("HostLost", $"'{session.ComputerName}' was lost in the middle of the work: {reason?.Message ?? "the session has ended"}",
            reason);

    internal static LostHostException Silent(PSSession session, TimeSpan silence)
        => new("HostSilent", $"'{session.ComputerName}' said nothing for {silence.TotalSeconds:0.#} seconds and counts as lost");

    internal static LostHostException NoModule(PSSession session, string reason) => new("HostModuleMissing",
        $"'{session.ComputerName}' has no module MemMap: {reason} Install it there: Invoke-Command -Session $session {{ "
            + $"Install-PSResource MemMap }}");

    internal static LostHostException OldModule(PSSession session, string found, Version needed) => new("HostModuleOld",
        $"'{session.ComputerName}' has MemMap {found}, and {needed} is needed. Update it there: Invoke-Command -Session $session {{ "
            + $"Update-PSResource MemMap }}, and open a new session");

    /// <summary>The module on a host is missing or too old.</summary>
    internal static LostHostException OfModule(PSSession session, string id, string message, Version needed)
        => id == "OldModule" ? OldModule(session, message, needed) : id == "NoModule" ? NoModule(session, message) : OnPart(id, message);

    /// <summary>A part failed on its host and on the replica.</summary>
    internal static LostHostException Both(Exception first, Exception second)
        => new((string)first.Data[Error.IdKey]!, $"{first.Message}; and on its replica, {second.Message}", second);

    /// <summary>A host reported a failure with one part.</summary>
    internal static LostHostException OnPart(string id, string message) => new(id, message);
}

using System.Management.Automation.Runspaces;

namespace MemMap.Remoting;

/// <summary>A file on a host whose elements, in C order and without a gap, are a range of the bytes of a distributed array.</summary>
/// <param name="Number">Its number among the files.</param>
/// <param name="Begin">Where in the distributed array's bytes its own begin.</param>
/// <param name="End">Where they end.</param>
/// <param name="Session">The session with the host.</param>
/// <param name="Handle">What the host opens.</param>
/// <param name="ReplicaSession">The session with a host that has the same file.</param>
/// <param name="ReplicaHandle">What that host opens.</param>
internal sealed record DistributedFile(
    int Number, long Begin, long End, PSSession Session, ArrayHandle Handle, PSSession? ReplicaSession, ArrayHandle? ReplicaHandle);

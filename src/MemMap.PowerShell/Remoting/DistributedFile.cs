using System.Management.Automation.Runspaces;

namespace MemMap.Remoting;

/// <summary>A file on a host whose elements, in C order and without a gap, are a range of the bytes of a distributed array.</summary>
/// <param name="Number">The number of the file.</param>
/// <param name="Begin">The start of the file's bytes in the bytes of the distributed array.</param>
/// <param name="End">The end of these bytes.</param>
/// <param name="Session">The session with the host.</param>
/// <param name="Handle">The handle that the host opens.</param>
/// <param name="ReplicaSession">The session with a host that has the same file.</param>
/// <param name="ReplicaHandle">The handle that the replica opens.</param>
internal sealed record DistributedFile(
    int Number, long Begin, long End, PSSession Session, ArrayHandle Handle, PSSession? ReplicaSession, ArrayHandle? ReplicaHandle);

namespace MemMap.Bench;

/// <summary>The seconds that a workload took at best.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Peers">Those of each peer, in their order; <c>null</c> where a peer doesn't have the workload,
/// and NaN where its result isn't numpy's.</param>
/// <param name="MemMap">MemMap's.</param>
/// <param name="BareLoop">Those of a bare loop with the same traffic; <c>null</c> where there is none.</param>
internal sealed record Outcome(Workload Workload, IReadOnlyList<double?> Peers, double MemMap, double? BareLoop)
{
    /// <summary>How many times as fast as each peer MemMap is.</summary>
    internal IEnumerable<double?> Ratios => Peers.Select(peer => peer is double.NaN ? null : peer / MemMap);

    /// <summary>The cells of the workload's line.</summary>
    internal string[] Cells =>
    [
        .. Peers.Select(peer => peer is double.NaN ? "differs" : Table.Time(peer)),
        Table.Time(MemMap),
        Table.Number(Ratios.FirstOrDefault(), "F2"),
        Table.Number(Workload.Bytes == 0 ? null : Workload.Bytes / MemMap / 1e9, "F1"),
        Table.Number(BareLoop / MemMap, "P0"),
    ];

    /// <summary>The columns of <see cref="Cells"/>; the ratio is to the first peer.</summary>
    internal static string[] ColumnsOf(IEnumerable<IPeer> peers)
        => [.. peers.Select(peer => $"{peer.Name} ms"), "MemMap ms", "  ratio", "  GB/s", "of bandwidth"];
}

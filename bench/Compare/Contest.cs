using System.Diagnostics;

namespace MemMap.Bench;

/// <summary>Runs workloads on both sides in turn, so that whatever else the machine does hits both.</summary>
/// <param name="numPy">numpy's side; <c>null</c> where there is none.</param>
/// <param name="bareLoop">Runs a loop with some traffic over the workload's file once.</param>
/// <param name="rounds">How many rounds a workload gets at least, but for those that take very long.</param>
internal sealed class Contest(NumPy? numPy, Func<Traffic, object?> bareLoop, int rounds)
{
    // A round of a short workload is as many runs as this takes.
    private const double RoundSeconds = 0.01;

    // The runtime compiles a method again, and better, once it was called often enough.
    private const double WarmUpSeconds = 1, LongestWarmUpSeconds = 5;
    private const int WarmUpRuns = 3;

    // What is over soon gets more rounds, as a machine that others share is slow for seconds; what takes minutes gets fewer.
    private const double ShortestSeconds = 4, LongestSeconds = 30;
    private const int FewestRounds = 3;

    /// <summary>The best round of each side.</summary>
    /// <exception cref="InvalidOperationException">The two results differ.</exception>
    internal Outcome Run(Workload workload)
    {
        var numPySide = numPy is null ? null : new Side(count => numPy.Run(workload.Name, count));
        var memMapSide = new Side(count => Sample.Take(workload.Run, count));
        Side? bareSide = workload.Traffic == Traffic.Other ? null : new Side(count => Sample.Take(() => bareLoop(workload.Traffic), count));
        Side[] sides = [.. new[] { numPySide, memMapSide, bareSide }.OfType<Side>()];
        foreach (Side side in sides)
        {
            side.WarmUp();
        }
        if (numPySide?.First is { } expected && !expected.Matches(memMapSide.First))
        {
            throw new InvalidOperationException(
                $"'{workload.Name}' gives [{string.Join(", ", memMapSide.First.Digest)}], and numpy "
                    + $"[{string.Join(", ", expected.Digest)}].");
        }
        var clock = Stopwatch.StartNew();
        for (int round = 0; round < FewestRounds
            || clock.Elapsed.TotalSeconds < (round < rounds ? LongestSeconds : ShortestSeconds); round++)
        {
            foreach (Side side in sides)
            {
                side.Measure();
            }
        }
        return new Outcome(workload, numPySide?.Best, memMapSide.Best, bareSide?.Best);
    }

    private sealed class Side(Func<int, Sample> take)
    {
        private int _count = 1;

        internal Sample First { get; private set; }

        internal double Best { get; private set; } = double.PositiveInfinity;

        internal void WarmUp()
        {
            var clock = Stopwatch.StartNew();
            First = take(1);
            double seconds = First.Seconds;
            for (int run = 1; clock.Elapsed.TotalSeconds < (run < WarmUpRuns ? LongestWarmUpSeconds : WarmUpSeconds); run++)
            {
                seconds = take(1).Seconds;
            }
            _count = Math.Max(1, (int)(RoundSeconds / seconds));
        }

        internal void Measure()
        {
            Best = Math.Min(Best, take(_count).Seconds);
            Sample.DropResults();
        }
    }
}

/// <summary>The seconds that a workload took at best.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="NumPy">numpy's; <c>null</c> where there is no numpy.</param>
/// <param name="MemMap">MemMap's.</param>
/// <param name="BareLoop">Those of a bare loop with the same traffic; <c>null</c> where there is none.</param>
internal sealed record Outcome(Workload Workload, double? NumPy, double MemMap, double? BareLoop)
{
    /// <summary>The columns of <see cref="Cells"/>.</summary>
    internal static readonly string[] Columns = ["numpy ms", "MemMap ms", "  ratio", "  GB/s", "of bandwidth"];

    /// <summary>How many times as fast as numpy MemMap is.</summary>
    internal double? Ratio => NumPy / MemMap;

    /// <summary>The cells of the workload's line.</summary>
    internal string[] Cells =>
    [
        NumPy is { } numPy ? Table.Time(numPy) : "no numpy",
        Table.Time(MemMap),
        Table.Number(Ratio, "F2"),
        Table.Number(Workload.Bytes == 0 ? null : Workload.Bytes / MemMap / 1e9, "F1"),
        Table.Number(BareLoop / MemMap, "P0"),
    ];
}

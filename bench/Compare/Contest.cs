using System.Diagnostics;

namespace MemMap.Bench;

/// <summary>Runs workloads on both sides in turn, so that whatever else the machine does hits both.</summary>
internal sealed class Contest(NumPy? numPy, BareLoop bareLoop, int rounds)
{
    // A round of a short workload is as many runs as this takes.
    private const double RoundSeconds = 0.01;

    // The runtime compiles a method again, and better, once it was called often enough.
    private const double WarmUpSeconds = 1;
    private const int WarmUpRuns = 3;

    // What takes minutes gets fewer rounds.
    private const double WorkloadSeconds = 60;
    private const int FewestRounds = 3;

    /// <summary>The best round of each side.</summary>
    /// <exception cref="InvalidOperationException">The two results differ.</exception>
    internal Outcome Run(Workload workload)
    {
        var numPySide = numPy is null ? null : new Side(count => numPy.Run(workload.Name, count));
        var memMapSide = new Side(count => Sample.Take(workload.Run, count));
        Side? bareSide = workload.IsScan ? new Side(count => Sample.Take(bareLoop.Run, count)) : null;
        Side[] sides = [.. new[] { numPySide, memMapSide, bareSide }.OfType<Side>()];
        foreach (Side side in sides)
        {
            side.WarmUp();
        }
        if (numPySide?.First is { } expected && !expected.Matches(memMapSide.First))
        {
            throw new InvalidOperationException(
                $"'{workload.Name}' gives [{string.Join(", ", memMapSide.First.Digest)}], and numpy [{string.Join(", ", expected.Digest)}].");
        }
        var clock = Stopwatch.StartNew();
        for (int round = 0; round < rounds && (round < FewestRounds || clock.Elapsed.TotalSeconds < WorkloadSeconds); round++)
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
            for (int run = 1; run < WarmUpRuns || clock.Elapsed.TotalSeconds < WarmUpSeconds; run++)
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
/// <param name="BareLoop">Those of a bare loop over the file; <c>null</c> where the workload is no scan.</param>
internal sealed record Outcome(Workload Workload, double? NumPy, double MemMap, double? BareLoop)
{
    /// <summary>How many times as fast as numpy MemMap is.</summary>
    internal double? Ratio => NumPy / MemMap;
}

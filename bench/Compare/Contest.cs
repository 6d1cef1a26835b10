using System.Diagnostics;

namespace MemMap.Bench;

/// <summary>Runs workloads on all sides in turn, so that whatever else the machine does hits all.</summary>
/// <param name="peers">The other sides. numpy is the first of them, where it is installed.</param>
/// <param name="bareLoop">Runs a loop with some traffic over the workload's file once.</param>
/// <param name="rounds">How many rounds a workload gets at least, but for those that take very long.</param>
internal sealed class Contest(IReadOnlyList<IPeer> peers, Func<Traffic, object?> bareLoop, int rounds)
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
    /// <exception cref="InvalidOperationException">The result is another than numpy's.</exception>
    internal Outcome Run(Workload workload)
    {
        Side?[] others = [.. peers.Select(peer => peer.Has(workload.Name) ? new Side(count => peer.Run(workload.Name, count)) : null)];
        var memMapSide = new Side(count => Sample.Take(workload.Run, count));
        Side? bareSide = workload.Traffic == Traffic.Other ? null : new Side(count => Sample.Take(() => bareLoop(workload.Traffic), count));
        Side[] sides = [.. others.OfType<Side>(), memMapSide, .. bareSide is null ? Array.Empty<Side>() : [bareSide]];
        foreach (Side side in sides)
        {
            side.WarmUp();
        }
        bool Agrees(Side? side) => side is null || side.First.Matches(memMapSide.First);
        if (!Agrees(others.FirstOrDefault()))
        {
            throw new InvalidOperationException(
                $"'{workload.Name}' gives [{string.Join(", ", memMapSide.First.Digest)}], and {peers[0].Name} "
                    + $"[{string.Join(", ", others[0]!.First.Digest)}].");
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
        return new Outcome(workload, [.. others.Select(side => Agrees(side) ? side?.Best : double.NaN)], memMapSide.Best, bareSide?.Best);
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
                // The best of them: the run at which time is up is likely to be one that was interrupted, by a collection for one.
                seconds = Math.Min(seconds, take(1).Seconds);
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

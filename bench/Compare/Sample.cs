using System.Diagnostics;

namespace MemMap.Bench;

/// <summary>What some runs of a workload gave.</summary>
/// <param name="Seconds">What one run took on average.</param>
/// <param name="Digest">The result's size and three of its elements; empty where there is no result.</param>
internal readonly record struct Sample(double Seconds, double[] Digest)
{
    private const double Tolerance = 1e-4;

    /// <summary>Runs a function some times; results are dropped between the runs, outside the clock, as bench.py does.</summary>
    internal static Sample Take(Func<object?> run, int count, Func<object?, double[]>? digest = null)
    {
        long ticks = 0;
        object? result = null;
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            result = run();
            ticks += Stopwatch.GetTimestamp() - start;
        }
        return new Sample((double)ticks / Stopwatch.Frequency / count, (digest ?? DigestOf)(result));
    }

    /// <summary>
    /// Gives back the memory of results that nobody holds: numpy's reference counts have done so by the time a run has ended.
    /// </summary>
    internal static void DropResults()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    /// <summary>Whether both computed the same, but for what the order of additions does to a float32.</summary>
    internal bool Matches(Sample other)
        => Digest.Length == other.Digest.Length && Digest.Zip(other.Digest).All(pair
            => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= Tolerance * Math.Abs(pair.First));

    private static double[] DigestOf(object? result)
    {
        if (result is not NDArray array)
        {
            return result is null ? [] : [1, Number(result), Number(result), Number(result)];
        }
        NDArray flat = array.Ravel();
        return [flat.Size, Number(flat[0]), Number(flat[flat.Size / 2]), Number(flat[-1])];
    }

    private static double Number(object? value) => Convert.ToDouble(value, null);
}

using System.Diagnostics;
using System.Globalization;

namespace MemMap.Bench;

/// <summary>
/// The sum of a file that is larger than memory, and that of an expression of its elements: how long they take, and how much of the memory.
/// The file is all holes, so that no disk is measured.
/// </summary>
internal static class SparseScan
{
    internal const string Name = "sum of a sparse file";

    private const long Size = 64L << 30;
    private const double MiB = 1 << 20;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    internal static string Run(string folder)
    {
        string path = Path.Combine(folder, "sparse.f4");
        using (FileStream file = File.Create(path))
        {
            file.SetLength(Size);
        }
        using MemMapArray map = MemMapArray.Open(path, DType.Float32, MapMode.ReadOnly);
        return Measure(Name, () => map.Sum()) + Environment.NewLine
            + Measure("sum((m - .5)**2) of a sparse file", () => (map.Lazy() - 0.5).Square().Sum());
    }

    private static string Measure(string name, Func<object?> run)
    {
        long before = Resident(), most = before;
        using var sampler = new Timer(_ => most = Math.Max(most, Resident()), null, TimeSpan.Zero, Interval);
        var clock = Stopwatch.StartNew();
        object? sum = run();
        double seconds = clock.Elapsed.TotalSeconds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name} of {Size >> 30} GiB: {seconds:F1} s, {Size / seconds / 1e9:F1} GB/s; its sum is {sum}, and the process grew by "
                + $"{(most - before) / MiB:F0} MiB at most, the mapped pages included.");
    }

    private static long Resident()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}

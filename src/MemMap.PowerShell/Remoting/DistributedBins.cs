using System.Collections;
using System.Management.Automation;
using MemMap.Compute;

namespace MemMap.Remoting;

/// <summary>Computes the bins for pictures of a distributed array. Each host fills the bins of its own parts.</summary>
internal static class DistributedBins
{
    private const string EnvelopeWork = """
        param($map, $arguments)
        [System.Management.Automation.PSSerializer]::Serialize($map.Envelope($arguments.Bins, @($input)[0], $arguments.Size), 4)
        """;

    private const string HeatMapWork = """
        param($map, $arguments)
        [System.Management.Automation.PSSerializer]::Serialize(
            $map.HeatMap($arguments.Rows, $arguments.Columns, @($input)[0], $arguments.AllRows), 4)
        """;

    internal static EnvelopeResult Envelope(DistributedMemMap array, long bins, CancellationToken stop)
    {
        long rowItems = array.NDim == 0 || array.Layout.Shape[0] == 0 ? 1 : array.Size / array.Layout.Shape[0];
        Hashtable arguments = new() { ["Bins"] = bins, ["Size"] = array.Size };
        return Joined(array, EnvelopeWork, arguments, part => part.FirstRow * rowItems, Envelope, static (x, y) => x.Merge(y), stop)
            ?? NDArray.Zeros(array.Shape, array.DType).Envelope(bins);
    }

    internal static HeatMapResult HeatMap(DistributedMemMap array, long rows, long columns, CancellationToken stop)
    {
        if (array.NDim != 2 || array.Size == 0)
        {
            return NDArray.Zeros([.. array.Shape.Select(_ => 0L)], array.DType).HeatMap(rows, columns);
        }
        Hashtable arguments = new() { ["Rows"] = rows, ["Columns"] = columns, ["AllRows"] = array.Layout.Shape[0] };
        return Joined(array, HeatMapWork, arguments, part => part.FirstRow, HeatMap, static (x, y) => x.Merge(y), stop)!;
    }

    internal static HistogramCounts Histogram(DistributedMemMap array, long bins, double low, double high, CancellationToken stop)
    {
        MeasureOptions options = new() { Bins = bins, Range = [low, high] };
        using HostProgress progress = new(null, "");
        DistributedMeasure found = DistributedMeasure.Run(
            DistributedOperand.Of(array)!, null, options, condition: null, allowPartial: false, progress: progress, stop: stop);
        IReadOnlyList<MeasureBin> counted = found.Lost.Count > 0 ? throw found.Lost[0] : found.Measure!.Histogram!;
        return new(
            [.. counted.Select(bin => bin.Count)],
            [.. counted.Select(bin => bin.From), counted[^1].To]);
    }

    private static T? Joined<T>(
        DistributedMemMap array, string work, Hashtable arguments, Func<DistributedPart, long> first, Func<PSObject, T> read,
        Func<T, T, T> merge,
        CancellationToken stop) where T : class
    {
        DistributedPart[] parts = array.Pieces(out int axis);
        if (axis != 0 && parts.Length > 1)
        {
            throw RemoteErrors.NotByRows();
        }
        var results = new T[parts.Length];
        foreach (PartAnswer answer in new HostJobs(array.Hosts.Options, stop).Run(parts, work, arguments, (task, _) => first(parts[task])))
        {
            results[answer.Task] = read(PropertyBag.Deep(RemoteErrors.Require(answer, parts[answer.Task])));
        }
        return results.Length == 0 ? null : results.Aggregate(merge);
    }

    private static EnvelopeResult Envelope(PSObject bag) => new(
        PropertyBag.Of<long>(bag, "Size"), PropertyBag.Of<double[]>(bag, "First"), PropertyBag.Of<double[]>(bag, "Low"),
        PropertyBag.Of<double[]>(bag, "High"), PropertyBag.Of<double[]>(bag, "Last"),
        PropertyBag.Of<double[]>(bag, "Mean"), PropertyBag.Of<long[]>(bag, "Count"),
        PropertyBag.Of<long>(bag, "NaNCount"), PropertyBag.Of<long>(bag, "InfinityCount"));

    private static HeatMapResult HeatMap(PSObject bag) => new(
        PropertyBag.Of<long[]>(bag, "Shape"), PropertyBag.Of<int[]>(bag, "Blocks"), PropertyBag.Of<double[]>(bag, "Mean"),
        PropertyBag.Of<double[]>(bag, "Low"), PropertyBag.Of<double[]>(bag, "High"),
        PropertyBag.Of<long[]>(bag, "Count"), PropertyBag.Of<long>(bag, "NaNCount"), PropertyBag.Of<long>(bag, "InfinityCount"));
}

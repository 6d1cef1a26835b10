using System.Collections;
using System.Management.Automation;
using MemMap.Compute;
using MemMap.Handles;
using MemMap.Output;

namespace MemMap.Remoting;

/// <summary>
/// Measures a distributed array. Each host measures its parts, and the results are merged, which is exact. Only the results are
/// transferred, whatever the number of elements.
/// </summary>
/// <param name="Measure">The merged measure of all parts that could be measured; <see langword="null"/> if there is none.</param>
/// <param name="Lost">The errors of the other parts.</param>
/// <param name="Rows">The number of measured rows.</param>
/// <param name="TotalRows">The number of all rows.</param>
internal sealed record DistributedMeasure(Measure? Measure, IReadOnlyList<Exception> Lost, long Rows, long TotalRows)
{
    private const string Work = "param($map, $arguments) " + HostExpression.Make + HostCondition.Ask
        + "try { & $ask $map Measure-MemMap $arguments.Parameters Where $arguments.Condition }" + HostExpression.Close;

    private const string CountWork = "param($map, $arguments) " + HostExpression.Make
        + "if ($arguments.Field) { $map = $map.Field($arguments.Field) } "
        + "if ($arguments.DType) { $map = $map.Lazy().AsType($arguments.DType) } "
        + "try { , [long[]]@(foreach ($value in $arguments.Values) { $map.CountWhere('Le', $value) }) }" + HostExpression.Close;

    /// <summary>Measures on all hosts.</summary>
    internal static DistributedMeasure Run(
        DistributedOperand operand, string? field, MeasureOptions options, Hashtable? condition, bool allowPartial, HostProgress progress,
        CancellationToken stop)
    {
        if (condition is not null && (options.Quantiles is not null || options.Axis is not null))
        {
            throw RemoteErrors.NotOfSelected();
        }
        if (operand.Parts.Length == 0)
        {
            return new(operand.Array.Copy().Measure(field, options), [], 0, 0);
        }
        if (options.Axis is not null && operand.Axis != 0)
        {
            throw RemoteErrors.NotByRows();
        }
        if (options.Axis is not null && options.Quantiles is not null)
        {
            throw RemoteErrors.NotAlongAxes("quantiles");
        }
        HostJobs jobs = new(operand.Options, stop);
        Hashtable arguments = Arguments(field, options);
        if (options.Bins is not null && options.Range is null)
        {
            // All parts need the same edges: first find the extremes of the whole.
            DistributedMeasure ends = Measured(
                jobs, operand, Arguments(field, options with { Bins = null }), condition, allowPartial, progress);
            if (ends.Measure is null)
            {
                return ends;
            }
            arguments["Range"] = ends.Measure.Parts[0].Numbers == 0 ? [0.0, 1.0] : ends.Measure.Ends();
        }
        DistributedMeasure found = Measured(jobs, operand, arguments, condition, allowPartial, progress);
        if (options.Quantiles is { } quantiles && found.Measure is { } whole)
        {
            whole.Quantiles = QuantilesOf(whole, [.. quantiles], jobs, found.Lost.Count == 0 ? operand : throw found.Lost[0], progress);
        }
        foreach (string warning in jobs.Warnings.Distinct())
        {
            HostObjects.Warn(warning);
        }
        return found;
    }

    /// <summary>Returns the measure with its coverage.</summary>
    internal PSObject WithCoverage(Measure measure)
    {
        PSObject result = MeasureObject.Of(measure);
        result.Properties.Add(new PSNoteProperty("Coverage", $"{Rows} of {TotalRows} rows"));
        return result;
    }

    private static DistributedMeasure Measured(
        HostJobs jobs, DistributedOperand operand, Hashtable parameters, Hashtable? condition, bool allowPartial, HostProgress progress)
    {
        DistributedPart[] parts = operand.Parts;
        var measures = new Measure?[parts.Length];
        List<Exception> lost = [];
        progress.Begin(parts);
        Hashtable arguments = new() { ["Parameters"] = parameters, ["Condition"] = condition, ["Expression"] = operand.Expression };
        foreach (PartAnswer answer in jobs.Run(parts, Work, arguments, operand.InputOf))
        {
            if (answer.Failure is not null)
            {
                lost.Add(RemoteErrors.OfPart(answer.Failure, parts[answer.Task]));
            }
            else if (PSObject.AsPSObject(answer.Values[0]!) is var bag && DeserializedMeasure.Is(bag))
            {
                measures[answer.Task] = DeserializedMeasure.Open(bag);
            }
            progress.Done(parts[answer.Task]);
        }
        Measure[] known = [.. measures.OfType<Measure>()];
        long rows = parts.Where((_, i) => measures[i] is not null).Sum(part => part.Rows);
        bool isOfUse = lost.Count == 0 || (allowPartial && known.Length > 0);
        return new(isOfUse ? Measure.Merge(known) : null, lost, rows, parts.Sum(part => part.Rows));
    }

    private static MeasureQuantile[] QuantilesOf(
        Measure measure, double[] fractions, HostJobs jobs, DistributedOperand operand, HostProgress progress)
    {
        DistributedPart[] parts = operand.Parts;
        MeasurePart all = measure.Parts[0];
        bool isTime = measure.DType.Traits.IsTime;
        return NDArray.QuantilesOf(fractions, Quantile.ByCounting(measure.DType, fractions, all, measure.IgnoreNaN, values =>
        {
            // No type that is sent holds every time exactly: hosts compare their counts. That of NaT is below all others.
            long[] counts = new long[values.Length];
            Array.Fill(counts, isTime ? -all.NaNs : 0);
            progress.Begin(parts);
            Hashtable arguments = new()
            {
                ["Field"] = measure.Field,
                ["Values"] = values,
                ["DType"] = isTime ? "int64" : null,
                ["Expression"] = operand.Expression,
            };
            foreach (PartAnswer answer in jobs.Run(parts, CountWork, arguments, operand.InputOf))
            {
                DistributedPart part = parts[answer.Task];
                long[] own = LanguagePrimitives.ConvertTo<long[]>(RemoteErrors.Require(answer, part));
                for (int i = 0; i < counts.Length; i++)
                {
                    counts[i] += own[i];
                }
                progress.Done(part);
            }
            return counts;
        }));
    }

    private static Hashtable Arguments(string? field, MeasureOptions options)
    {
        Hashtable arguments = new() { ["Ddof"] = options.Ddof, ["IgnoreNaN"] = options.IgnoreNaN };
        if (field is not null)
        {
            arguments["Field"] = field;
        }
        if (options.Axis is { } axis)
        {
            arguments["Axis"] = axis.ToArray();
        }
        if (options.Bins is { } bins)
        {
            arguments["Histogram"] = bins;
            if (options.Range is { } range)
            {
                arguments["Range"] = range.ToArray();
            }
        }
        if (options.Unique)
        {
            arguments["Unique"] = true;
            arguments["MaxUnique"] = options.MaxUnique;
        }
        return arguments;
    }
}

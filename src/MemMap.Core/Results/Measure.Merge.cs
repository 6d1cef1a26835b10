using MemMap.Compute;

namespace MemMap;

// Merging of the measures of parts, also from other processes.
public sealed partial class Measure
{
    /// <summary>
    /// Merges the measures of several parts. The parts of an array that was split along its first axis give the measure of the whole: they
    /// are combined if the first axis was reduced, and concatenated if it was kept.
    /// </summary>
    /// <param name="parts">The measures, at least one, in the order of the parts.</param>
    /// <remarks>
    /// Histograms merge if their edges are the same, counts of distinct elements always, and quantiles if there are such counts. Anything
    /// that can't be merged is left out, with a warning.
    /// </remarks>
    /// <exception cref="ArgumentException">There are no measures, or they do not match.</exception>
    public static Measure Merge(IEnumerable<Measure> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Measure[] all = [.. parts];
        if (all.Length == 0)
        {
            throw Error.NothingToMerge();
        }
        Measure first = all[0];
        foreach (Measure other in all)
        {
            first.RequireSame(other);
        }
        bool joins = first.Axis is { } axis && !axis.Contains(0);
        MeasureOptions options = new() { Ddof = first.Ddof, IgnoreNaN = first.IgnoreNaN };
        Measure merged = joins
            ? new(first.DType, first.Field, first.Axis, [all.Sum(part => part._shape[0]), .. first._shape[1..]], options,
                [.. all.SelectMany(part => part._parts)])
            : new(first.DType, first.Field, first.Axis, first._shape, options, Added(all));
        merged.Distinct = all.All(part => part.Distinct is not null)
            ? all.Select(part => part.Distinct!).Aggregate((x, y) => x.Add(y)) : null;
        merged.IsDistinctForMerging = all.All(part => part.IsDistinctForMerging);
        merged.Histogram = MergedBins(all);
        merged.Quantiles = MergedQuantiles(all, merged.Distinct);
        if (merged.Distinct is null && all.Any(part => part.Distinct is not null))
        {
            HostObjects.Warn("unique counts are left out: not all measures have them");
        }
        return merged;
    }

    /// <summary>The complete state as bytes, so that another process can merge the measure.</summary>
    public byte[] ToState() => MeasureState.Write(this);

    /// <summary>Restores a measure from its <see cref="ToState"/>.</summary>
    /// <param name="state">Its bytes.</param>
    /// <exception cref="FormatException">The bytes are invalid, or of a later version.</exception>
    public static Measure FromState(byte[] state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return MeasureState.Read(state);
    }

    private void RequireSame(Measure other)
    {
        (string What, object? Mine, object? Theirs)[] pairs =
        [
            ("dtype", DType, other.DType),
            ("field", Field ?? "none", other.Field ?? "none"),
            ("ddof", Ddof, other.Ddof),
            ("IgnoreNaN", IgnoreNaN, other.IgnoreNaN),
            ("axis", Text(Axis), Text(other.Axis)),
        ];
        foreach ((string what, object? mine, object? theirs) in pairs)
        {
            if (!Equals(mine, theirs))
            {
                throw Error.CannotMerge(what, mine, theirs);
            }
        }
        int skip = Axis is { } axis && !axis.Contains(0) ? 1 : 0;
        if (!_shape.AsSpan(skip).SequenceEqual(other._shape.AsSpan(skip)))
        {
            throw Error.CannotMerge("shape", Error.Shape(_shape), Error.Shape(other._shape));
        }
    }

    private static string Text(int[]? axis) => axis is null ? "none" : string.Join(",", axis);

    private static MeasurePart[] Added(Measure[] all)
    {
        ElementOrder comparison = ElementOrder.Of(all[0].DType);
        MeasurePart[] sums = [.. all[0]._parts];
        foreach (Measure part in all.AsSpan(1))
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] = sums[i].Add(part._parts[i], comparison);
            }
        }
        return sums;
    }

    private static MeasureBin[]? MergedBins(Measure[] all)
    {
        if (all.All(part => part.Histogram is null))
        {
            return null;
        }
        MeasureBin[]? first = all[0].Histogram;
        if (first is null || !all.All(part => part.Histogram is { } bins && Edges(bins).SequenceEqual(Edges(first))))
        {
            HostObjects.Warn("histograms are left out: their edges differ; give all measures the same range");
            return null;
        }
        return [.. first.Select((bin, i) => bin with { Count = all.Sum(part => part.Histogram![i].Count) })];
    }

    private static IEnumerable<double> Edges(MeasureBin[] bins) => bins.Select(bin => bin.From).Append(bins[^1].To);

    private static MeasureQuantile[]? MergedQuantiles(Measure[] all, DistinctCounts? distinct)
    {
        double[] wanted = [.. all.SelectMany(part => part.Quantiles ?? []).Select(quantile => quantile.Quantile).Distinct()];
        if (wanted.Length == 0)
        {
            return null;
        }
        if (all.Length == 1)
        {
            return [.. all[0].Quantiles!];
        }
        if (distinct is null)
        {
            HostObjects.Warn("quantiles are left out: those of parts don't make that of the whole; measures with unique counts do");
            return null;
        }
        return [.. wanted.Select(fraction => new MeasureQuantile(fraction, distinct.Quantile(fraction, all[0].IgnoreNaN)))];
    }
}

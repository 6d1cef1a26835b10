using System.Collections;
using System.Management.Automation;
using MemMap.Handles;

namespace MemMap.Remoting;

/// <summary>
/// Compares two distributed arrays whose rows are on the same hosts, such as files and their backups. Each host compares its own parts of
/// both.
/// </summary>
internal static class DistributedCompare
{
    private const string Work = """
        param($map, $arguments)
        $options = $arguments.Options
        [System.Management.Automation.PSSerializer]::Serialize((Compare-MemMap ([MemMap.MemMapArray]@($input)[0]) $map @options), 5)
        """;

    /// <summary>Compares on the hosts.</summary>
    /// <param name="reference">The first array.</param>
    /// <param name="difference">The second array.</param>
    /// <param name="options">The tolerances and other options of the comparison.</param>
    /// <param name="lost">Receives one error for each part that could not be compared. If it is null, such an error is thrown.</param>
    /// <param name="progress">Shows the progress.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="NotSupportedException">The rows of the two are not on the same hosts.</exception>
    internal static ArrayComparison Run(
        NDArray reference, NDArray difference, CompareOptions options, List<Exception>? lost, HostProgress progress, CancellationToken stop)
    {
        if (!reference.Shape.SequenceEqual(difference.Shape))
        {
            // Use the general code for such arrays. It reads no element.
            return NDArray.Zeros([], reference.DType).BroadcastTo(reference.Shape)
                .Compare(NDArray.Zeros([], difference.DType).BroadcastTo(difference.Shape), options);
        }
        DistributedPart[] mine = (reference as DistributedMemMap)?.Pieces(out _) ?? [],
            theirs = (difference as DistributedMemMap)?.Pieces(out int axis) ?? [];
        if (mine.Length != theirs.Length || mine.Length == 0
            || mine.Zip(theirs).Any(pair => pair.First.Session != pair.Second.Session || pair.First.Rows != pair.Second.Rows))
        {
            throw RemoteErrors.NotOnSameHosts();
        }
        Hashtable own = new()
        {
            ["Tolerance"] = options.Tolerance,
            ["RelativeTolerance"] = options.RelativeTolerance,
            ["NaNDiffers"] = options.NaNDiffers,
            ["First"] = options.First,
        };
        // A replica can be used only if it has both files.
        bool mayAskReplica = mine.Zip(theirs).All(pair => pair.First.ReplicaSession == pair.Second.ReplicaSession);
        var answers = new PSObject?[theirs.Length];
        progress.Begin(theirs);
        HostJobs jobs = new(((DistributedMemMap)difference).Hosts.Options, stop);
        foreach (PartAnswer answer in jobs.Run(
            theirs, Work, new Hashtable { ["Options"] = own },
            (task, onReplica) => DeserializedArray.Bag(mine[task].Handle(onReplica)), mayAskReplica: mayAskReplica))
        {
            if (answer.Failure is { } failure && lost is not null)
            {
                lost.Add(RemoteErrors.OfPart(failure, theirs[answer.Task]));
            }
            else
            {
                answers[answer.Task] = PropertyBag.Deep(RemoteErrors.Require(answer, theirs[answer.Task]));
            }
            progress.Done(theirs[answer.Task]);
        }
        PSObject[] found = [.. answers.OfType<PSObject>()];
        if (found.FirstOrDefault(part => PropertyBag.Of<string?>(part, nameof(ArrayComparison.Reason)) is { Length: > 0 }) is { } without)
        {
            return new(PropertyBag.Of<string>(without, nameof(ArrayComparison.Reason)), 0, null, null, [], []);
        }
        double?[] largest = [
            .. found.Select(part => PropertyBag.Of<double?>(part, nameof(ArrayComparison.MaximumDifference)))
            .Where(distance => distance is not null)];
        long rows = theirs.Where((_, i) => answers[i] is not null).Sum(part => part.Rows), all = theirs.Sum(part => part.Rows);
        return new(
            rows == all ? null : $"{rows} of {all} rows were compared",
            found.Sum(part => PropertyBag.Of<long>(part, nameof(ArrayComparison.Compared))),
            found.Sum(part => PropertyBag.Of<long>(part, nameof(ArrayComparison.DifferenceCount))),
            largest.Length == 0 ? null : largest.Any(distance => double.IsNaN(distance!.Value)) ? double.NaN : largest.Max(),
            [
                .. answers.SelectMany((part, i) => part is null ? []
                    : PropertyBag.List(part, nameof(ArrayComparison.Differences)).Select(bag => Moved(bag, theirs[i].FirstRow)))
                    .Take((int)options.First),
            ],
            [
                .. found.SelectMany(part => PropertyBag.List(part, nameof(ArrayComparison.Fields)))
                    .GroupBy(bag => PropertyBag.Of<string>(bag, nameof(FieldDifferences.Field)))
                    .Select(field
                        => new FieldDifferences(field.Key, field.Sum(bag => PropertyBag.Of<long>(bag, nameof(FieldDifferences.Count))))),
            ]);
    }

    private static ArrayDifference Moved(PSObject bag, long firstRow)
    {
        object index = bag.Properties[nameof(ArrayDifference.Index)].Value;
        index = PSObject.AsPSObject(index).BaseObject is IList list ? (object)Moved(LanguagePrimitives.ConvertTo<long[]>(list), firstRow)
            : LanguagePrimitives.ConvertTo<long>(index) + firstRow;
        return new(
            index, PropertyBag.Of<string?>(bag, nameof(ArrayDifference.Field)) is { Length: > 0 } field ? field : null,
            bag.Properties[nameof(ArrayDifference.ReferenceValue)].Value, bag.Properties[nameof(ArrayDifference.DifferenceValue)].Value);
    }

    private static long[] Moved(long[] index, long firstRow)
    {
        index[0] += firstRow;
        return index;
    }
}

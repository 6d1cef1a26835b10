using System.Collections;
using System.Management.Automation;
using MemMap.Compute;
using MemMap.Handles;

namespace MemMap.Remoting;

/// <summary>
/// Assigns to a distributed array. If the value is an array, each host receives only its own rows. A value that is the same for all rows is
/// sent to each host once. Replicas are assigned to as well.
/// </summary>
internal static class DistributedAssign
{
    private const string Work = """
        param($map, $arguments)
        $value = @($input)[0]
        $operation = if ($arguments.Operation) { @{ Operation = $arguments.Operation } } else { @{} }
        if ($arguments.HasValue) {
            $map | Set-MemMapValue -Value $(if ($value.IsArray) { [MemMap.NDArray]$value.Value } else { $value.Value }) @operation
        }
        else { $map | Set-MemMapValue @operation }
        """;

    /// <summary>Assigns to all elements, or computes with them in place. If the value doesn't fit, nothing is sent.</summary>
    /// <param name="target">The array to assign to.</param>
    /// <param name="value">An array, a list or one value.</param>
    /// <param name="operation">The name of the operation; null to assign.</param>
    /// <param name="stop">Stops the work.</param>
    /// <returns>The hosts that have made the change.</returns>
    internal static IReadOnlyList<string> Assign(DistributedMemMap target, object? value, string? operation, CancellationToken stop)
    {
        value = HostObjects.Unwrap(value);
        bool hasValue = true;
        if (operation is null)
        {
            value = new NDArray(ArrayLiteral.ToAssign(value, target.DType));
        }
        else
        {
            value = ArrayLiteral.IsList(value) ? new NDArray(ArrayLiteral.Create(value, null)) : value;
            hasValue = Operations.ByName(operation) is BinaryOperation;
            // The operation rejects the value for an empty array too, so check it without elements.
            NDArray.Zeros([0], target.DType)
                .UpdateItem([], Operations.ByName(operation), value is NDArray { Size: > 1 } list ? list.Ravel()[":0"] : value);
        }
        DistributedPart[] parts = target.Pieces(out int axis);
        ArrayRef? rows = (value as NDArray)?.Ref
            .InShapeOf(target.Layout.Shape).DropLeadingAxes(target.NDim).BroadcastTo(target.Layout.Shape);
        bool isSame = rows is not { NDim: > 0 } several || several.Layout.Strides[axis] == 0;
        DistributedPart[] messages = isSame ? [.. parts] : [.. parts.SelectMany(part => part.Cut(axis, DistributedFetch.MessageBytes))];
        PSObject ValueFor(DistributedPart part) => Sent(
            rows is not { } all || ((NDArray)value!).Size == 1 ? value
            : new NDArray(all.WithLayout(isSame ? all.Layout.Narrow(axis, 0, 1) : all.Layout.Narrow(axis, part.FirstRow, part.Rows))));

        return OnAllHosts(target, messages, "assigned", Work, new Hashtable { ["Operation"] = operation, ["HasValue"] = hasValue },
            ValueFor, stop);
    }

    /// <summary>Writes the changes of all parts to the hosts' disks.</summary>
    /// <returns>The hosts that have made the change.</returns>
    internal static IReadOnlyList<string> Flush(DistributedMemMap array, CancellationToken stop)
        => OnAllHosts(array, [.. array.Pieces(out _)], "flushed", "$args[0] | Invoke-MemMapFlush", null, _ => null, stop);

    private static string[] OnAllHosts(
        DistributedMemMap target, DistributedPart[] parts, string deed, string work, object? arguments,
        Func<DistributedPart, object?> valueFor,
        CancellationToken stop)
    {
        HostJobs jobs = new(target.Hosts.Options, stop);
        List<string> done = [];
        (Exception Failure, DistributedPart Part)? lost = null;
        foreach (bool onReplicas in new[] { false, true })
        {
            DistributedPart[] own = onReplicas ? [.. parts.Where(part => part.Replica is not null)] : parts;
            foreach (PartAnswer answer in jobs.Run(
                own, work, arguments, (task, _) => valueFor(own[task]), onReplicas, mayAskReplica: false))
            {
                if (answer.Failure is null)
                {
                    done.Add(answer.Host);
                }
                else
                {
                    lost ??= (answer.Failure, own[answer.Task]);
                }
            }
        }
        return lost is null ? [.. done.Distinct()] : throw RemoteErrors.NotOnAllHosts(lost.Value.Failure, lost.Value.Part, deed, done);
    }

    private static PSObject Sent(object? value)
    {
        PSObject bag = new();
        bag.Properties.Add(new PSNoteProperty("IsArray", value is NDArray));
        bag.Properties.Add(new PSNoteProperty("Value", value is NDArray array ? DeserializedArray.Bag(array) : value));
        return bag;
    }
}

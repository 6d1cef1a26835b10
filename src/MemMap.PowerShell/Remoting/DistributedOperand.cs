using System.Collections;
using MemMap.Compute;
using MemMap.Handles;

namespace MemMap.Remoting;

/// <summary>What hosts work on: the parts of a distributed array, or of a lazy one that is made of distributed arrays only.</summary>
internal sealed class DistributedOperand
{
    private readonly DistributedPart[][] _others;

    private DistributedOperand(
        NDArray array, HostOptions options, DistributedPart[] parts, int axis, DistributedPart[][] others, Hashtable? expression)
        => (Array, Options, Parts, Axis, _others, Expression) = (array, options, parts, axis, others, expression);

    /// <summary>The array.</summary>
    internal NDArray Array { get; }

    /// <summary>The options of calls to the hosts.</summary>
    internal HostOptions Options { get; }

    /// <summary>The parts, of the first array that an expression reads.</summary>
    internal DistributedPart[] Parts { get; }

    /// <summary>The axis along which they are concatenated.</summary>
    internal int Axis { get; }

    /// <summary>What a host makes the expression of, for <see cref="HostExpression.Make"/>; null for an array that is stored.</summary>
    internal Hashtable? Expression { get; }

    /// <summary>
    /// The operand of an array; null for one that isn't distributed, and for a lazy one that hosts can't compute: one that reads other
    /// arrays too, or distributed ones of different parts, or has operations that can't be sent.
    /// </summary>
    internal static DistributedOperand? Of(NDArray array)
    {
        if (array is DistributedMemMap stored)
        {
            return new(array, stored.Hosts.Options, stored.Pieces(out int only), only, [], null);
        }
        if (array.Ref.Buffer is not ExpressionBuffer { Expression: var expression }
            || !expression.Operands.Any(static operand => operand is DistributedBuffer) || ExpressionSteps.Of(array.Ref) is not { } steps
            || steps.Arrays.Any(static read => read.Buffer is not DistributedBuffer))
        {
            return null;
        }
        DistributedMemMap[] sources = [.. steps.Arrays.Select(static read => new DistributedMemMap(read))];
        DistributedPart[] parts = sources[0].Pieces(out int axis);
        List<DistributedPart[]> others = [];
        foreach (DistributedMemMap source in sources[1..])
        {
            others.Add(source.Pieces(out int other));
            if (other != axis || !others[^1].Select(Place).SequenceEqual(parts.Select(Place)))
            {
                return null;
            }
        }
        Hashtable sent = new()
        {
            ["Steps"] = steps.Steps.ToArray(),
            ["Values"] = steps.Values.Select(static value => DeserializedArray.Bag(new NDArray(value))).ToArray(),
        };
        return new(array, sources[0].Hosts.Options, parts, axis, [.. others], sent);

        // Where a part is worked on, and of which rows it is.
        static (Guid, Guid?, long, long) Place(DistributedPart part)
            => (part.Session.InstanceId, part.ReplicaSession?.InstanceId, part.FirstRow, part.Rows);
    }

    /// <summary>The pipeline input of the work on a part: the parts of the other arrays that an expression reads.</summary>
    internal object? InputOf(int part, bool onReplica)
        => _others.Length == 0 ? null : _others.Select(parts => DeserializedArray.Bag(parts[part].Handle(onReplica))).ToArray();
}

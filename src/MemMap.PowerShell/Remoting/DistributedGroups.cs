using System.Collections;
using System.Management.Automation;
using MemMap.DataTypes;

namespace MemMap.Remoting;

/// <summary>
/// Statistics by groups of a distributed array. Each host makes the groups of its parts, and those of equal keys are merged, which is
/// exact.
/// </summary>
internal sealed class DistributedGroups
{
    private const string Work = "param($map, $arguments) " + HostCondition.Ask + """
        foreach ($group in & $ask $map Measure-MemMap $arguments.Parameters Where $arguments.Condition) {
            $answer = @{ Count = $group.Count }
            if ($group.GroupBy.Count -eq 1) { $answer.Values = @(, $group.Group) } else { $answer.Values = @($group.Group) }
            if ($arguments.Parameters.Field) { $answer.Field = $group.Field; $answer.State = $group.ToMeasure().ToState() }
            [System.Management.Automation.PSSerializer]::Serialize($answer, 3)
        }
        """;

    private readonly string[] _keys;
    private readonly DType _dtype;
    private readonly List<(object?[] Values, string? Field, long Count, Measure? Measure)> _found = [];

    private DistributedGroups(DType records, string[] keys)
    {
        _keys = keys;
        RecordBuilder builder = new(isAligned: false);
        foreach (string key in keys)
        {
            Field field = records.FindField(key) ?? throw Error.NoSuchField(key, records);
            builder.Add(field.Name, field.DType, null);
        }
        _dtype = builder.Build();
    }

    /// <summary>Measures on all hosts.</summary>
    /// <param name="array">The array.</param>
    /// <param name="keys">The fields whose values make the groups.</param>
    /// <param name="parameters">The parameters of Measure-MemMap.</param>
    /// <param name="condition">The condition that records have to fulfil, as <see cref="HostCondition"/> sends it; null for none.</param>
    /// <param name="progress">The progress.</param>
    /// <param name="stop">Stops the work here and on the hosts.</param>
    internal static GroupCount[] Run(
        DistributedMemMap array, string[] keys, Hashtable parameters, Hashtable? condition, HostProgress progress, CancellationToken stop)
    {
        DistributedGroups groups = new(array.DType, keys);
        DistributedPart[] parts = array.Pieces(out _);
        HostJobs jobs = new(array.Hosts.Options, stop);
        progress.Begin(parts);
        Hashtable arguments = new() { ["Parameters"] = parameters, ["Condition"] = condition };
        foreach (PartAnswer answer in jobs.Run(parts, Work, arguments))
        {
            DistributedPart part = parts[answer.Task];
            if (answer.Failure is not null)
            {
                throw RemoteErrors.OfPart(answer.Failure, part);
            }
            foreach (object? value in answer.Values)
            {
                groups.Add((Hashtable)PropertyBag.Deep(value).BaseObject);
            }
            progress.Done(part);
        }
        return groups.Merged(parameters["Field"] as string[] ?? []);
    }

    private void Add(Hashtable answer)
    {
        object?[] values = [.. ((IEnumerable)PSObject.AsPSObject(answer["Values"]!).BaseObject).Cast<object?>()];
        _found.Add((values, answer["Field"] as string, LanguagePrimitives.ConvertTo<long>(answer["Count"]),
            answer["State"] is { } state ? Measure.FromState(LanguagePrimitives.ConvertTo<byte[]>(state)) : null));
    }

    private GroupCount[] Merged(string[] fields)
    {
        // As elements, values are equal and in order whatever has become of their types on the way.
        NDArray elements = NDArray.Zeros([_found.Count], _dtype);
        NDArray[] columns = [.. _dtype.Fields!.Select(field => elements.Field(field.Name))];
        for (int i = 0; i < _found.Count; i++)
        {
            for (int key = 0; key < columns.Length; key++)
            {
                columns[key].SetItem([i], _found[i].Values[key]);
            }
        }
        byte[] bytes = elements.ToBytes();
        int size = _dtype.ItemSize;
        var order = (long[])elements.ArgSort().ToArray();
        List<List<int>> groups = [];
        for (int i = 0; i < order.Length; i++)
        {
            bool isSame = i > 0 && bytes.AsSpan((int)order[i] * size, size).SequenceEqual(bytes.AsSpan((int)order[i - 1] * size, size));
            if (!isSame)
            {
                groups.Add([]);
            }
            groups[^1].Add((int)order[i]);
        }
        object?[] ValuesOf(List<int> group) => [.. columns.Select(column => column[group[0]])];
        return fields.Length == 0
            ? [.. groups.Select(group => new GroupCount(_keys, ValuesOf(group), group.Sum(i => _found[i].Count)))]
            : [.. fields.SelectMany(field => groups.Select(group =>
            {
                int[] same = [.. group.Where(i => _found[i].Field == field)];
                return new MeasureGroup(
                    _keys, ValuesOf(group), same.Sum(i => _found[i].Count), Measure.Merge(same.Select(i => _found[i].Measure!)));
            }))];
    }
}

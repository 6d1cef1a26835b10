using System.Collections;
using System.Diagnostics.CodeAnalysis;
using MemMap.Compute;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Questions;
using MemMap.Remoting;

namespace MemMap.Commands;

// Measures of the records for which a condition holds, and by groups.
public sealed partial class MeasureMemMapCommand
{
    // What the work, which is done on another thread, found strange.
    private readonly List<string> _warnings = [];

    // The fields by the names that they have in the array.
    private string[]? _fields;

    private protected override string? InsteadOf(object? argument)
    {
        // The switches of Measure-Object.
        string? property = (argument as string)?.ToUpperInvariant() switch
        {
            "-SUM" => nameof(Measure.Sum),
            "-AVERAGE" => nameof(Measure.Mean),
            "-MINIMUM" => nameof(Measure.Minimum),
            "-MAXIMUM" => nameof(Measure.Maximum),
            "-STANDARDDEVIATION" => nameof(Measure.StandardDeviation),
            _ => null,
        };
        return property is null ? null : $"what is measured has it without: ({MyInvocation.MyCommand.Name} ...).{property}";
    }

    private void Ask(NDArray array, DistributedOperand? hosts, MeasureOptions options)
    {
        AskGroups(array, hosts, options);
        _warnings.ForEach(WriteWarning);
        _warnings.Clear();
    }

    private void AskGroups(NDArray array, DistributedOperand? hosts, MeasureOptions options)
    {
        if (!TryCondition(array, Where, out Condition? condition))
        {
            return;
        }
        if (hosts is not null)
        {
            AskHosts(hosts, options);
            return;
        }
        string? fileName = (array as MemMapArray)?.FileName;
        if (GroupBy is null)
        {
            foreach (string? field in _fields ?? [null!])
            {
                if (TryLong(array, "Measuring", 1, () => MeasureWhere(array, condition!.FilterOf(array), field, options), out var measure))
                {
                    measure.FileName = fileName;
                    WriteObject(MeasureObject.Of(measure));
                }
            }
        }
        else if (TryGrouping(array, options, out Grouping? grouping)
            && TryLong(array, "Measuring", options.Quantiles is null && !options.Unique ? 1 : 2,
                () => Groups(array, condition, grouping, options), out var groups))
        {
            foreach (GroupCount group in groups)
            {
                group.FileName = fileName;
                WriteObject(MeasureObject.Of(group));
            }
        }
    }

    private bool TryGrouping(NDArray array, MeasureOptions options, [MaybeNullWhen(false)] out Grouping grouping)
    {
        bool isThere = Try(array, () => new Grouping(this, GroupBy!, array.DType, options.MaxGroups), out grouping);
        foreach (string reason in grouping?.Reasons ?? [])
        {
            TellOfScript("A key of the groups is computed by a script block for each record", reason);
        }
        return isThere;
    }

    private void AskHosts(DistributedOperand operand, MeasureOptions options)
    {
        if (GroupBy is null)
        {
            foreach (string? field in _fields ?? [null!])
            {
                MeasureOnHosts(operand, field, options);
            }
            return;
        }
        // What can't be measured is an error here, before hosts are asked. Expressions have no fields to make groups of.
        NDArray array = operand.Array;
        using HostProgress progress = new(this, $"Measuring {ArrayHeader.Of(array)}");
        if (Try(array, () => new GroupedMeasure(array.DType, FieldsOf(array, GroupBy), _fields ?? [], options), out _)
            && Try(array, () => GroupsOnHosts((DistributedMemMap)array, options, progress), out var groups))
        {
            WriteObject(groups.Select(group => MeasureObject.Of(group)), enumerateCollection: true);
        }
    }

    private static GroupKeySource[] FieldsOf(NDArray array, GroupKey[] keys)
        => Array.ConvertAll(keys, key => key.Script is null ? GroupKeySource.Field(array.DType, FieldName.Of(array.DType, key.Name))
            : throw Errors.GroupScriptOnHosts(Constants.Line(key.Script.Ast)));

    private GroupCount[] GroupsOnHosts(DistributedMemMap array, MeasureOptions options, HostProgress progress)
    {
        string[] names = [.. GroupBy!.Select(key => FieldName.Of(array.DType, key.Name))];
        Hashtable parameters = new()
        {
            [nameof(GroupBy)] = names,
            [nameof(Ddof)] = options.Ddof,
            [nameof(IgnoreNaN)] = options.IgnoreNaN,
            [nameof(MaxGroups)] = options.MaxGroups,
        };
        if (_fields is not null)
        {
            parameters[nameof(Field)] = _fields;
        }
        if (options.Quantiles is { } quantiles)
        {
            parameters[nameof(Quantile)] = quantiles.ToArray();
        }
        if (options.Unique)
        {
            parameters[nameof(Unique)] = true;
        }
        if (parameters.ContainsKey(nameof(Quantile)) || options.Unique)
        {
            parameters[nameof(MaxUnique)] = MaxUnique;
        }
        LookupTables? tables = Lookup is null ? null : new(Lookup, array.DType, names);
        GroupCount[] groups = DistributedGroups.Run(
            array, names, parameters, HostCondition.Of(this, Where), progress, Interruption.Token);
        return Looked(groups, tables);
    }

    private GroupCount[] Groups(NDArray array, Condition? condition, Grouping grouping, MeasureOptions options)
    {
        array.Buffer.Verify();
        // Elements without fields are measured themselves.
        GroupedMeasure measure = new(
            array.DType, grouping.Sources, _fields ?? (GroupedMeasure.CanMeasure(array.DType) ? [GroupedMeasure.Itself] : []), options);
        LookupTables? tables = Lookup is null ? null : new(Lookup, array.DType, grouping.Names);
        grouping.Measure(array, condition, measure);
        GroupCount[] groups = measure.ToGroups();
        return Looked(groups, tables);
    }

    private GroupCount[] Looked(GroupCount[] groups, LookupTables? tables)
    {
        if (tables is null)
        {
            return groups;
        }
        GroupCount[] joined = GroupLookup.Run(groups, tables);
        _warnings.AddRange(tables.Warnings);
        return joined;
    }

    private static Measure MeasureWhere(NDArray array, RowFilter filter, string? field, MeasureOptions options)
    {
        array.Buffer.Verify();
        Func<ArrayRef, ArrayRef>? view = field is null ? null : rows => rows.Field(field);
        bool isOnePass = options is { Axis: null, Quantiles: null, Unique: false } and ({ Bins: null } or { Range: not null });
        if (!isOnePass)
        {
            return new NDArray(filter.TakeAll(view)).MeasureAs(field, options);
        }
        // Measures of parts merge exactly. That of none is the first one: what can't be measured is an error before anything is read.
        Measure all = new NDArray(ArrayRef.Zeros([0], array.DType)).Measure(field, options);
        foreach (SearchWindow window in filter.Windows)
        {
            using PickedMemory memory = PickedMemory.For(filter.BytesOf(window));
            Measure[] parts = filter.Take(window, memory, view, piece => new NDArray(piece).MeasureAs(field, options));
            all = parts.Length == 0 ? all : Measure.Merge([all, .. parts]);
        }
        return all;
    }
}

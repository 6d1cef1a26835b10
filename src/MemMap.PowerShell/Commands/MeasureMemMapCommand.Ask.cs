using System.Collections;
using System.Management.Automation;
using MemMap.Compute;
using MemMap.Output;
using MemMap.Questions;
using MemMap.Remoting;

namespace MemMap.Commands;

// Measures of the records for which a condition holds, and by groups.
public sealed partial class MeasureMemMapCommand
{
    private void Ask(NDArray array, DistributedOperand? hosts, MeasureOptions options)
    {
        Condition? condition = null;
        if (Where is not null && !TryCondition(array, Where, out condition))
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
            foreach (string? field in Field ?? [null!])
            {
                if (TryLong(array, "Measuring", 1, () => MeasureWhere(array, condition!.FilterOf(array), field, options), out var measure))
                {
                    measure.FileName = fileName;
                    WriteObject(measure);
                }
            }
        }
        else if (TryLong(array, "Measuring", 1, () => Groups(array, condition?.FilterOf(array), options), out var groups))
        {
            foreach (GroupCount group in groups)
            {
                group.FileName = fileName;
                WriteObject(WithFields(group));
            }
        }
    }

    private void AskHosts(DistributedOperand operand, MeasureOptions options)
    {
        if (GroupBy is null)
        {
            foreach (string? field in Field ?? [null!])
            {
                MeasureOnHosts(operand, field, options);
            }
            return;
        }
        // What can't be measured is an error here, before hosts are asked. Expressions have no fields to make groups of.
        NDArray array = operand.Array;
        using HostProgress progress = new(this, $"Measuring {ArrayHeader.Of(array)}");
        if (Try(array, () => new GroupedMeasure(array.DType, GroupBy, Field ?? [], options), out _)
            && Try(array, () => GroupsOnHosts((DistributedMemMap)array, options, progress), out var groups))
        {
            WriteObject(groups.Select(WithFields), enumerateCollection: true);
        }
    }

    private GroupCount[] GroupsOnHosts(DistributedMemMap array, MeasureOptions options, HostProgress progress)
    {
        Hashtable parameters = new()
        {
            [nameof(GroupBy)] = GroupBy,
            [nameof(Ddof)] = options.Ddof,
            [nameof(IgnoreNaN)] = options.IgnoreNaN,
            [nameof(MaxGroups)] = options.MaxGroups,
        };
        if (Field is not null)
        {
            parameters[nameof(Field)] = Field;
        }
        LookupTables? tables = Lookup is null ? null : new(Lookup, array.DType, GroupBy);
        GroupCount[] groups = DistributedGroups.Run(
            array, GroupBy!, parameters, HostCondition.Of(this, Where), progress, Interruption.Token);
        return tables is null ? groups : GroupLookup.Run(groups, tables);
    }

    private GroupCount[] Groups(NDArray array, RowFilter? filter, MeasureOptions options)
    {
        array.Buffer.Verify();
        GroupedMeasure measure = new(array.DType, GroupBy!, Field ?? [], options);
        LookupTables? tables = Lookup is null ? null : new(Lookup, array.DType, GroupBy);
        if (filter is null)
        {
            measure.Add(array.Ref);
        }
        else
        {
            foreach (SearchWindow window in filter.Windows)
            {
                filter.Each(window, (rows, mask, _) => AddTo(measure, rows, mask), readsOnce: true);
            }
        }
        GroupCount[] groups = measure.ToGroups();
        return tables is null ? groups : GroupLookup.Run(groups, tables);
    }

    private static bool AddTo(GroupedMeasure measure, ArrayRef rows, ArrayRef mask)
    {
        measure.Add(MaskSelection.Take(mask, rows));
        return true;
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
            Measure[] parts = [.. filter.Take(window, view).Select(piece => new NDArray(piece).MeasureAs(field, options))];
            all = parts.Length == 0 ? all : Measure.Merge([all, .. parts]);
        }
        return all;
    }

    /// <summary>The group with a property for each field that makes it, if it has no property of that name already.</summary>
    private static PSObject WithFields(GroupCount group)
    {
        PSObject result = new(group);
        for (int i = 0; i < group.GroupBy.Length; i++)
        {
            if (result.Properties[group.GroupBy[i]] is null)
            {
                result.Properties.Add(new PSNoteProperty(group.GroupBy[i], group.Values[i]));
            }
        }
        return result;
    }
}

using MemMap.Compute;

namespace MemMap.Questions;

/// <summary>Groups by what tables have for the values of their fields: those for which it is the same become one.</summary>
internal static class GroupLookup
{
    /// <summary>Replaces the values of groups, and merges those that are then equal.</summary>
    /// <param name="groups">The groups of all measured fields.</param>
    /// <param name="tables">The tables.</param>
    internal static GroupCount[] Run(GroupCount[] groups, LookupTables tables)
    {
        List<(object?[] Values, List<GroupCount> Groups)> found = [];
        Dictionary<(string?, GroupValues), int> places = [];
        foreach (GroupCount group in groups)
        {
            object?[] values = tables.Of(group.GroupBy, group.Values);
            (string?, GroupValues) key = ((group as MeasureGroup)?.Field, new GroupValues(values));
            if (places.TryAdd(key, found.Count))
            {
                found.Add((values, []));
            }
            found[places[key]].Groups.Add(group);
        }
        return [.. found.Select(static same => Merged(same.Values, same.Groups))];
    }

    private static GroupCount Merged(object?[] values, List<GroupCount> groups)
    {
        string[] names = groups[0].GroupBy;
        long rows = groups.Sum(static group => group.Records);
        return groups[0] is not MeasureGroup ? new GroupCount(names, values, rows) : new MeasureGroup(
            names, values, rows, Measure.Merge([.. groups.Cast<MeasureGroup>().Select(static group => group.ToMeasure())]));
    }
}

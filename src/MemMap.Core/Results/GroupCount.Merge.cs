using MemMap.Compute;

namespace MemMap;

// Merging of the groups of parts, also from other processes.
public partial class GroupCount
{
    /// <summary>
    /// Merges the groups of several parts: those with equal values become one, with the measure of their records together. They come in the
    /// order of their values; of several fields, the groups of the first one come first.
    /// </summary>
    /// <param name="parts">The groups of all parts, at least one.</param>
    /// <returns>The groups of the whole, as if it had been measured at once.</returns>
    /// <exception cref="ArgumentException">There are no groups, or they do not match.</exception>
    public static GroupCount[] Merge(IEnumerable<GroupCount> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        GroupCount[] all = [.. parts];
        if (all.Length == 0)
        {
            throw Error.NothingToMerge();
        }
        foreach (GroupCount other in all)
        {
            if (!other.GroupBy.SequenceEqual(all[0].GroupBy))
            {
                throw Error.CannotMerge("groups", string.Join(", ", all[0].GroupBy), string.Join(", ", other.GroupBy));
            }
            if (other is MeasureGroup != all[0] is MeasureGroup)
            {
                throw Error.CannotMerge("kind", "numbers of records", "statistics of a field");
            }
        }
        string?[] fields = [.. all.Select(static group => (group as MeasureGroup)?.Field).Distinct()];
        return [.. Joined(all.Select(static group => (group._values, group)))
            .OrderBy(group => Array.IndexOf(fields, (group as MeasureGroup)?.Field))
            .ThenBy(static group => group._values, GroupOrder.Instance)];
    }

    /// <summary>Merges the groups of a field that have equal values, in the order in which they come first.</summary>
    /// <param name="groups">Groups, each with the values that it is to have.</param>
    internal static IEnumerable<GroupCount> Joined(IEnumerable<(object?[] Values, GroupCount Group)> groups)
        => groups.GroupBy(static pair => ((pair.Group as MeasureGroup)?.Field, new GroupValues(pair.Values)))
            .Select(static same => Joined(same.First().Values, [.. same.Select(static pair => pair.Group)]));

    private static GroupCount Joined(object?[] values, GroupCount[] groups)
    {
        string[] names = [.. groups[0].GroupBy];
        long rows = groups.Sum(static group => group.Rows);
        return groups[0] is not MeasureGroup ? new GroupCount(names, values, rows) { Computed = groups[0].Computed }
            : new MeasureGroup(names, values, rows, Measure.Merge(groups.Cast<MeasureGroup>().Select(static group => group.ToMeasure())))
            {
                Computed = groups[0].Computed,
            };
    }
}

namespace MemMap.Questions;

/// <summary>Groups by what tables have for the values of their fields: those for which it is the same become one.</summary>
internal static class GroupLookup
{
    /// <summary>Replaces the values of groups, and merges those that are then equal.</summary>
    /// <param name="groups">The groups of all measured fields.</param>
    /// <param name="tables">The tables.</param>
    internal static GroupCount[] Run(GroupCount[] groups, LookupTables tables)
        => [.. GroupCount.Joined(groups.Select(group => (tables.Of(group.GroupBy, group.Values), group)))];
}

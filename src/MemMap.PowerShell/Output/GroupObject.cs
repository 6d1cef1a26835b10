using System.Management.Automation;

namespace MemMap.Output;

/// <summary>A group as PowerShell sees it.</summary>
internal static class GroupObject
{
    /// <summary>The name of the type that has a table with quantiles, in MemMap.format.ps1xml.</summary>
    private const string WithQuantiles = "MemMap.MeasureGroup.Quantiles";

    /// <summary>The group with a property for each key that makes it, if it has no property of that name already.</summary>
    internal static PSObject Of(GroupCount group)
    {
        PSObject result = new(group);
        for (int i = 0; i < group.GroupBy.Count; i++)
        {
            if (result.Properties[group.GroupBy[i]] is null)
            {
                result.Properties.Add(new PSNoteProperty(group.GroupBy[i], group.Values[i]));
            }
        }
        if (group is MeasureGroup { Quantiles: not null })
        {
            result.TypeNames.Insert(0, WithQuantiles);
        }
        return result;
    }
}

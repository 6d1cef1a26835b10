using System.Management.Automation;

namespace MemMap.Output;

/// <summary>
/// Measures and groups as PowerShell sees them. Those with statistics beside the usual ones have a type name of their own, for which
/// MemMap.format.ps1xml has a table with columns for them.
/// </summary>
internal static class MeasureObject
{
    private const string Several = "Asked";

    /// <summary>The measure.</summary>
    internal static PSObject Of(Measure measure)
    {
        PSObject result = new(measure);
        Name(result, measure.Quantiles is not null, measure.Histogram is not null, measure.Unique is not null);
        return result;
    }

    /// <summary>The group with a property for each key that makes it, if it has no property of that name already.</summary>
    /// <param name="group">The group.</param>
    internal static PSObject Of(GroupCount group)
    {
        PSObject result = new(group);
        for (int i = 0; i < group.GroupBy.Count; i++)
        {
            if (result.Properties[group.GroupBy[i]] is null)
            {
                result.Properties.Add(new PSNoteProperty(group.GroupBy[i], ShownValue.OfList(group.Values[i])));
            }
        }
        if (group is MeasureGroup measured)
        {
            Name(result, measured.Quantiles is not null, false, measured.Unique is not null);
        }
        return result;
    }

    private static void Name(PSObject measure, bool hasQuantiles, bool hasHistogram, bool hasUnique)
    {
        string? view = (hasQuantiles, hasHistogram, hasUnique) switch
        {
            (false, false, false) => null,
            (true, false, false) => nameof(Measure.Quantiles),
            (false, true, false) => nameof(Measure.Histogram),
            (false, false, true) => nameof(Measure.Unique),
            _ => Several,
        };
        if (view is not null)
        {
            measure.TypeNames.Insert(0, $"{measure.BaseObject.GetType().FullName}.{view}");
        }
    }
}

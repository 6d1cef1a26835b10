using System.Management.Automation;

namespace MemMap.Handles;

/// <summary>
/// The hidden property that MemMap.types.ps1xml adds to measures and groups: what another process needs to make a measure again. Whoever
/// writes all properties (Export-Csv, ConvertTo-Json, Select-Object *) has no use for it.
/// </summary>
public static class SerializedMeasure
{
    /// <summary>The complete content of a measure, or of that of a group; <see langword="null"/> of a number of records.</summary>
    /// <param name="instance">The measure or the group.</param>
    public static object? State(PSObject? instance) => instance?.BaseObject switch
    {
        Measure measure => measure.ToState(),
        MeasureGroup group => group.ToMeasure().ToState(),
        _ => null,
    };
}

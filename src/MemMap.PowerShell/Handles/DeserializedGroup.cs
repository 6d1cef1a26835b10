using System.Collections;
using System.Management.Automation;
using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>A serialized group: a property bag, whose properties are its values and the State of its measure.</summary>
internal static class DeserializedGroup
{
    private static readonly string GroupType = "Deserialized." + typeof(GroupCount).FullName;

    /// <summary>Restores the group, or returns <see langword="null"/> if the object is none.</summary>
    /// <exception cref="FormatException">The content is damaged.</exception>
    internal static GroupCount? Open(object? value)
    {
        if (value is not PSObject bag || !bag.TypeNames.Contains(GroupType))
        {
            return null;
        }
        string[] names = [.. List(bag, nameof(GroupCount.GroupBy)).Select(static name => $"{name}")];
        object? group = Property(bag, nameof(GroupCount.Group));
        object?[] values = names.Length == 1 ? [group] : [.. List(bag, nameof(GroupCount.Group))];
        if (names.Length == 0 || values.Length != names.Length
            || !LanguagePrimitives.TryConvertTo(Property(bag, nameof(GroupCount.Records)), out long rows) || rows < 0)
        {
            throw Error.MeasureInvalid("the properties of the group don't fit one another");
        }
        GroupCount found = Property(bag, nameof(SerializedMeasure.State)) is { } state
            ? new MeasureGroup(names, values, rows, Measure.FromState(
                state as byte[] ?? throw Error.MeasureInvalid("its State is no bytes")))
            : new GroupCount(names, values, rows);
        found.FileName = Property(bag, nameof(GroupCount.FileName)) as string;
        return found;
    }

    private static object? Property(PSObject bag, string name) => PipelineElements.Bare(bag.Properties[name]?.Value);

    private static IEnumerable<object?> List(PSObject bag, string name)
        => Property(bag, name) is IEnumerable list and not string ? list.Cast<object?>().Select(PipelineElements.Bare) : [];
}

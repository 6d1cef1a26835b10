using System.Management.Automation;
using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>A serialized measure: a property bag, whose property State has the complete content.</summary>
internal static class DeserializedMeasure
{
    private static readonly string TypeName = "Deserialized." + typeof(Measure).FullName;

    /// <summary>Whether an object is a measure that was sent by another process.</summary>
    internal static bool Is(object? value) => value is PSObject bag && bag.TypeNames.Contains(TypeName);

    /// <summary>Restores the measure.</summary>
    /// <exception cref="FormatException">The content is damaged.</exception>
    internal static Measure Open(PSObject bag)
    {
        Measure measure = Measure.FromState(
            Property(bag, nameof(SerializedMeasure.State)) as byte[] ?? throw Error.MeasureInvalid("its State is missing"));
        measure.FileName = Property(bag, nameof(Measure.FileName)) as string;
        return measure;
    }

    private static object? Property(PSObject bag, string name) => PipelineElements.Bare(bag.Properties[name]?.Value);
}

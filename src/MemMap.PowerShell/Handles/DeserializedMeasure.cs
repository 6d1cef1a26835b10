using System.Management.Automation;
using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>A measure as it is between two processes: a bag of properties, of which State has all that it takes.</summary>
internal static class DeserializedMeasure
{
    private static readonly string TypeName = "Deserialized." + typeof(Measure).FullName;

    /// <summary>Whether an object is a measure that another process has sent.</summary>
    internal static bool Is(object? value) => value is PSObject bag && bag.TypeNames.Contains(TypeName);

    /// <summary>The measure that was sent.</summary>
    /// <exception cref="FormatException">It is damaged.</exception>
    internal static Measure Open(PSObject bag)
        => Measure.FromState(
            PipelineElements.Bare(bag.Properties[nameof(Measure.State)]?.Value) as byte[]
            ?? throw Error.MeasureInvalid("its State is missing"));
}

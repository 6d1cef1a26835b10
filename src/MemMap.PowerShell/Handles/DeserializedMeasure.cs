using System.Management.Automation;
using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>A measure as it is between two processes: a bag of properties, of which State has all that it takes.</summary>
internal static class SentMeasure
{
    private static readonly string TypeName = "Deserialized." + typeof(Measure).FullName;

    /// <summary>Whether an object is a measure that another process has sent.</summary>
    internal static bool Is(object? value) => value is PSObject bag && bag.TypeNames.Contains(TypeName);

    /// <summary>The measure that was sent.</summary>
    /// <exception cref="FormatException">It is damaged.</exception>
    internal static Measure Open(PSObject bag)
        => Measure.FromState(PipelineElements.Bare(bag.Properties[nameof(Measure.State)]?.Value) as byte[] ?? throw Error.MeasureInvalid("its State is missing"));
}

/// <summary>A measure, or one that was sent here from another process.</summary>
public sealed class MeasureArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => SentMeasure.Is(value) ? SentMeasure.Open((PSObject)value!) : value;
}

/// <summary>Makes measures of what became of them on their way through Start-Job, Invoke-Command or Export-Clixml.</summary>
public sealed class MeasureConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => SentMeasure.Is(sourceValue);

    /// <inheritdoc/>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) => SentMeasure.Is(sourceValue);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => SentMeasure.Open((PSObject)sourceValue);

    /// <inheritdoc/>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => SentMeasure.Open(sourceValue);

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => throw new NotSupportedException();
}

using System.Management.Automation;

namespace MemMap.Parameters;

/// <summary>
/// Makes a parameter's value of what users write. What is wrong with it is said once, without the engine's wording around it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ArgumentConversionAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            // A property bag is nothing without its wrapper.
            return Convert(inputData is PSObject { BaseObject: not PSCustomObject and var plain } ? plain : inputData);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or IOException
            or UnauthorizedAccessException)
        {
            throw new ArgumentTransformationMetadataException(Printable.Lines(exception.Message), exception);
        }
    }

    /// <summary>The parameter's value.</summary>
    private protected abstract object? Convert(object? value);
}

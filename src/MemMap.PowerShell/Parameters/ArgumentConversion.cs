using System.Management.Automation;

namespace MemMap.Parameters;

/// <summary>Converts an argument to a parameter's value. An error message is shown once, without the engine's wording around it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ArgumentConversionAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            // Keep the wrapper of a property bag: it holds the properties.
            return Convert(engineIntrinsics, inputData is PSObject { BaseObject: not PSCustomObject and var plain } ? plain : inputData);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or IOException
            or UnauthorizedAccessException)
        {
            throw new ArgumentTransformationMetadataException(Printable.Lines(exception.Message), exception);
        }
    }

    /// <summary>Converts an argument to the parameter's value, where that depends on the session.</summary>
    private protected virtual object? Convert(EngineIntrinsics? engine, object? value) => Convert(value);

    /// <summary>Converts an argument to the parameter's value.</summary>
    private protected abstract object? Convert(object? value);
}

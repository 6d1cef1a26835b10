using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>
/// Accepts what <see cref="ArrayOrFileArgumentAttribute"/> does. Any other object of the pipeline is left to the cmdlet, which then ends:
/// the engine would write an error for each of them.
/// </summary>
public sealed class PipedArrayOrFileAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value)
        => ArrayOrFileArgumentAttribute.OfPipeline(value, ArrayOrFileArgumentAttribute.ArrayOrFile);
}

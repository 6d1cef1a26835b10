using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>Accepts what can be exported: an array, a file, or a comparison, whose differences are a patch.</summary>
public sealed class ExportArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value switch
    {
        ArrayComparison or ArrayRealignment => ComparedArrays.Of(value) is null ? throw Errors.NoPatchOf(value) : value,
        ArrayDifference or RealignedRange => new RefusedInput(value, Errors.NoPatchOf(value)),
        _ => ArrayOrFileArgumentAttribute.OfPipeline(value, ArrayOrFileArgumentAttribute.ArrayOrFile),
    };
}

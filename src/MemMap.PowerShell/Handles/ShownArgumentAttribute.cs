using System.Collections;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>Accepts what can be shown: an array, a file, what was found in one, a number, or a list of numbers.</summary>
public sealed class ShownArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => ArrayOrFileArgumentAttribute.OfPipeline(value, Shown);

    private static object? Shown(object? value) => value switch
    {
        PatternMatch or IndexedElement or ArrayDifference or RealignedRange or ValueType => value,
        IList { Count: > 0 } list when PipelineElements.Bare(list[0]) is ValueType or IList => NDArray.Array(list),
        _ => ArrayOrFileArgumentAttribute.ArrayOrFile(value),
    };
}

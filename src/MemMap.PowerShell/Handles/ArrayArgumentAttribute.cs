using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>
/// An array, or one that was sent here from another process. <see cref="ArrayConverter"/> does the same for methods and casts; but what it
/// says when it fails, the engine keeps to itself where the value comes from the pipeline.
/// </summary>
public sealed class ArrayArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value switch
    {
        PSObject bag when DeserializedArray.From(bag) is { } sent => sent.Open(),
        string text => throw Errors.NotAnArray(text),
        FileSystemInfo file => throw Errors.NotAnArray(file.FullName),
        PatternMatch or IndexedElement => throw Errors.NotAnArray(value),
        IConvertible => throw Errors.NotAnArray(value),
        _ => value,
    };
}

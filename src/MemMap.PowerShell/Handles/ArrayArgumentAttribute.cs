using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>
/// Accepts an array, or an array that was sent by another process. <see cref="ArrayConverter"/> does the same for methods and casts, but
/// the engine hides its error messages if the value comes from the pipeline.
/// </summary>
public sealed class ArrayArgumentAttribute : ArgumentConversionAttribute
{
    /// <summary>Whether a file is left to another parameter, which takes it by the name of a property.</summary>
    public bool LeavesFiles { get; set; }

    private protected override object? Convert(object? value) => value switch
    {
        FileSystemInfo when LeavesFiles => value,
        string text => throw Errors.NotAnArray(text),
        FileSystemInfo file => throw Errors.NotAnArray(file.FullName),
        _ => Opened(value),
    };

    /// <summary>Returns the array; anything else is an error.</summary>
    internal static NDArray ArrayOf(object? value) => Opened(value) as NDArray ?? throw Errors.NotAnArray(value!);

    private static object? Opened(object? value) => value switch
    {
        null or NDArray => value,
        PSObject bag when DeserializedArray.From(bag) is { } sent => sent.Open(),
        PatternMatch or IndexedElement => throw Errors.NotAnArray(value),
        IConvertible => throw Errors.NotAnArray(value),
        Array list => throw Errors.NotOneArray(list),
        _ => Errors.ResultInstead(value) is null ? value : throw Errors.NotAnArray(value),
    };
}

using System.Management.Automation;
using MemMap.Parameters;

namespace MemMap.Handles;

/// <summary>
/// Accepts an array, an array that was sent by another process, or a file: its path, an object of Get-ChildItem, or an object with a
/// property of such a name.
/// </summary>
public sealed class ArrayOrFileArgumentAttribute : ArgumentConversionAttribute
{
    // In the order of their precision: a PSPath names its drive.
    private static readonly string[] PathProperties = ["PSPath", "LiteralPath", "FullName", "FileName"];

    private protected override object? Convert(object? value) => ArrayOrFile(value);

    /// <summary>
    /// Converts an object of the pipeline. What is neither an array nor a file is kept with its error: the engine would write one for each
    /// object, and the cmdlet ends at the first one.
    /// </summary>
    internal static object? OfPipeline(object? value, Func<object?, object?> convert)
    {
        try
        {
            return convert(value);
        }
        catch (ArgumentException error) when (value is not null && Equals(error.Data[Error.IdKey], "NotAnArray"))
        {
            return new RefusedInput(value, error);
        }
    }

    /// <summary>Returns an array, or what names the file of one; anything else is an error.</summary>
    internal static object? ArrayOrFile(object? value) => value switch
    {
        null or NDArray or FileArgument => value,
        string text => new FileArgument(text, IsLiteral: false),
        FileSystemInfo file => new FileArgument(file.FullName, IsLiteral: true),
        // A type may have the file that it was found in.
        PSObject { BaseObject: NamedType } type => ArrayArgumentAttribute.ArrayOf(type),
        PSObject bag when DeserializedArray.From(bag) is null && PathOf(bag) is { } path => new FileArgument(path, IsLiteral: true),
        _ => ArrayArgumentAttribute.ArrayOf(value),
    };

    private static string? PathOf(PSObject bag)
        => PathProperties.Select(name => bag.Properties[name]?.Value).Select(PipelineElements.Bare).OfType<string>().FirstOrDefault();
}

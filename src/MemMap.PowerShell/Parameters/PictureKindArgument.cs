using System.Management.Automation;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Accepts the name of a kind of picture, and leaves the path of a file to -Path.</summary>
public sealed class PictureKindArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => Convert(null, value);

    private protected override object? Convert(EngineIntrinsics? engine, object? value)
        => PipelineElements.Number(value) is { } number ? throw Errors.NumberForPicture(number)
            : value is not string text ? value
            : Enum.TryParse(text, ignoreCase: true, out PictureKind kind) && Enum.IsDefined(kind) ? kind
            : PositionalFile.Of(engine, text) ?? throw Errors.NotAPicture(text);
}

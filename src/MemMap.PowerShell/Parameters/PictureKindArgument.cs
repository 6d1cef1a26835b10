using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>A kind of picture from its name. A file where the array comes through the pipeline is told how to be opened.</summary>
public sealed class PictureKindArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value is not string text ? value
        : Enum.TryParse(text, ignoreCase: true, out PictureKind kind) && Enum.IsDefined(kind) ? kind
        : throw Errors.NotAPicture(text);
}

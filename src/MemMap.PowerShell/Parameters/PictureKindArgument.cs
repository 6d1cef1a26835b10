using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Accepts the name of a kind of picture. For the path of a file, the error says how to open the file.</summary>
public sealed class PictureKindArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value is not string text ? value
        : Enum.TryParse(text, ignoreCase: true, out PictureKind kind) && Enum.IsDefined(kind) ? kind
        : throw Errors.NotAPicture(text);
}

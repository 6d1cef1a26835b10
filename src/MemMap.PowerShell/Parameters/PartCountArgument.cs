using System.Globalization;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Accepts a number of parts, and says where the path of a file belongs.</summary>
public sealed class PartCountArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value)
        => value is string text && !long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            ? throw Errors.NotAPartCount(text) : value;
}

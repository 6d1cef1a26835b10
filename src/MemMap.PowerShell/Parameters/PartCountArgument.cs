using System.Globalization;
using System.Management.Automation;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Accepts a number of parts, and leaves the path of a file to -Path.</summary>
public sealed class PartCountArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value;

    private protected override object? Convert(EngineIntrinsics? engine, object? value)
        => value is string text && !long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            ? PositionalFile.Of(engine, text) ?? throw Errors.NotAPartCount(text) : value;
}

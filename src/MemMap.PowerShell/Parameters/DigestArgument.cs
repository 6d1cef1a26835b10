using System.Management.Automation;
using MemMap.Formats;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Accepts the name of a digest, and leaves the path of a file to -Path.</summary>
public sealed class DigestArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value;

    private protected override object? Convert(EngineIntrinsics? engine, object? value)
        => value is NDArray ? throw Errors.ArrayForName()
            : value is string text && !Digest.Names.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? PositionalFile.Of(engine, text) ?? throw Errors.NotADigest(text)
            : value;
}

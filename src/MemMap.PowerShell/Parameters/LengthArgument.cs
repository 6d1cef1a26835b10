using System.Management.Automation;

namespace MemMap.Parameters;

/// <summary>Accepts a length, and leaves the path of a file to -Path.</summary>
public sealed class LengthArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value) => value;

    private protected override object? Convert(EngineIntrinsics? engine, object? value)
        => value is string ? PositionalFile.Of(engine, value) ?? value : value;
}

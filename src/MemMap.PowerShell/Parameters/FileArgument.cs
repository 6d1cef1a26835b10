using System.ComponentModel;

namespace MemMap.Parameters;

/// <summary>A file in place of an array: what a cmdlet opens read-only, and closes when it is done.</summary>
/// <param name="Path">The path as the user gave it.</param>
/// <param name="IsLiteral">Whether no character of the path is a wildcard.</param>
[TypeConverter(typeof(FileArgumentConverter))]
internal sealed record FileArgument(string Path, bool IsLiteral)
{
    /// <summary>The path, which the engine's messages show.</summary>
    public override string ToString() => Path;
}

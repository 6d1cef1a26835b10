using System.Management.Automation;
using MemMap.Formats;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>
/// Refuses a file in the place of the name of a digest: <see cref="DigestArgumentAttribute"/> has left it to -Path, which has one already.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateNoFileAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (PipelineElements.Bare(arguments) is string text && !Digest.Names.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            throw new ValidationMetadataException(Errors.FileForDigest(text).Message);
        }
    }
}

using System.Collections;
using System.Management.Automation;

namespace MemMap.Parameters;

/// <summary>Requires the two ends of a range.</summary>
public sealed class RangeEndsAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if ((arguments as ICollection)?.Count is { } count and not 2)
        {
            throw new ValidationMetadataException(
                $"A range has two ends, and {count} {(count == 1 ? "is" : "are")} given: -Between 2, 5 is from 2 to 5, both included.");
        }
    }
}

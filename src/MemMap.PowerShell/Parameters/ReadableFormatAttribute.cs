using System.Management.Automation;

namespace MemMap.Parameters;

/// <summary>Allows the formats that can be opened: all but CSV and patches.</summary>
public sealed class ReadableFormatAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is FileFormat.Csv)
        {
            throw new ValidationMetadataException("CSV can't be mapped; ConvertTo-MemMap -CsvPath reads it.");
        }
        if (arguments is FileFormat.Patch)
        {
            throw new ValidationMetadataException("A patch is applied to an array: $m | Set-MemMapValue -Patch FILE.");
        }
    }
}

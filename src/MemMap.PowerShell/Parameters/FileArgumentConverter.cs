using System.Management.Automation;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>
/// Refuses a file that stands where something else belongs. The engine converts an argument only when no parameter of its position takes it
/// as it is, and its own error would name the type of the argument.
/// </summary>
internal sealed class FileArgumentConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => throw new NotSupportedException();

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => true;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => destinationType == typeof(string) ? sourceValue.ToString()!
            // No axis has the name of a file, which the array tells.
            : destinationType == typeof(AxisName) ? new AxisName(sourceValue.ToString()!)
            : throw Errors.FileInPlaceOf(sourceValue.ToString()!, Nullable.GetUnderlyingType(destinationType) ?? destinationType);
}

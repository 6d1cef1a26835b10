using System.Management.Automation;
using MemMap.Output;

namespace MemMap.Handles;

/// <summary>
/// Converts the property bags into which Start-Job, Invoke-Command and Export-Clixml turn arrays. A map is opened again; a small array in
/// memory is restored from its bytes. Arrays are converted to lists of .NET values, also as arguments of methods. MemMap.types.ps1xml
/// refers to this class.
/// </summary>
/// <remarks>
/// The conversion happens when such an object is bound to a parameter or cast, not when it is received. An object that isn't used opens no
/// file.
/// </remarks>
public sealed class ArrayConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) => Sent(sourceValue, destinationType) is not null;

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => Sent(sourceValue, destinationType) is not null;

    /// <inheritdoc/>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => Open(sourceValue, destinationType);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => Open(sourceValue, destinationType);

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType)
        => sourceValue is NDArray && destinationType is { IsSZArray: true } or { IsPrimitive: true }
            && destinationType.GetElementType() != typeof(object);

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        var array = (NDArray)sourceValue;
        return destinationType.GetElementType() is { } element ? array.ToList(element)
            : array.Size == 1 ? array.ToList(destinationType).GetValue(0)!
            : throw Errors.NotANumber(array, destinationType);
    }

    private static NDArray Open(object value, Type type)
        => Sent(value, type) is { } sent ? sent.Open() : throw new InvalidCastException();

    private static DeserializedArray? Sent(object value, Type type)
        => value is PSObject bag && DeserializedArray.From(bag) is { } sent && (sent.IsMap || type == typeof(NDArray)) ? sent : null;
}

using System.Management.Automation;

namespace MemMap.Handles;

/// <summary>
/// Makes arrays of what became of arrays on their way through Start-Job, Invoke-Command or Export-Clixml: a map is opened again, and the
/// bytes of a small array in memory come back. MemMap.types.ps1xml names it.
/// </summary>
/// <remarks>It works when such an object meets a parameter or a cast, not when it arrives: what isn't used opens no file.</remarks>
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
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => throw new NotSupportedException();

    private static NDArray Open(object value, Type type)
        => Sent(value, type) is { } sent ? sent.Open() : throw new InvalidCastException();

    private static DeserializedArray? Sent(object value, Type type)
        => value is PSObject bag && DeserializedArray.From(bag) is { } sent && (sent.IsMap || type == typeof(NDArray)) ? sent : null;
}

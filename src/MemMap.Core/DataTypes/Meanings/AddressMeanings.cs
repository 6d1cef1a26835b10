using System.Net;
using System.Net.NetworkInformation;

namespace MemMap.DataTypes;

/// <summary>Bytes that are an IP address of one version, in the order of the network.</summary>
/// <param name="length">4 or 16.</param>
internal sealed class IpMeaning(int length) : ElementMeaning
{
    /// <summary>The bytes of an address of version 4.</summary>
    internal const int Length4 = 4;

    /// <summary>The bytes of an address of version 6.</summary>
    internal const int Length6 = 16;

    public override string Name => length == Length4 ? "ipaddress" : "ip6address";

    public override string? Notation => Name;

    public override Type ClrType => typeof(IPAddress);

    public override object FromStored(object stored) => new IPAddress((byte[])stored);

    public override object? ToStored(object? value)
    {
        IPAddress? address = value as IPAddress ?? (value is string text && IPAddress.TryParse(text, out IPAddress? parsed) ? parsed
            : null);
        return address?.GetAddressBytes() is { } bytes && bytes.Length == length ? bytes : address is null ? value
            : length == Length6 ? address.MapToIPv6().GetAddressBytes()
            : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().GetAddressBytes() : value;
    }
}

/// <summary>Six bytes that are an address of Ethernet.</summary>
internal sealed class MacMeaning : ElementMeaning
{
    /// <summary>The bytes of an address.</summary>
    internal const int Length = 6;

    public override string Name => "mac";

    public override string? Notation => Name;

    public override Type ClrType => typeof(PhysicalAddress);

    public override object FromStored(object stored) => new PhysicalAddress((byte[])stored);

    public override object? ToStored(object? value)
        => value is PhysicalAddress address || (value is string text && PhysicalAddress.TryParse(text, out address!))
            ? address.GetAddressBytes() : value;
}

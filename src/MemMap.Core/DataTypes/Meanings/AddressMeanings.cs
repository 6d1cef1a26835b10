using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace MemMap.DataTypes;

/// <summary>Bytes that are an IP address of one version, in the order of the network.</summary>
/// <param name="length">4 or 16.</param>
internal sealed class IpMeaning(int length) : ElementMeaning
{
    private const int BitsOfByte = 8;

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
        if (address is null && value is string network && Ends(network) is var (first, last))
        {
            throw Error.NetworkForAddress(network, first, last);
        }
        return address?.GetAddressBytes() is { } bytes && bytes.Length == length ? bytes : address is null ? value
            : length == Length6 ? address.MapToIPv6().GetAddressBytes()
            : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().GetAddressBytes() : value;
    }

    /// <summary>The first and the last address of a network in the notation <c>10.0.0.0/8</c>; null for another text.</summary>
    internal static (IPAddress First, IPAddress Last)? Ends(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !IPAddress.TryParse(text.AsSpan(0, slash), out IPAddress? address)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int prefix)
            || address.GetAddressBytes() is var first && prefix > BitsOfByte * first.Length)
        {
            return null;
        }
        byte[] last = [.. first];
        for (int i = 0; i < first.Length; i++)
        {
            int rest = byte.MaxValue >> Math.Clamp(prefix - (BitsOfByte * i), 0, BitsOfByte);
            (first[i], last[i]) = ((byte)(first[i] & ~rest), (byte)(last[i] | rest));
        }
        return (new(first), new(last));
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

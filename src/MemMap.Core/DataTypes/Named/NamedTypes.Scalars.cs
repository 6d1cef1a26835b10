namespace MemMap.DataTypes;

// Meanings of single fields of formats, for which numpy has no dtype.
internal static partial class NamedTypes
{
    /// <summary>The count of 100 ns from 1601, the epoch of FILETIME, to 1970.</summary>
    private const long FileTimeEpoch = 116_444_736_000_000_000;

    private static NamedType[] Scalars() =>
    [
        Scalar("unixtime", "A date as seconds since 1970 in 32 bits."),
        Scalar("unixtime64", "A date as seconds since 1970 in 64 bits."),
        Scalar("filetime", "A date as Windows counts it: in units of 100 ns since 1601."),
        Scalar("dosdate", "The date of a file as MS-DOS and zip have it: 16 bits."),
        Scalar(
            "dostime",
            "The time of day of a file as MS-DOS and zip have it: 16 bits, in steps of two seconds. With a dosdate: $_.date + $_.time."),
        Scalar("mac", "An address of Ethernet: 6 bytes."),
        Scalar("ipaddress", "An IP address of version 4: 4 bytes, as packets have them."),
        Scalar("ip6address", "An IP address of version 6: 16 bytes."),
        Scalar("unixtime_unsigned", "A date as seconds since 1970 in 32 bits without a sign, up to 2106."),
        Scalar("unixtime_ms", "A date as milliseconds since 1970 in 64 bits."),
        Scalar("unixtime_us", "A date as microseconds since 1970 in 64 bits."),
        Scalar("unixtime_ns", "A date as nanoseconds since 1970 in 64 bits."),
        Scalar("guid", "A GUID, as Windows and UEFI store it."),
    ];

    private static NamedType Scalar(string name, string description) => new(name, ScalarOf(name)!, description)
    {
        IsBuiltIn = true,
        IsScalar = true,
    };

    // A function rather than a table: static fields of a partial class have no reliable order of initialisation.
    /// <summary>The dtype of a name of single fields; <see langword="null"/> if it is none.</summary>
    internal static DType? ScalarOf(string name) => name switch
    {
        "unixtime" => Date("unixtime", "<i4", "M8[s]", 0, isWide: false),
        "unixtime_unsigned" => Date("unixtime_unsigned", "<u4", "M8[s]", 0, isWide: false),
        "unixtime64" => Date("unixtime64", "<i8", "M8[s]", 0, isWide: true),
        "unixtime_ms" => Date("unixtime_ms", "<i8", "M8[ms]", 0, isWide: true),
        "unixtime_us" => Date("unixtime_us", "<i8", "M8[us]", 0, isWide: true),
        "unixtime_ns" => DType.Parse("<i8").WithMeaning(
            new DateMeaning("unixtime_ns", DType.Parse("M8[ns]"), 0, isWide: true, isFiner: true)),
        "mac" => DType.Flexible(ElementKind.Void, MacMeaning.Length).WithMeaning(new MacMeaning()),
        "ipaddress" => DType.Flexible(ElementKind.Void, IpMeaning.Length4).WithMeaning(new IpMeaning(IpMeaning.Length4)),
        "ip6address" => DType.Flexible(ElementKind.Void, IpMeaning.Length6).WithMeaning(new IpMeaning(IpMeaning.Length6)),
        "filetime" => Date("filetime", "<i8", "M8[100ns]", FileTimeEpoch, isWide: true),
        "dosdate" => DType.Parse("<u2").WithMeaning(new DosDateMeaning()),
        "dostime" => DType.Parse("<u2").WithMeaning(new DosTimeMeaning()),
        "guid" => DType.FromType(typeof(Guid)),
        "utmp_address" => DType.Parse("V16").WithMeaning(new AddressMeaning()),
        _ => null,
    };

    private static DType Date(string name, string stored, string unit, long epoch, bool isWide)
        => DType.Parse(stored).WithMeaning(new DateMeaning(name, DType.Parse(unit), epoch, isWide));

}

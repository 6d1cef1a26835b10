using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;

namespace MemMap.DataTypes;

/// <summary>Integers that are values or flags of an enum. Their names can be written, in any letter case.</summary>
internal sealed class EnumMeaning(Type type) : ElementMeaning
{
    public override string Name => type.Name;

    public override Type ClrType => type;

    public override object FromStored(object stored) => Enum.ToObject(type, stored);

    public override object? ToStored(object? value)
        => value is string text && Enum.TryParse(type, text, ignoreCase: true, out object? member) ? member : value;
}

/// <summary>
/// Integers that count a unit of time from an epoch. They are read as a <see cref="DateTime"/> in UTC, or as the count if it can't hold
/// the date.
/// </summary>
/// <param name="name">The name of the meaning.</param>
/// <param name="unit">A <c>datetime64</c> of the unit, which defines the rules.</param>
/// <param name="epoch">The count of 1970-01-01.</param>
/// <param name="isWide">Whether some counts are outside of the range of dates.</param>
/// <param name="isFiner">Whether a <see cref="DateTime"/> doesn't tell a count.</param>
internal sealed class DateMeaning(string name, DType unit, long epoch, bool isWide, bool isFiner = false) : ElementMeaning
{
    public override string Name => name;

    public override string? Notation => name;

    public override Type ClrType => isWide ? typeof(object) : typeof(DateTime);

    /// <summary>The <c>datetime64</c> with the same unit; it counts from 1970.</summary>
    internal DType Unit => unit;

    /// <summary>The count of 1970-01-01.</summary>
    internal long Epoch => epoch;

    // A DateTime counts in 100 ns.
    public override bool TellsAll(ReadOnlySpan<byte> bytes) => !isFiner;

    public override string Forms => "a date such as 2024-02-29 or 2024-02-29T12:30, or a number";

    public override object? FromStored(object stored)
    {
        long count = Convert.ToInt64(stored, CultureInfo.InvariantCulture);
        long fromUnix = unchecked(count - epoch);
        // fromUnix > count means an overflow of the subtraction, since epochs are positive.
        return fromUnix > count || unit.Codec.Read(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(ref fromUnix))) is not DateTime date
            ? stored : date;
    }

    public override object? ToStored(object? value)
    {
        if (value is not (DateTime or DateTimeOffset or DateOnly) && !(value is string text && IsoDate.TryParse(text) is not null))
        {
            return value;
        }
        long count = 0;
        unit.Codec.Write(MemoryMarshal.AsBytes(new Span<long>(ref count)), value);
        return count <= long.MaxValue - epoch ? count + epoch : throw Error.TimeOutOfBounds(value, unit);
    }
}

/// <summary>
/// The date of a file in MS-DOS: days, months and years since 1980 in 16 bits. Zero is no date, null; other bits that are none are read
/// as the number.
/// </summary>
internal sealed class DosDateMeaning : ElementMeaning
{
    private const int FirstYear = 1980, LastYear = FirstYear + 127;


    public override string Name => "dosdate";

    public override string? Notation => Name;

    public override Type ClrType => typeof(object);

    public override string Range => FormattableString.Invariant($"{FirstYear}-01-01 to {LastYear}-12-31");

    public override object? FromStored(object stored)
    {
        int bits = (ushort)stored, year = FirstYear + (bits >> 9), month = (bits >> 5) & 15, day = bits & 31;
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day)
            : bits == 0 ? null : stored;
    }

    // Four digits are the number that some bits are, rather than a year.
    public override object? ToStored(object? value)
        => value is null or "" ? 0
            : !IsDate(value, out DateTime? given) ? value
            : given is { Year: >= FirstYear and <= LastYear } date ? ((date.Year - FirstYear) << 9) | (date.Month << 5) | date.Day
            : throw Error.MeaningOutOfBounds(value, Name, Range);

    private static bool IsDate(object value, out DateTime? date)
    {
        IsoDate? parsed = value is string text && !text.All(char.IsAsciiDigit) ? IsoDate.TryParse(text) : null;
        date = parsed?.Date ?? value as DateTime?;
        return parsed is not null || date is not null;
    }
}

/// <summary>The time of day of a file in MS-DOS, in steps of two seconds. Bits that are no such time are read as the number.</summary>
internal sealed class DosTimeMeaning : ElementMeaning
{
    public override string Name => "dostime";

    public override string? Notation => Name;

    public override Type ClrType => typeof(object);

    public override string Range => "00:00:00 to 23:59:58";

    public override object? FromStored(object stored)
    {
        int bits = (ushort)stored, hours = bits >> 11, minutes = (bits >> 5) & 63, seconds = (bits & 31) * 2;
        return hours < 24 && minutes < 60 && seconds < 60 ? new TimeSpan(hours, minutes, seconds) : stored;
    }

    public override object? ToStored(object? value)
    {
        TimeSpan? time = value is string text && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan parsed)
            ? parsed : value as TimeSpan?;
        return time is not { } span ? value
            : span.Ticks is >= 0 and < TimeSpan.TicksPerDay ? (span.Hours << 11) | (span.Minutes << 5) | (span.Seconds / 2)
            : throw Error.MeaningOutOfBounds(value, Name, Range);
    }
}

/// <summary>16 bytes that are a GUID in the byte order of Windows and UEFI, or big-endian.</summary>
internal sealed class GuidMeaning(bool isBigEndian = false) : ElementMeaning
{
    public override string Name => "guid";

    public override string? Notation => isBigEndian ? null : Name;

    public override Type ClrType => typeof(Guid);

    public override object FromStored(object stored) => new Guid((byte[])stored, isBigEndian);

    public override object? ToStored(object? value)
        => value is Guid guid || (value is string text && Guid.TryParse(text, out guid)) ? guid.ToByteArray(isBigEndian) : value;

    public override ElementMeaning InOrder(char order) => new GuidMeaning(order == '>');
}

/// <summary>16 bytes that are an IP address: version 4 if only the first four are used.</summary>
internal sealed class AddressMeaning : ElementMeaning
{
    private const int Version4 = 4;

    public override string Name => "utmp_address";

    public override string? Notation => Name;

    public override Type ClrType => typeof(IPAddress);

    public override object FromStored(object stored)
    {
        ReadOnlySpan<byte> bytes = (byte[])stored;
        return new IPAddress(bytes[Version4..].ContainsAnyExcept((byte)0) ? bytes : bytes[..Version4]);
    }

    public override object? ToStored(object? value)
        => value is IPAddress address || (value is string text && IPAddress.TryParse(text, out address!)) ? address.GetAddressBytes()
            : value;
}

/// <summary>Bytes that are UTF-16 up to the first NUL or their end.</summary>
/// <param name="length">How many characters there is room for.</param>
/// <param name="isBigEndian">Their byte order.</param>
/// <param name="isTruncating">Whether text that is longer is cut.</param>
internal sealed class Utf16Meaning(int length, bool isBigEndian = false, bool isTruncating = false) : ElementMeaning
{
    public override string Name => "utf16";

    public override string? Notation => $"utf16{(isBigEndian ? "be" : "")}_{length}";

    public override Type ClrType => typeof(string);

    public override bool TellsAll(ReadOnlySpan<byte> bytes)
        => CharactersOf(bytes) is var all && all.TrimEnd('\0').Length == Start(all).Length;

    // Not by an encoding, which would replace half a surrogate pair.
    public override object FromStored(object stored) => new string(Start(CharactersOf((byte[])stored)));

    public override object? ToStored(object? value) => value is string text ? BytesOf(Fit(text)) : value;

    public override ElementMeaning Truncating() => new Utf16Meaning(length, isBigEndian, isTruncating: true);

    public override ElementMeaning InOrder(char order) => new Utf16Meaning(length, order == '>', isTruncating);

    private ReadOnlySpan<char> CharactersOf(ReadOnlySpan<byte> bytes) => Words(bytes[..(length * sizeof(char))].ToArray());

    private static ReadOnlySpan<char> Start(ReadOnlySpan<char> all) => all.IndexOf('\0') is int end and >= 0 ? all[..end] : all;

    private ReadOnlySpan<char> Fit(string text)
    {
        if (text.Length <= length)
        {
            return text;
        }
        if (!isTruncating)
        {
            throw Error.TextTooLong(text, length);
        }
        // A pair of surrogates stays whole.
        return text.AsSpan(0, char.IsSurrogatePair(text[length - 1], text[length]) ? length - 1 : length);
    }

    private byte[] BytesOf(ReadOnlySpan<char> text)
    {
        byte[] bytes = MemoryMarshal.AsBytes(text).ToArray();
        _ = Words(bytes);
        return bytes;
    }

    // To and from this machine's byte order, in place.
    private ReadOnlySpan<char> Words(byte[] bytes)
    {
        if (BitConverter.IsLittleEndian == isBigEndian)
        {
            Span<ushort> words = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan());
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(words, words);
        }
        return MemoryMarshal.Cast<byte, char>(bytes);
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace MemMap.DataTypes;

/// <summary>
/// Parses ISO 8601 dates as numpy does: <c>2024</c>, <c>2024-05</c>, <c>2024-05-06</c>; then, after <c>T</c> or a blank, hours, minutes,
/// seconds and up to 18 decimals; then <c>Z</c> or an offset. Years 1 to 9999.
/// </summary>
internal static partial class IsoDate
{
    private const int Decimals = 18;

    [GeneratedRegex(
        @"\A(?<y>[0-9]{4})(-(?<mo>[0-9]{2})(-(?<d>[0-9]{2})([T ](?<h>[0-9]{2})(:(?<mi>[0-9]{2})(:(?<s>[0-9]{2})"
            + @"(\.(?<f>[0-9]{1,18}))?)?)?(?<z>Z|(?<sign>[+-])(?<zh>[0-9]{2})(:?(?<zm>[0-9]{2}))?)?)?)?)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    /// <summary>The date in UTC to 100 ns, and the rest of the decimals in 1e-18 s.</summary>
    public static (DateTime Date, long Attoseconds)? TryParse(string text)
    {
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }
        int Part(string name, int missing)
            => match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : missing;
        (int year, int month, int day) = (Part("y", 0), Part("mo", 1), Part("d", 1));
        (int hour, int minute, int second) = (Part("h", 0), Part("mi", 0), Part("s", 0));
        (int zoneHours, int zoneMinutes) = (Part("zh", 0), Part("zm", 0));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59 || zoneHours > 23 || zoneMinutes > 59)
        {
            return null;
        }
        const int TickDecimals = 7;
        string fraction = match.Groups["f"].Value.PadRight(Decimals, '0');
        long ticks = new DateTime(year, month, day, hour, minute, second).Ticks
            + long.Parse(fraction[..TickDecimals], CultureInfo.InvariantCulture);
        long zone = new TimeSpan(zoneHours, zoneMinutes, 0).Ticks * (match.Groups["sign"].ValueSpan is "-" ? -1 : 1);
        return ticks - zone is >= 0 and long utc && utc <= DateTime.MaxValue.Ticks
            ? (new DateTime(utc, DateTimeKind.Utc), long.Parse(fraction[TickDecimals..], CultureInfo.InvariantCulture))
            : null;
    }
}

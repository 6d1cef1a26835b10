using System.Globalization;
using System.Text.RegularExpressions;

namespace MemMap.DataTypes;

/// <summary>
/// A date and time of ISO 8601, as numpy reads and writes it: <c>2024</c>, <c>2024-05</c>, <c>2024-05-06</c>; then, after <c>T</c> or a
/// blank, hours, minutes, seconds and up to 18 decimals; then <c>Z</c> or an offset. A year has four digits; one outside of 0 to 9999 has
/// as
/// many as it needs, or a minus sign and three digits or more.
/// </summary>
/// <param name="Months">The month of the date in UTC, counted from 1970-01.</param>
/// <param name="Ticks">The date in UTC, as units of 100 ns from 1970-01-01, rounded down.</param>
/// <param name="Attoseconds">The rest of the decimals in 1e-18 s.</param>
/// <param name="IsLongYearAlone">Whether there is only a year, of more than four digits: <c>20240506</c> is one.</param>
internal readonly partial record struct IsoDate(Int128 Months, Int128 Ticks, long Attoseconds, bool IsLongYearAlone)
{
    private const int Decimals = 18, TickDecimals = 7, YearDigits = 4;

    [GeneratedRegex(
        @"\A(?<y>[0-9]{4,23}|-[0-9]{3,23})(-(?<mo>[0-9]{2})(-(?<d>[0-9]{2})([T ](?<h>[0-9]{2})(:(?<mi>[0-9]{2})(:(?<s>[0-9]{2})"
            + @"(\.(?<f>[0-9]{1,18}))?)?)?(?<z>Z|(?<sign>[+-])(?<zh>[0-9]{2})(:?(?<zm>[0-9]{2}))?)?)?)?)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    /// <summary>The date as .NET has it; <see langword="null"/> before year 1 and after 9999.</summary>
    public DateTime? Date
        => Ticks >= -DateTime.UnixEpoch.Ticks && Ticks <= DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks
            ? DateTime.UnixEpoch.AddTicks((long)Ticks) : null;

    /// <summary>Reads a text; <see langword="null"/> if it is no date.</summary>
    public static IsoDate? TryParse(string text)
    {
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }
        int Part(string name, int missing)
            => match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : missing;
        Int128 year = Int128.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        (int month, int day) = (Part("mo", 1), Part("d", 1));
        (int hour, int minute, int second) = (Part("h", 0), Part("mi", 0), Part("s", 0));
        (int zoneHours, int zoneMinutes) = (Part("zh", 0), Part("zm", 0));
        if (month is < 1 or > 12)
        {
            return null;
        }
        Int128 months = ((year - 1970) * CalendarMath.MonthsPerYear) + month - 1, first = CalendarMath.DaysOf(months);
        if (day < 1 || day > CalendarMath.DaysOf(months + 1) - first
            || hour > 23 || minute > 59 || second > 59 || zoneHours > 23 || zoneMinutes > 59)
        {
            return null;
        }
        string fraction = match.Groups["f"].Value.PadRight(Decimals, '0');
        Int128 ticks = ((first + day - 1) * TimeSpan.TicksPerDay) + new TimeSpan(hour, minute, second).Ticks
            + long.Parse(fraction[..TickDecimals], CultureInfo.InvariantCulture);
        // An offset may move the date to another month.
        ticks -= new TimeSpan(zoneHours, zoneMinutes, 0).Ticks * (match.Groups["sign"].ValueSpan is "-" ? -1 : 1);
        return new(
            CalendarMath.MonthOf(CalendarMath.FloorDivide(ticks, TimeSpan.TicksPerDay).Quotient), ticks,
            long.Parse(fraction[TickDecimals..], CultureInfo.InvariantCulture),
            match.Groups["y"].Length > YearDigits && !match.Groups["mo"].Success);
    }
}

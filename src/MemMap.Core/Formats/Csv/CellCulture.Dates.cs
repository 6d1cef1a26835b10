using System.Globalization;
using MemMap.DataTypes;

namespace MemMap.Formats;

// Dates to ISO 8601, and back.
internal sealed partial class CellCulture
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    // Years of five digits, as 9999 has in the Buddhist calendar, are not read.
    private const int LastYear = 9999;

    private const string IsoDay = "yyyy-MM-dd", IsoTime = "yyyy-MM-dd'T'HH:mm:ss";

    // Those that all cultures read, and those of cultures with another separator of hours are added.
    private static readonly string[] Times = ["H':'mm", "H':'mm':'ss"];

    // Made when the first date comes: most tables have none.
    private DatePatterns? _dates;

    // Several threads may set these, each to a pattern that dates had.
    private string? _lastDay, _lastMoment;

    /// <param name="Days">Dates alone.</param>
    /// <param name="Moments">Dates with a time behind them.</param>
    /// <param name="Written">The pattern of a date that is written; null if it would not be read as the same one.</param>
    private sealed record DatePatterns(string[] Days, string[] Moments, string? Written);

    private DatePatterns Dates => _dates ??= Patterns(_culture);

    /// <summary>A date in ISO 8601, with its decimals; null if the text is none in the culture, or has a year of two digits.</summary>
    /// <param name="text">A text.</param>
    /// <param name="isAnyYear">Whether years of two digits are taken.</param>
    internal string? Date(string text, bool isAnyYear)
    {
        string blanks = Blanks(text.Trim());
        string moment = WithoutDecimals(blanks, out string decimals);
        DateTime date;
        if (decimals.Length == 0 && !HasTime(blanks) && TryParse(blanks, Dates.Days, ref _lastDay, isAnyYear, out date))
        {
            return date.ToString(IsoDay, CultureInfo.InvariantCulture);
        }
        return TryParse(moment, Dates.Moments, ref _lastMoment, isAnyYear, out date)
            ? date.ToString(IsoTime, CultureInfo.InvariantCulture) + (decimals.Length > 0 ? $".{decimals}" : "")
            : null;
    }

    /// <summary>A date in the notation of the culture, given that of ISO 8601, which those keep that it can't write.</summary>
    internal string FromIso(string iso)
    {
        int time = iso.IndexOf('T', StringComparison.Ordinal), point = iso.IndexOf('.', StringComparison.Ordinal);
        bool isWhole = time == IsoDay.Length || (time < 0 && iso.Length == IsoDay.Length);
        Calendar calendar = _culture.DateTimeFormat.Calendar;
        if (!isWhole || Dates.Written is not { } pattern || IsoDate.TryParse(iso)?.Date is not { } date
            || date < calendar.MinSupportedDateTime || date > calendar.MaxSupportedDateTime || calendar.GetYear(date) > LastYear)
        {
            return iso;
        }
        string day = date.ToString(pattern, _culture);
        return time < 0 ? day : day + date.ToString(" HH':'mm':'ss", CultureInfo.InvariantCulture)
            + (point < 0 ? "" : _point + iso[(point + 1)..]);
    }

    /// <summary>Parses a date by the patterns, and first by that of the last one: most columns have one.</summary>
    private bool TryParse(string text, string[] patterns, ref string? last, bool isAnyYear, out DateTime date)
    {
        if (last is { } known && (isAnyYear || HasLongYear(known)) && DateTime.TryParseExact(text, known, _culture, Utc, out date))
        {
            return true;
        }
        foreach (string pattern in patterns)
        {
            if ((isAnyYear || HasLongYear(pattern)) && DateTime.TryParseExact(text, pattern, _culture, Utc, out date))
            {
                last = pattern;
                return true;
            }
        }
        date = default;
        return false;
    }

    private static bool HasLongYear(string pattern) => pattern.Contains("yyyy", StringComparison.Ordinal);

    // What has a colon is no day alone. Other signs between hours and minutes may be those of a date as well.
    private static bool HasTime(string text) => text.Contains(':', StringComparison.Ordinal);

    /// <summary>Takes the digits behind seconds away.</summary>
    private string WithoutDecimals(string text, out string decimals)
    {
        decimals = "";
        int end = text.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1;
        if (end == text.Length || end < 4 || text[end - 4] != ':' || !char.IsAsciiDigit(text[end - 2])
            || !(text[end - 1] == '.' || IsPoint(text[end - 1])))
        {
            return text;
        }
        decimals = text[end..];
        return text[..(end - 1)];
    }

    private static DatePatterns Patterns(CultureInfo culture)
    {
        DateTimeFormatInfo format = culture.DateTimeFormat;
        // Not all of the short patterns: a culture that a script has made still has those of the one it was made of.
        string[] days = [.. Relaxed(format.ShortDatePattern).Append(Blanks(format.LongDatePattern)).Distinct()];
        string[] times = [.. ((string[])[.. Times, format.ShortTimePattern, format.LongTimePattern]).Select(AnyDigits).Distinct()];
        string[] moments = [.. days.SelectMany(day => times.Select(time => $"{day} {time}"))];
        string written = LongYear(Blanks(format.ShortDatePattern));
        return new(days, moments, IsKept(culture, written, days) ? written : null);
    }

    // With days and months of one digit or two, and years of four.
    private static IEnumerable<string> Relaxed(string pattern)
    {
        string any = AnyDigits(pattern);
        return [LongYear(any), any, LongYear(any).Replace("yyyy", "yy", StringComparison.Ordinal)];
    }

    private static string AnyDigits(string pattern)
    {
        string blanks = Blanks(pattern);
        foreach (char digits in "dMHh")
        {
            // Three or four letters are a name.
            if (!blanks.Contains(new string(digits, 3), StringComparison.Ordinal))
            {
                blanks = blanks.Replace(new string(digits, 2), digits.ToString(), StringComparison.Ordinal);
            }
        }
        return blanks;
    }

    private static string LongYear(string pattern)
        => pattern.Contains("yyyy", StringComparison.Ordinal) ? pattern
            : pattern.Replace("yy", "y", StringComparison.Ordinal).Replace("y", "yyyy", StringComparison.Ordinal);

    // Blanks that don't break lines stand for those of a keyboard.
    private static string Blanks(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');

    private static bool IsKept(CultureInfo culture, string pattern, string[] days)
        => Array.TrueForAll<DateTime>(
            [new(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc), new(1999, 12, 31, 0, 0, 0, DateTimeKind.Utc)],
            date => DateTime.TryParseExact(date.ToString(pattern, culture), days, culture, Utc, out DateTime read) && read == date);
}

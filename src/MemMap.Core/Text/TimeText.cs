using System.Globalization;
using MemMap.DataTypes;

namespace MemMap.Text;

/// <summary>
/// Writes dates as ISO 8601 to the precision of their unit, and durations as counts. The arithmetic uses 128 bits, so dates are correct
/// where numpy's overflow: years have as many digits as they need.
/// </summary>
internal static class TimeText
{
    private const string NotATime = "NaT";
    private const int SecondsPerDay = 24 * 60 * 60;

    /// <summary>Formats a single time: <c>2020-01-31</c>, <c>50 seconds</c>.</summary>
    internal static ScalarFormat Scalar(DType dtype)
    {
        TimeUnit unit = UnitOf(dtype);
        return dtype.Kind == ElementKind.DateTime64
            ? Reader(dtype, NotATime, count => Date(count, unit))
            : Reader(dtype, NotATime, count => $"{Number((Int128)count * unit.Count)} {unit.Name}");
    }

    /// <summary>Formats a time within an array: <c>'2020-01-31'</c>; a duration as its count alone.</summary>
    internal static ScalarFormat Item(DType dtype)
    {
        TimeUnit unit = UnitOf(dtype);
        return dtype.Kind == ElementKind.DateTime64
            ? Reader(dtype, $"'{NotATime}'", count => $"'{Date(count, unit)}'")
            : Reader(dtype, $"'{NotATime}'", count => Number(count));
    }

    private static TimeUnit UnitOf(DType dtype) => dtype.Unit ?? TimeUnit.Generic;

    private static ScalarFormat Reader(DType dtype, string nat, Func<long, string> text) => bytes =>
    {
        long count = RawBytes.Read<long>(bytes, dtype.IsSwapped);
        return count == NaT.Value ? nat : text(count);
    };

    private static string Date(long count, TimeUnit unit)
    {
        Int128 value = (Int128)count * unit.Count;
        switch (unit.Base)
        {
            case TimeBase.Generic:
                // numpy can't write these; the count is more useful than an error.
                return Number(value);
            case TimeBase.Year:
                return Year(1970 + value);
            case TimeBase.Month:
                return Month(value);
            case TimeBase.Week:
                return Day(value * 7);
            case TimeBase.Day:
                return Day(value);
            default:
                return DateAndTime(value, unit.Base);
        }
    }

    private static string DateAndTime(Int128 value, TimeBase unit)
    {
        int decimals = Math.Max(0, 3 * (unit - TimeBase.Second));
        Int128 perSecond = 1;
        for (int i = 0; i < decimals; i++)
        {
            perSecond *= 10;
        }
        int secondsPerUnit = unit switch { TimeBase.Hour => 3600, TimeBase.Minute => 60, _ => 1 };
        (Int128 seconds, Int128 fraction) = CalendarMath.FloorDivide(value * secondsPerUnit, perSecond);
        (Int128 days, Int128 second) = CalendarMath.FloorDivide(seconds, SecondsPerDay);
        string text = $"{Day(days)}T{Padded(second / 3600, 2)}";
        if (unit >= TimeBase.Minute)
        {
            text += $":{Padded(second / 60 % 60, 2)}";
        }
        if (unit >= TimeBase.Second)
        {
            text += $":{Padded(second % 60, 2)}";
        }
        return decimals > 0 ? $"{text}.{Padded(fraction, decimals)}" : text;
    }

    private static string Day(Int128 daysSince1970)
    {
        Int128 months = CalendarMath.MonthOf(daysSince1970);
        return $"{Month(months)}-{Padded(daysSince1970 - CalendarMath.DaysOf(months) + 1, 2)}";
    }

    private static string Month(Int128 monthsSince1970)
    {
        (Int128 years, Int128 month) = CalendarMath.FloorDivide(monthsSince1970, CalendarMath.MonthsPerYear);
        return $"{Year(1970 + years)}-{Padded(month + 1, 2)}";
    }

    /// <summary>A year with at least four characters, including a minus sign.</summary>
    private static string Year(Int128 year) => Int128.IsNegative(year) ? $"-{Padded(-year, 3)}" : Padded(year, 4);

    private static string Padded(Int128 number, int digits) => Number(number).PadLeft(digits, '0');

    private static string Number(Int128 number) => number.ToString(CultureInfo.InvariantCulture);
}

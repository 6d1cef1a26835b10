using System.Globalization;
using System.Runtime.InteropServices;
using MemMap.DataTypes;
using MemMap.Text;

namespace MemMap.Pictures;

/// <summary>Formats the values of an axis, with the required precision. Times are formatted as dates or durations.</summary>
internal sealed class ValueLabels
{
    // Numbers outside of these limits have an exponent.
    private const double Large = 1e10, Small = 1e-4, Nothing = 1e-6;

    /// <summary>The digits of larger numbers are grouped. Years, of four digits, are not.</summary>
    private const double Grouped = 10_000;

    private const int NumberWidth = 12;

    private readonly ScalarFormat? _time;

    private readonly TimeUnit _unit;

    private readonly bool _areDates;

    // The origin of the values, if it isn't 1970.
    private readonly long _origin;

    internal ValueLabels(DType dtype)
    {
        if (dtype.Meaning is DateMeaning date)
        {
            (dtype, _origin) = (date.Unit, date.Epoch);
        }
        _time = dtype.Traits.IsTime ? ScalarText.For(dtype.AsNative(), precision: 0) : null;
        _unit = dtype.Unit ?? TimeUnit.Generic;
        _areDates = dtype.Kind == ElementKind.DateTime64;
    }

    /// <summary>Whether values are times.</summary>
    internal bool AreTimes => _time is not null;

    /// <summary>The width of labels in a terminal.</summary>
    internal int Width => AreTimes ? Math.Max(NumberWidth, Format(_origin + 1, 1).Length) : NumberWidth;

    /// <summary>
    /// Returns round values within a range, about <paramref name="most"/> at most. Times are round in a calendar or on a clock.
    /// </summary>
    internal IEnumerable<double> Ticks(ValueRange range, int most)
        => !AreTimes ? range.RoundValues(most)
            : TimeTicks.Of(_unit, _areDates, new(range.Low - _origin, range.High - _origin), Math.Max(1, most))
                .Select(tick => tick + _origin);

    /// <summary>Formats the position of an element, with its digits grouped.</summary>
    internal static string Position(double position)
        => position.ToString(position >= Grouped ? "#,0" : "0.######", CultureInfo.InvariantCulture);

    /// <summary>Formats a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="resolution">The distance at which values must have different labels.</param>
    /// <param name="isGrouped">Whether the digits of large numbers are grouped in thousands.</param>
    internal string Format(double value, double resolution, bool isGrouped = true)
    {
        if (_time is not null)
        {
            long count = (long)Math.Clamp(Math.Round(value) - _origin, -long.MaxValue, long.MaxValue);
            string time = _time(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in count)));
            // Omit midnight.
            return _areDates && time.Split('T') is [var date, { Length: > 0 } clock] && clock.All(c => c is '0' or ':' or '.') ? date
                : time;
        }
        double size = Math.Abs(value);
        if (size < resolution * Nothing)
        {
            // The rounding error of a sum that should be zero.
            return "0";
        }
        if (size >= Large || (size > 0 && size < Small) || resolution < Small)
        {
            // Use as many digits as distinguish the values, if there is room.
            double digits = size > 0 && resolution > 0 ? Math.Log10(size / resolution) : 0;
            string format = "0." + new string('#', (int)Math.Clamp(Math.Ceiling(digits), 1, 4)) + "e+0";
            return value == 0 ? "0" : value.ToString(format, CultureInfo.InvariantCulture);
        }
        int decimals = resolution > 0 ? (int)Math.Clamp(Math.Ceiling(-Math.Log10(resolution)), 0, 6) : 6;
        string text = value.ToString((isGrouped && size >= Grouped ? "N" : "F") + decimals, CultureInfo.InvariantCulture);
        text = text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
        return text == "-0" ? "0" : text;
    }
}

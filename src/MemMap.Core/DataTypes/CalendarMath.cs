using System.Numerics;

namespace MemMap.DataTypes;

/// <summary>
/// The Gregorian calendar of all years: days and months, both counted from 1970-01-01, and division that rounds down. Results beyond the
/// integers' range wrap, as in numpy.
/// </summary>
internal static class CalendarMath
{
    internal const int MonthsPerYear = 12, YearsPerCycle = 400, DaysPerCycle = 146_097;

    private const int EpochYear = 1970;

    // The days from March 1 of year 0 to 1970-01-01.
    private const int DaysToEpoch = 719_468;

    // Years begin in March here: the leap day is then the last day of its year, and the month lengths follow a five-month cycle of
    // 31 30 31 30 31.

    /// <summary>The days from 1970-01-01 to the first of a month.</summary>
    internal static T DaysOf<T>(T month) where T : IBinaryInteger<T>
    {
        unchecked
        {
            T fromMarch = month + Of<T>((EpochYear * MonthsPerYear) - 2);
            (T year, T monthOfYear) = FloorDivide(fromMarch, Of<T>(MonthsPerYear));
            return (year * Of<T>(365)) + FloorDivide(year, Of<T>(4)).Quotient - FloorDivide(year, Of<T>(100)).Quotient
                + FloorDivide(year, Of<T>(YearsPerCycle)).Quotient
                + (((Of<T>(153) * monthOfYear) + Of<T>(2)) / Of<T>(5)) - Of<T>(DaysToEpoch);
        }
    }

    /// <summary>The month of a day.</summary>
    internal static T MonthOf<T>(T day) where T : IBinaryInteger<T>
    {
        unchecked
        {
            (T cycle, T rest) = FloorDivide(day + Of<T>(DaysToEpoch), Of<T>(DaysPerCycle));
            int dayOfCycle = int.CreateTruncating(rest);
            int yearOfCycle = (dayOfCycle - (dayOfCycle / 1460) + (dayOfCycle / 36_524) - (dayOfCycle / (DaysPerCycle - 1))) / 365;
            int dayOfYear = dayOfCycle - ((365 * yearOfCycle) + (yearOfCycle / 4) - (yearOfCycle / 100));
            int month = ((5 * dayOfYear) + 2) / 153;
            return (cycle * Of<T>(YearsPerCycle * MonthsPerYear)) + Of<T>(((yearOfCycle - EpochYear) * MonthsPerYear) + month + 2);
        }
    }

    /// <summary>The quotient rounded down, and what is left.</summary>
    internal static (T Quotient, T Remainder) FloorDivide<T>(T value, T divisor) where T : IBinaryInteger<T>
    {
        (T quotient, T remainder) = T.DivRem(value, divisor);
        return T.IsNegative(remainder) ? (quotient - T.One, remainder + divisor) : (quotient, remainder);
    }

    private static T Of<T>(int value) where T : IBinaryInteger<T> => T.CreateTruncating(value);
}

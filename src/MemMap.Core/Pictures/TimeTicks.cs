namespace MemMap.Pictures;

/// <summary>
/// Computes the ticks of an axis of times: at whole seconds, minutes, hours and days; for dates, also at the starts of months and years.
/// </summary>
internal static class TimeTicks
{
    private const int Minute = 60, Hour = 60 * Minute, Day = 24 * Hour, Week = 7 * Day;

    // 1970-01-01 was a Thursday; weeks begin on Monday.
    private const double Monday = 4 * Day;

    private const double DaysOfMonth = 30.436875;

    // The first month of 1970, counted from the year 0, so that ticks are at round calendar years.
    private const int Epoch = 1970 * 12;

    private static readonly int[] Steps =
    [
        1, 2, 5, 10, 15, 30, Minute, 2 * Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute,
        Hour, 2 * Hour, 3 * Hour, 6 * Hour, 12 * Hour, Day, 2 * Day, Week, 2 * Week,
    ];

    private static readonly int[] MonthSteps = [1, 3, 6, 12];

    /// <summary>Returns the ticks within a range, about <paramref name="most"/> at most.</summary>
    /// <param name="unit">The unit of the range.</param>
    /// <param name="areDates">Whether the values are dates, counted from 1970, and not durations.</param>
    /// <param name="range">The range.</param>
    /// <param name="most">The maximum number of ticks.</param>
    internal static IEnumerable<double> Of(TimeUnit unit, bool areDates, ValueRange range, int most)
    {
        if (unit.IsCalendar)
        {
            double months = unit.Count * (unit.Base == TimeBase.Year ? 12 : 1);
            double start = areDates ? Epoch : 0;
            ValueRange inMonths = new((range.Low * months) + start, (range.High * months) + start);
            return Multiples(inMonths, MonthStep(inMonths.Step(most))).Select(month => (month - start) / months);
        }
        double perSecond = CountsPerSecond(unit);
        ValueRange seconds = new(range.Low / perSecond, range.High / perSecond);
        double least = seconds.Step(most);
        int fixedStep = Array.Find(Steps, step => step >= least);
        if (unit.IsGeneric || !(least > 1) || !double.IsFinite(least))
        {
            return range.RoundValues(most);
        }
        if (fixedStep > 0)
        {
            double first = areDates && fixedStep >= Week ? Monday : 0;
            return Multiples(new(seconds.Low - first, seconds.High - first), fixedStep).Select(second => (second + first) * perSecond);
        }
        ValueRange days = new(seconds.Low / Day, seconds.High / Day);
        // Use calendar ticks only within the range of .NET's calendar.
        bool hasCalendar = areDates && days.Low > DaysAt(2 * 12) && days.High < DaysAt(9998 * 12);
        IEnumerable<double> marks = hasCalendar ? Months(days, most) : days.RoundValues(most);
        return marks.Select(day => day * Day * perSecond);
    }

    private static IEnumerable<double> Months(ValueRange days, int most)
    {
        double step = MonthStep(days.Step(most) / DaysOfMonth);
        ValueRange months = new(Epoch + (days.Low / DaysOfMonth) - 1, Epoch + (days.High / DaysOfMonth) + 1);
        return Multiples(months, step).Select(DaysAt).Where(day => day >= days.Low && day <= days.High);
    }

    private static double MonthStep(double least)
    {
        int step = Array.Find(MonthSteps, step => step >= least);
        return step > 0 ? step : 12 * Math.Ceiling(ValueRange.RoundStep(least / 12));
    }

    private static IEnumerable<double> Multiples(ValueRange range, double step)
    {
        for (double i = Math.Ceiling(range.Low / step); i * step <= range.High; i++)
        {
            yield return i * step;
        }
    }

    // Converts a month, counted from the year 0, to the number of its first day, counted from 1970.
    private static double DaysAt(double month) => (DateTime.UnixEpoch.AddMonths((int)month - Epoch) - DateTime.UnixEpoch).TotalDays;

    private static double CountsPerSecond(TimeUnit unit) => unit.Base <= TimeBase.Second
        ? 1.0 / (TimeUnit.Factor(unit.Base, TimeBase.Second) * unit.Count)
        : (double)TimeUnit.Factor(TimeBase.Second, unit.Base) / unit.Count;
}

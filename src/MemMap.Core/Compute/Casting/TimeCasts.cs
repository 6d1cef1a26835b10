using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// Casts between units of time, as in numpy. NaT stays NaT, coarser units round down, and results beyond 64 bits wrap. Dates follow the
/// calendar where months or years are involved. Durations take a year as 365.2425 days and a month as a twelfth of it.
/// </summary>
internal static class TimeCasts
{
    private const int MonthsPerYear = 12, DaysPerCycle = 146_097, YearsPerCycle = 400, DaysPerWeek = 7;

    /// <summary>Returns the kernel between two time dtypes. Between dates and durations the count is kept, whatever the units.</summary>
    internal static Kernel Get(DType from, DType to)
    {
        TimeUnit source = from.Unit!.Value, target = to.Unit!.Value;
        if (from.Kind != to.Kind || source == target || source.IsGeneric)
        {
            return Kernels.Copy(sizeof(long));
        }
        if (target.IsGeneric)
        {
            throw Error.UnitToGeneric();
        }
        if (from.Kind == ElementKind.TimeDelta64 || source.IsCalendar == target.IsCalendar)
        {
            (long numerator, long denominator) = Ratio(source, target);
            return Map(count => FloorDivide(unchecked(count * numerator), denominator));
        }
        return source.IsCalendar ? FromCalendar(source, target) : ToCalendar(source, target);
    }

    private static Kernel FromCalendar(TimeUnit source, TimeUnit target)
    {
        long perDay = target.Base == TimeBase.Week ? 1 : PerDay(target.Base, source, target);
        int months = source.Base == TimeBase.Year ? MonthsPerYear : 1, days = target.Base == TimeBase.Week ? DaysPerWeek : 1;
        return Map(count => unchecked(FloorDivide(FloorDivide(DaysOf(count * source.Count * months) * perDay, days), target.Count)));
    }

    private static Kernel ToCalendar(TimeUnit source, TimeUnit target)
    {
        long perDay = source.Base == TimeBase.Week ? 1 : PerDay(source.Base, source, target);
        int months = target.Base == TimeBase.Year ? MonthsPerYear : 1, days = source.Base == TimeBase.Week ? DaysPerWeek : 1;
        return Map(
            count => unchecked(FloorDivide(FloorDivide(MonthOf(FloorDivide(count * source.Count, perDay) * days), months), target.Count)));
    }

    private static long PerDay(TimeBase unit, TimeUnit from, TimeUnit to)
        => TimeUnit.Factor(TimeBase.Day, unit) is > 0 and long factor ? factor : throw Error.UnitOverflow(from, to);

    /// <summary>The ratio of two units, in lowest terms.</summary>
    private static (long Numerator, long Denominator) Ratio(TimeUnit from, TimeUnit to)
    {
        bool isFiner = from.Base <= to.Base;
        (TimeBase coarse, TimeBase fine) = isFiner ? (from.Base, to.Base) : (to.Base, from.Base);
        (BigInteger numerator, BigInteger denominator) = coarse <= TimeBase.Month && fine > TimeBase.Month
            ? (DaysPerCycle * (fine == TimeBase.Week ? BigInteger.One : TimeUnit.Factor(TimeBase.Day, fine)),
                (BigInteger)YearsPerCycle * (coarse == TimeBase.Year ? 1 : MonthsPerYear) * (fine == TimeBase.Week ? DaysPerWeek : 1))
            : ((BigInteger)TimeUnit.Factor(coarse, fine), BigInteger.One);
        (numerator, denominator) = isFiner ? (numerator, denominator) : (denominator, numerator);
        (numerator, denominator) = (numerator * from.Count, denominator * to.Count);
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return divisor > 0 && numerator > 0 && denominator > 0 && numerator / divisor <= long.MaxValue
            && denominator / divisor <= long.MaxValue
            ? ((long)(numerator / divisor), (long)(denominator / divisor))
            : throw Error.UnitOverflow(from, to);
    }

    // The calendar is computed as if years began in March: the leap day is then the last day of its year, and the month lengths follow a
    // five-month cycle of 31 30 31 30 31.

    /// <summary>The days from 1970-01-01 to the first of a month, counted from 1970-01.</summary>
    private static long DaysOf(long month)
    {
        unchecked
        {
            long fromMarch = month + (1970 * MonthsPerYear) - 2;
            long year = FloorDivide(fromMarch, MonthsPerYear), monthOfYear = fromMarch - (year * MonthsPerYear);
            return (year * 365) + FloorDivide(year, 4) - FloorDivide(year, 100) + FloorDivide(year, YearsPerCycle)
                + (((153 * monthOfYear) + 2) / 5) - DaysToEpoch;
        }
    }

    /// <summary>The month, counted from 1970-01, of a day counted from 1970-01-01.</summary>
    private static long MonthOf(long day)
    {
        unchecked
        {
            long fromMarch = day + DaysToEpoch;
            long cycle = FloorDivide(fromMarch, DaysPerCycle), dayOfCycle = fromMarch - (cycle * DaysPerCycle);
            long yearOfCycle = (dayOfCycle - (dayOfCycle / 1460) + (dayOfCycle / 36_524) - (dayOfCycle / (DaysPerCycle - 1))) / 365;
            long dayOfYear = dayOfCycle - ((365 * yearOfCycle) + (yearOfCycle / 4) - (yearOfCycle / 100));
            long month = ((5 * dayOfYear) + 2) / 153;
            return (((cycle * YearsPerCycle) + yearOfCycle - 1970) * MonthsPerYear) + month + 2;
        }
    }

    /// <summary>The days from March 1 of year 0 to 1970-01-01.</summary>
    private const long DaysToEpoch = 719_468;

    private static long FloorDivide(long value, long divisor)
    {
        (long quotient, long remainder) = Math.DivRem(value, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    private static Kernel Map(Func<long, long> convert) => Kernels.Unary<long, long>((x, d) =>
    {
        for (int i = 0; i < x.Length; i++)
        {
            d[i] = x[i] == NaT.Value ? NaT.Value : convert(x[i]);
        }
    });
}

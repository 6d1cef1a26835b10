using System.Numerics;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// Casts between units of time, as in numpy. NaT stays NaT, coarser units round down, and results beyond 64 bits wrap. Dates follow the
/// calendar where months or years are involved. Durations take a year as 365.2425 days and a month as a twelfth of it.
/// </summary>
internal static class TimeCasts
{
    private const int MonthsPerYear = CalendarMath.MonthsPerYear, DaysPerWeek = 7;

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
        return Map(
            count => unchecked(FloorDivide(FloorDivide(CalendarMath.DaysOf(count * source.Count * months) * perDay, days), target.Count)));
    }

    private static Kernel ToCalendar(TimeUnit source, TimeUnit target)
    {
        long perDay = source.Base == TimeBase.Week ? 1 : PerDay(source.Base, source, target);
        int months = target.Base == TimeBase.Year ? MonthsPerYear : 1, days = source.Base == TimeBase.Week ? DaysPerWeek : 1;
        return Map(
            count => unchecked(FloorDivide(
                FloorDivide(CalendarMath.MonthOf(FloorDivide(count * source.Count, perDay) * days), months), target.Count)));
    }

    private static long PerDay(TimeBase unit, TimeUnit from, TimeUnit to)
        => TimeUnit.Factor(TimeBase.Day, unit) is > 0 and long factor ? factor : throw Error.UnitOverflow(from, to);

    /// <summary>The ratio of two units, in lowest terms.</summary>
    private static (long Numerator, long Denominator) Ratio(TimeUnit from, TimeUnit to)
    {
        bool isFiner = from.Base <= to.Base;
        (TimeBase coarse, TimeBase fine) = isFiner ? (from.Base, to.Base) : (to.Base, from.Base);
        (BigInteger numerator, BigInteger denominator) = coarse <= TimeBase.Month && fine > TimeBase.Month
            ? (CalendarMath.DaysPerCycle * (fine == TimeBase.Week ? BigInteger.One : TimeUnit.Factor(TimeBase.Day, fine)),
                (BigInteger)CalendarMath.YearsPerCycle * (coarse == TimeBase.Year ? 1 : MonthsPerYear)
                    * (fine == TimeBase.Week ? DaysPerWeek : 1))
            : ((BigInteger)TimeUnit.Factor(coarse, fine), BigInteger.One);
        (numerator, denominator) = isFiner ? (numerator, denominator) : (denominator, numerator);
        (numerator, denominator) = (numerator * from.Count, denominator * to.Count);
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return divisor > 0 && numerator > 0 && denominator > 0 && numerator / divisor <= long.MaxValue
            && denominator / divisor <= long.MaxValue
            ? ((long)(numerator / divisor), (long)(denominator / divisor))
            : throw Error.UnitOverflow(from, to);
    }

    private static long FloorDivide(long value, long divisor) => CalendarMath.FloorDivide(value, divisor).Quotient;

    private static Kernel Map(Func<long, long> convert) => Kernels.Unary<long, long>((x, d) =>
    {
        for (int i = 0; i < x.Length; i++)
        {
            d[i] = x[i] == NaT.Value ? NaT.Value : convert(x[i]);
        }
    });
}

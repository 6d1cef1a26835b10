using MemMap.DataTypes;

namespace MemMap.Questions;

/// <summary>A part of a date, such as its hour, as numbers that are computed of a block of dates.</summary>
/// <param name="Numbers">Computes the numbers, of 64 bits, of a block of records. That of NaT is <see cref="None"/>.</param>
/// <param name="Holds">Whether that is what PowerShell sees in a block: each element is a date, and none is NaT.</param>
/// <param name="HoldsWithNone">Whether each element of a block is a date or NaT.</param>
/// <param name="Value">What a number is to PowerShell.</param>
/// <param name="IsNumber">Whether it is a number to PowerShell, too.</param>
internal sealed record DatePart(
    Func<NDArray, NDArray> Numbers, Func<NDArray, bool> Holds, Func<NDArray, bool> HoldsWithNone, Func<long, object?> Value,
    bool IsNumber)
{
    /// <summary>The number that stands for NaT, of which PowerShell sees no part.</summary>
    internal const long None = long.MinValue;

    /// <summary>The largest number.</summary>
    internal const double Bound = 10_000;

    private const int FirstYear = 1970, Months = 12, Hours = 24, Sixty = 60, Week = 7, Thursday = 4;

    private static readonly long FirstDay = Days(DateTime.MinValue), LastDay = Days(DateTime.MaxValue);

    /// <summary>
    /// The part of the dates that an element has; null if these are no dates, or the property is no part that is computed.
    /// </summary>
    internal static DatePart? Of(Element element, string property)
    {
        if (DatesOf(element) is not { } dates)
        {
            return null;
        }
        DType dtype = element.DType;
        NDArray In(NDArray records, string units) => dates(records).AsType(DType.Parse($"M8[{units}]"));
        NDArray Count(NDArray records, string units) => In(records, units).AsType(DType.Int64);
        Func<NDArray, NDArray>? of = property switch
        {
            nameof(DateTime.Year) => records => Count(records, "Y") + FirstYear,
            nameof(DateTime.Month) => records => (Count(records, "M") % Months) + 1,
            nameof(DateTime.Day) => records => Count(records, "D") - In(records, "M").AsType(DType.Parse("M8[D]")).AsType(DType.Int64) + 1,
            nameof(DateTime.Hour) => records => Count(records, "h") % Hours,
            nameof(DateTime.Minute) => records => Count(records, "m") % Sixty,
            nameof(DateTime.Second) => records => Count(records, "s") % Sixty,
            nameof(DateTime.DayOfWeek) => records => (Count(records, "D") + Thursday) % Week,
            nameof(DateTime.Date) => records => Count(records, "D"),
            _ => null,
        };
        DateTimeKind kind = dtype.Codec.Read(new byte[dtype.ItemSize]) is DateTime zero ? zero.Kind : DateTimeKind.Unspecified;
        bool hasNone = dtype.Meaning is null;
        Func<long, object> value = property switch
        {
            nameof(DateTime.DayOfWeek) => static number => (DayOfWeek)number,
            nameof(DateTime.Date) => number => DateTime.SpecifyKind(DateTime.UnixEpoch.AddDays(number), kind),
            _ => static number => (int)number,
        };
        return of is null ? null : new(
            hasNone ? records => NDArray.Where(dates(records).IsNaT(), None, of(records)) : of,
            records => AreDates(dates(records), hasNone: false),
            records => AreDates(dates(records), hasNone),
            number => number == None ? null : value(number),
            property is not (nameof(DateTime.DayOfWeek) or nameof(DateTime.Date)));
    }

    /// <summary>Computes the numbers, where PowerShell has one for each record.</summary>
    internal Func<NDArray, NDArray> In(ConditionCompiler compiler)
    {
        compiler.Guard(Holds);
        return Numbers;
    }

    /// <summary>
    /// The ticks of the dates that an element has, since 0001; null if these are no dates. In each block of records, all must be dates.
    /// </summary>
    internal static Func<NDArray, NDArray>? TicksOf(Element element, ConditionCompiler compiler)
    {
        if (DatesOf(element) is not { } dates)
        {
            return null;
        }
        compiler.Guard(records => AreDates(dates(records), hasNone: false));
        return records => dates(records).AsType(DType.Parse("M8[100ns]")).AsType(DType.Int64) + DateTime.UnixEpoch.Ticks;
    }

    // The dates of an element as datetime64.
    private static Func<NDArray, NDArray>? DatesOf(Element element)
    {
        DType dtype = element.DType;
        DateMeaning? meaning = dtype.Meaning as DateMeaning;
        TimeUnit? unit = meaning?.Unit.Unit ?? (dtype is { Kind: ElementKind.DateTime64, Meaning: null } ? dtype.Unit : null);
        return element.Map is not null || unit is not { Base: >= TimeBase.Day and < TimeBase.Generic } ? null
            : meaning is null ? element.View
            : records => (element.View(records).AsType(DType.Int64) - meaning.Epoch).AsType(meaning.Unit);
    }

    private static bool AreDates(NDArray dates, bool hasNone)
    {
        NDArray days = dates.AsType(DType.Parse("M8[D]")).AsType(DType.Int64), others = days.Lt(FirstDay).Or(days.Gt(LastDay));
        return (hasNone ? others.And(dates.IsNaT().LogicalNot()) : others).CountNonZero() is 0L;
    }

    private static long Days(DateTime date) => (date - DateTime.UnixEpoch).Days;
}

using System.Globalization;
using System.Numerics;

namespace MemMap.DataTypes;

/// <summary>
/// Counts of a time unit. A count that .NET's type can't hold (a date before year 1 or after 9999, a span of months or of no unit) is read
/// as the count, a <see cref="long"/>, as numpy's <c>item()</c> does. Units finer than 100 ns are rounded down to 100 ns. NaT is null.
/// </summary>
internal abstract class TimeCodec(DType dtype) : NumberCodec<long>(dtype)
{
    // The length of each unit in ticks of 100 ns: ticks per unit, or units per tick. Years and months have no fixed length.
    private static readonly (long TicksPer, long PerTick)[] Scales =
    [
        (0, 1), (0, 1), (7 * TimeSpan.TicksPerDay, 1), (TimeSpan.TicksPerDay, 1), (TimeSpan.TicksPerHour, 1), (TimeSpan.TicksPerMinute, 1),
        (TimeSpan.TicksPerSecond, 1), (TimeSpan.TicksPerMillisecond, 1), (TimeSpan.TicksPerMicrosecond, 1), (1, 100), (1, 100_000),
        (1, 100_000_000), (1, 100_000_000_000), (0, 1),
    ];

    private readonly (long TicksPer, long PerTick) _scale = Scales[(int)dtype.Unit!.Value.Base];

    protected TimeUnit Unit { get; } = dtype.Unit!.Value;

    public override Type ClrType => typeof(object);

    public override object? Read(ReadOnlySpan<byte> bytes) => Load(bytes) is long count && count == NaT.Value ? null : Box(count);

    // What is finer than a tick is left out of the time that it is.
    public override bool TellsAll(ReadOnlySpan<byte> bytes)
        => _scale.PerTick == 1 || Load(bytes) == NaT.Value || (Int128)Load(bytes) * Unit.Count % _scale.PerTick == 0;

    protected override long FromInteger<TInteger>(TInteger value)
    {
        try
        {
            return long.CreateChecked(value);
        }
        catch (OverflowException)
        {
            throw Error.IntegerOutOfBounds(value, DType);
        }
    }

    protected override long FromReal(double value) => throw Error.CannotConvert(value, DType);

    protected override long FromComplex(Complex value) => throw Error.CannotConvert(value, DType);

    protected override long FromNull() => NaT.Value;

    /// <summary>The ticks of a count; <see langword="null"/> if the unit has no fixed length or the ticks don't fit in 64 bits.</summary>
    protected long? ToTicks(long count)
    {
        Int128 units = (Int128)count * Unit.Count;
        if (_scale.TicksPer == 0 || (_scale.PerTick == 1 && !FitsInt64(units)))
        {
            return null;
        }
        Int128 ticks = _scale.PerTick == 1 ? units * _scale.TicksPer : CalendarMath.FloorDivide(units, _scale.PerTick).Quotient;
        return FitsInt64(ticks) ? (long)ticks : null;
    }

    /// <summary>
    /// The count of a time that is given as ticks and a fraction of a tick in 1e-18 s. It is rounded down, as in numpy.
    /// </summary>
    protected long FromTicks(object value, Int128 ticks, long attoseconds = 0)
    {
        const long AttosecondsPerTick = 100_000_000_000;
        if (_scale.TicksPer == 0)
        {
            throw Error.CannotConvert(value, DType);
        }
        // Units of 1e-18 s at the finest. Int128 holds all ticks of .NET's dates in these, but not those of any year.
        long rest = attoseconds / (AttosecondsPerTick / _scale.PerTick);
        Int128 units = (Int128)_scale.TicksPer * Unit.Count;
        return FitsInt64(ticks) ? Fit(value, CalendarMath.FloorDivide((ticks * _scale.PerTick) + rest, units).Quotient)
            : Fit(value, CalendarMath.FloorDivide(((BigInteger)ticks * _scale.PerTick) + rest, units).Quotient);
    }

    /// <summary>A count in 64 bits.</summary>
    /// <exception cref="OverflowException">It doesn't fit, or means NaT.</exception>
    protected long Fit<T>(object value, T count) where T : IBinaryInteger<T>
        => count > T.CreateTruncating(NaT.Value) && count <= T.CreateTruncating(long.MaxValue) ? long.CreateTruncating(count)
            : throw Error.TimeOutOfBounds(value, DType);

    protected static bool IsNaT(string text) => text.Length == 0 || text.Equals("NaT", StringComparison.OrdinalIgnoreCase);

    private static bool FitsInt64(Int128 value) => value == (long)value;
}

/// <summary><c>datetime64</c>: <see cref="DateTime"/> in UTC. A local time is converted; an unspecified one counts as UTC.</summary>
internal sealed class DateTimeCodec(DType dtype) : TimeCodec(dtype)
{
    private const int MonthsPerYear = CalendarMath.MonthsPerYear;

    // A count without a unit is no date that could be written.
    public override bool TellsAll(ReadOnlySpan<byte> bytes) => Load(bytes) == NaT.Value || (!Unit.IsGeneric && base.TellsAll(bytes));

    protected override object Box(long count)
    {
        if (Unit.IsCalendar)
        {
            Int128 months = ((Int128)count * Unit.Count * MonthsPerUnit) + ((1970 - 1) * MonthsPerYear);
            return months >= 0 && months < 9999 * MonthsPerYear
                ? new DateTime(((int)months / MonthsPerYear) + 1, ((int)months % MonthsPerYear) + 1, 1, 0, 0, 0, DateTimeKind.Utc)
                : count;
        }
        return ToTicks(count) is long ticks && ticks >= -DateTime.UnixEpoch.Ticks
            && ticks <= DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks
            ? DateTime.UnixEpoch.AddTicks(ticks)
            : count;
    }

    protected override long FromInteger<TInteger>(TInteger value)
        => Unit.IsGeneric ? throw Error.CannotConvert(value, DType) : base.FromInteger(value);

    protected override long FromText(string text)
        => IsNaT(text) ? NaT.Value
            : IsoDate.TryParse(text) is not { } date ? throw Error.DateText(text)
            // 20240506 is a year, and hardly meant as one except where there are years only.
            : date.IsLongYearAlone && Unit.Base != TimeBase.Year ? throw Error.LongYear(text, DType)
            : Unit.IsCalendar ? FromMonths(text, date.Months)
            : FromTicks(text, date.Ticks, date.Attoseconds);

    protected override long FromOther(object value) => value switch
    {
        DateTime { Kind: DateTimeKind.Local } date => FromDate(value, date.ToUniversalTime()),
        DateTime date => FromDate(value, date),
        DateTimeOffset date => FromDate(value, date.UtcDateTime),
        DateOnly date => FromDate(value, date.ToDateTime(TimeOnly.MinValue)),
        _ => base.FromOther(value),
    };

    private int MonthsPerUnit => Unit.Base == TimeBase.Year ? MonthsPerYear : 1;

    private long FromDate(object value, DateTime date)
        => Unit.IsCalendar ? FromMonths(value, ((date.Year - 1970) * MonthsPerYear) + date.Month - 1)
            : FromTicks(value, date.Ticks - DateTime.UnixEpoch.Ticks);

    private long FromMonths(object value, Int128 months)
        => Fit(value, CalendarMath.FloorDivide(months, (Int128)MonthsPerUnit * Unit.Count).Quotient);
}

/// <summary><c>timedelta64</c>: <see cref="TimeSpan"/>.</summary>
internal sealed class TimeSpanCodec(DType dtype) : TimeCodec(dtype)
{
    protected override object Box(long count) => ToTicks(count) is long ticks ? new TimeSpan(ticks) : count;

    protected override long FromText(string text)
        => IsNaT(text) ? NaT.Value
            : NumberText.TryInteger(text) is BigInteger count ? FromInteger(count)
            : TryCount(text) is BigInteger units ? FromInteger(units)
            : TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan span) ? FromTicks(text, span.Ticks)
            : throw Error.NumberText(text, DType);

    /// <summary>
    /// The count of a text such as <c>50 seconds</c>, as a time span that stands alone is written; null where it is no whole one.
    /// </summary>
    private BigInteger? TryCount(string text)
    {
        if (text.IndexOf(' ', StringComparison.Ordinal) is not (> 0 and var end)
            || NumberText.TryInteger(text[..end]) is not BigInteger number
            || TimeUnit.TryName(text[(end + 1)..]) is not TimeBase unit)
        {
            return null;
        }
        // Whichever of the two is finer, the other one is so many of it; or none, as months have no length in days.
        bool isFiner = unit > Unit.Base;
        long factor = isFiner ? TimeUnit.Factor(Unit.Base, unit) : TimeUnit.Factor(unit, Unit.Base);
        if (factor == 0)
        {
            return null;
        }
        (BigInteger count, BigInteger rest) = BigInteger.DivRem(
            isFiner ? number : number * factor, isFiner ? (BigInteger)factor * Unit.Count : Unit.Count);
        return rest.IsZero ? count : null;
    }

    protected override long FromOther(object value) => value is TimeSpan span ? FromTicks(value, span.Ticks) : base.FromOther(value);
}

namespace MemMap.Questions;

/// <summary>Spans of time between dates of a condition.</summary>
internal static class Spans
{
    private const long HoursPerDay = 24, Sixty = 60, Thousand = 1000;

    /// <summary>The span from the right date to the left one; null if these are no dates.</summary>
    internal static Span? Between(Term left, Term right, ConditionCompiler compiler) => (left, right) switch
    {
        (Element date, Constant { Value: DateTime { Ticks: var ticks } }) when DatePart.TicksOf(date, compiler) is { } of
            => new(records => of(records) - ticks),
        (Constant { Value: DateTime { Ticks: var ticks } }, Element date) when DatePart.TicksOf(date, compiler) is { } of
            => new(records => of(records).Negative() + ticks),
        (Element to, Element from) when DatePart.TicksOf(to, compiler) is { } x && DatePart.TicksOf(from, compiler) is { } y
            => new(records => x(records) - y(records)),
        _ => null,
    };

    /// <summary>A property of a span that is a number, such as TotalSeconds or Days; null for others.</summary>
    internal static Number? Part(Span span, string property)
    {
        double units = property.ToUpperInvariant() switch
        {
            "TOTALDAYS" => TimeSpan.TicksPerDay,
            "TOTALHOURS" => TimeSpan.TicksPerHour,
            "TOTALMINUTES" => TimeSpan.TicksPerMinute,
            "TOTALSECONDS" => TimeSpan.TicksPerSecond,
            "TOTALMILLISECONDS" => TimeSpan.TicksPerMillisecond,
            _ => 0,
        };
        if (units != 0)
        {
            return new(records => span.Ticks(records).AsType(DType.Float64) / units, double.PositiveInfinity);
        }
        // A part is what is left of the next larger unit, and has the sign of the span.
        (long ticks, long most) = property.ToUpperInvariant() switch
        {
            "DAYS" => (TimeSpan.TicksPerDay, 0),
            "HOURS" => (TimeSpan.TicksPerHour, HoursPerDay),
            "MINUTES" => (TimeSpan.TicksPerMinute, Sixty),
            "SECONDS" => (TimeSpan.TicksPerSecond, Sixty),
            "MILLISECONDS" => (TimeSpan.TicksPerMillisecond, Thousand),
            "TICKS" => (1, 0),
            _ => (0L, 0L),
        };
        return ticks == 0 ? null
            : ticks == 1 ? new(span.Ticks, long.MaxValue, IsBits: true, Type: typeof(long)) { IsWhole = true }
            : new(
                records => Quotient(span.Ticks(records), ticks, most), most == 0 ? long.MaxValue / ticks : most, IsBits: true,
                Type: typeof(int))
            {
                IsWhole = true,
            };
    }

    private static NDArray Quotient(NDArray ticks, long unit, long most)
    {
        NDArray units = (ticks - ticks.Fmod(unit)).FloorDivide(unit);
        return most == 0 ? units : units.Fmod(most);
    }
}

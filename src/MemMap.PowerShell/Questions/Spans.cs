namespace MemMap.Questions;

/// <summary>Spans of time between dates of a condition.</summary>
internal static class Spans
{
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

    /// <summary>A property that tells a span in units of time, such as TotalSeconds; null for others.</summary>
    internal static Term? Total(Span span, string property)
    {
        double ticks = property.ToUpperInvariant() switch
        {
            "TOTALDAYS" => TimeSpan.TicksPerDay,
            "TOTALHOURS" => TimeSpan.TicksPerHour,
            "TOTALMINUTES" => TimeSpan.TicksPerMinute,
            "TOTALSECONDS" => TimeSpan.TicksPerSecond,
            "TOTALMILLISECONDS" => TimeSpan.TicksPerMillisecond,
            _ => 0,
        };
        return ticks == 0 ? null
            : new Number(records => span.Ticks(records).AsType(DType.Float64) / ticks, double.PositiveInfinity);
    }
}

using MemMap.DataTypes;

namespace MemMap.Compute;

// The arithmetic of dates and time spans by numpy's table of units (M: date, m: time span, i: count, f: real number):
//   M + m, m + M, M + i, i + M, M - m, M - i -> M      M - M -> m      m + m, m + i, i + m, m - m, m - i, i - m -> m
//   m * i, i * m, m * f, f * m, m / i, m / f -> m      m / m -> float64      m // i, m // f, m % m -> m      m // m -> int64
// NaT propagates. A time span divided by a number is truncated towards zero, by // too. Other combinations are not defined.

/// <summary>The common part of operations on dates and time spans: the common unit, NaT, and the host's time values.</summary>
internal static class TimeArithmetic
{
    internal static bool IsDate(DType dtype) => dtype.Kind == ElementKind.DateTime64;

    internal static bool IsSpan(DType dtype) => dtype.Kind == ElementKind.TimeDelta64;

    /// <summary>Whether elements can be counts of units: integers and bools.</summary>
    internal static bool IsCount(DType dtype) => dtype.IsInteger || dtype.Kind == ElementKind.Bool;

    /// <summary>Whether a value of the host is a date or a time span.</summary>
    internal static bool IsTime(object? value) => value is DateTime or DateTimeOffset or DateOnly or TimeSpan;

    /// <summary>
    /// The <see cref="DateTime"/> (UTC) of a date with an offset or without a time. Other values are returned unchanged.
    /// </summary>
    internal static object? Plain(object? value) => value switch
    {
        DateTimeOffset date => date.UtcDateTime,
        DateOnly date => date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        _ => value,
    };

    /// <summary>
    /// The common dtype of two dates or two time spans. A count beside a time span takes its unit. Null if the kinds differ.
    /// </summary>
    internal static DType? SameKind(DType x, DType y)
        => (IsDate(x) && IsDate(y)) || (IsSpan(x) && (IsSpan(y) || IsCount(y))) || (IsCount(x) && IsSpan(y))
            ? Promotion.PromoteTypes(x, y)
            : null;

    /// <summary>The common unit of two times, or the unit of the only one.</summary>
    internal static TimeUnit UnitOf(DType x, DType y)
        => x.Traits.IsTime && y.Traits.IsTime ? Promotion.PromoteTypes(x, y).Unit!.Value : (x.Unit ?? y.Unit)!.Value;

    /// <summary>A loop whose kernel sees counts in the unit of <paramref name="common"/>.</summary>
    internal static Loop InUnitOf(DType common, Kernel kernel, DType x, DType y, DType result)
    {
        DType[] blocks = [Block(x), Block(y), result];
        return new(TimeUnits.Converted(kernel, blocks, [Conversion(x), Conversion(y), null]), result, blocks);

        UnarySpan<long, long>? Conversion(DType dtype) => dtype.Traits.IsTime ? TimeUnits.Conversion(dtype, common) : null;
    }

    /// <summary>The block dtype of an operand: a time in its own unit, any other number in the widest type of its kind.</summary>
    internal static DType Block(DType dtype) => dtype.Traits.IsTime ? dtype.AsNative() : IsCount(dtype) ? DType.Int64 : DType.Float64;

    /// <summary>Converts a count from floating point; NaT if it does not fit.</summary>
    internal static long FromReal(double value) => Math.Abs(value) < 9223372036854775808.0 ? (long)value : NaT.Value;
}

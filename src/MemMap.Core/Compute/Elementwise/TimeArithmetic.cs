using MemMap.DataTypes;

namespace MemMap.Compute;

// The arithmetic of dates and time spans by numpy's table of units (M: date, m: time span, i: count, f: real number):
//   M + m, m + M, M + i, i + M, M - m, M - i -> M      M - M -> m      m + m, m + i, i + m, m - m, m - i, i - m -> m
//   m * i, i * m, m * f, f * m, m / i, m / f -> m      m / m -> float64      m // i, m // f, m % m -> m      m // m -> int64
// NaT in, NaT out. By a number a time span is divided towards zero, by // too; what isn't listed isn't defined.

/// <summary>What operations on dates and time spans share: the common unit, NaT, and the values of the shell that stand for them.</summary>
internal static class TimeArithmetic
{
    internal static bool IsDate(DType dtype) => dtype.Kind == ElementKind.DateTime64;

    internal static bool IsSpan(DType dtype) => dtype.Kind == ElementKind.TimeDelta64;

    /// <summary>Whether elements can count units: integers and bools.</summary>
    internal static bool IsCount(DType dtype) => dtype.IsInteger || dtype.Kind == ElementKind.Bool;

    /// <summary>Whether a value of the shell is a date or a time span.</summary>
    internal static bool IsTime(object? value) => value is DateTime or DateTimeOffset or DateOnly or TimeSpan;

    /// <summary>
    /// A date with an offset or without a time as the <see cref="DateTime"/> (UTC) that it means; any other value as it is.
    /// </summary>
    internal static object? Plain(object? value) => value switch
    {
        DateTimeOffset date => date.UtcDateTime,
        DateOnly date => date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        _ => value,
    };

    /// <summary>
    /// Two dates or two time spans in their common unit; a count beside a time span counts its unit. Null where they are of different
    /// kinds.
    /// </summary>
    internal static DType? SameKind(DType x, DType y)
        => (IsDate(x) && IsDate(y)) || (IsSpan(x) && (IsSpan(y) || IsCount(y))) || (IsCount(x) && IsSpan(y))
            ? Promotion.PromoteTypes(x, y)
            : null;

    /// <summary>The common unit of two times, or the unit of the only one of them.</summary>
    internal static TimeUnit UnitOf(DType x, DType y)
        => x.Traits.IsTime && y.Traits.IsTime ? Promotion.PromoteTypes(x, y).Unit!.Value : (x.Unit ?? y.Unit)!.Value;

    /// <summary>A loop whose kernel sees counts in the unit of <paramref name="common"/>.</summary>
    internal static Loop InUnitOf(DType common, Kernel kernel, DType x, DType y, DType result)
    {
        DType[] blocks = [Block(x), Block(y), result];
        return new(TimeUnits.Converted(kernel, blocks, [Conversion(x), Conversion(y), null]), result, blocks);

        UnarySpan<long, long>? Conversion(DType dtype) => dtype.Traits.IsTime ? TimeUnits.Conversion(dtype, common) : null;
    }

    /// <summary>What an operand is in a block: a time in its own unit, any other number as the widest of its kind.</summary>
    internal static DType Block(DType dtype) => dtype.Traits.IsTime ? dtype.AsNative() : IsCount(dtype) ? DType.Int64 : DType.Float64;

    /// <summary>A count that was computed in floating point; NaT where there is none.</summary>
    internal static long FromReal(double value) => Math.Abs(value) < 9223372036854775808.0 ? (long)value : NaT.Value;
}

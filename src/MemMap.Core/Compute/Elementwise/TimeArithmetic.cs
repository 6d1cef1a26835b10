namespace MemMap.Compute;

// The arithmetic of dates and time spans by numpy's table of units (M: date, m: time span, i: count, f: real number):
//   M + m, m + M, M + i, i + M, M - m, M - i -> M      M - M -> m      m + m, m + i, i + m, m - m, m - i, i - m -> m
//   m * i, i * m, m * f, f * m, m / i, m / f -> m      m / m -> float64      m // i, m // f, m % m -> m      m // m -> int64
// NaT in, NaT out. By a number a time span is divided towards zero, by // too; what isn't listed isn't defined.

internal readonly struct AddTimes : IPair<long, long, long>
{
    public static long Of(long x, long y) => x == Times.NaT || y == Times.NaT ? Times.NaT : x + y;
}

internal readonly struct SubtractTimes : IPair<long, long, long>
{
    public static long Of(long x, long y) => x == Times.NaT || y == Times.NaT ? Times.NaT : x - y;
}

internal readonly struct SpanTimesCount : IPair<long, long, long>
{
    public static long Of(long x, long y) => x == Times.NaT ? Times.NaT : x * y;
}

internal readonly struct CountTimesSpan : IPair<long, long, long>
{
    public static long Of(long x, long y) => SpanTimesCount.Of(y, x);
}

internal readonly struct SpanTimesReal : IPair<long, double, long>
{
    public static long Of(long x, double y) => x == Times.NaT ? Times.NaT : Times.FromReal(x * y);
}

internal readonly struct RealTimesSpan : IPair<double, long, long>
{
    public static long Of(double x, long y) => SpanTimesReal.Of(y, x);
}

internal readonly struct SpanOverSpan : IPair<long, long, double>
{
    public static double Of(long x, long y) => x == Times.NaT || y == Times.NaT ? double.NaN : (double)x / y;
}

internal readonly struct SpanOverCount : IPair<long, long, long>
{
    public static long Of(long x, long y) => x == Times.NaT || y == 0 ? Times.NaT : x / y;
}

internal readonly struct SpanOverReal : IPair<long, double, long>
{
    public static long Of(long x, double y) => x == Times.NaT ? Times.NaT : Times.FromReal(x / y);
}

internal readonly struct WholeSpans : IPair<long, long, long>
{
    public static long Of(long x, long y) => x == Times.NaT || y == Times.NaT ? 0 : FloorDivideIntegers<long>.Of(x, y);
}

internal readonly struct RestOfSpan : IPair<long, long, long>
{
    public static long Of(long x, long y) => x == Times.NaT || y == Times.NaT || y == 0 ? Times.NaT : RemainderOfIntegers<long>.Of(x, y);
}

/// <summary>Smaller or larger of two times, NaT where there is one.</summary>
internal readonly struct EarlierTime : IPair<long, long, long>
{
    // NaT is the smallest count.
    public static long Of(long x, long y) => Math.Min(x, y);
}

/// <inheritdoc cref="EarlierTime"/>
internal readonly struct LaterTime : IPair<long, long, long>
{
    public static long Of(long x, long y) => x == Times.NaT || y == Times.NaT ? Times.NaT : Math.Max(x, y);
}

/// <summary>The smaller of two times, or the one that isn't NaT.</summary>
internal readonly struct EarlierKnownTime : IPair<long, long, long>
{
    public static long Of(long x, long y) => x == Times.NaT ? y : y == Times.NaT ? x : Math.Min(x, y);
}

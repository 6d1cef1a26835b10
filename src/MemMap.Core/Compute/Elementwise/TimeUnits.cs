using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// Converts counts between time units, as numpy casts dates and time spans: rounds down to a whole count, keeps NaT.
/// </summary>
internal static unsafe class TimeUnits
{
    private const int Piece = 512;

    /// <summary>The conversion to another unit; null if counts are unchanged.</summary>
    /// <exception cref="InvalidCastException">A time span of months or years is to be counted in days or less.</exception>
    internal static UnarySpan<long, long>? Conversion(DType from, DType to)
    {
        TimeUnit unit = from.Unit!.Value, target = to.Unit!.Value;
        if (unit == target || unit.IsGeneric || target.IsGeneric)
        {
            return null;
        }
        if (unit.IsCalendar == target.IsCalendar)
        {
            return Linear(unit, target);
        }
        if (from.Kind == ElementKind.TimeDelta64)
        {
            throw Error.NoFixedLength(from, to);
        }
        // A date is converted between calendar units and fixed-length units by way of months and days.
        TimeUnit month = new(TimeBase.Month), day = new(TimeBase.Day);
        return unit.IsCalendar
            ? Chain(Linear(unit, month), Of<MonthsToDays>(), Linear(day, target))
            : Chain(Linear(unit, day), Of<DaysToMonths>(), Linear(month, target));
    }

    /// <summary>Wraps a kernel on converted counts as one on counts in their own units.</summary>
    /// <param name="kernel">The kernel on converted counts.</param>
    /// <param name="blocks">The dtype of each block.</param>
    /// <param name="conversions">For each block, the conversion of an input to the kernel's unit, or of the output from it; null for
    /// none.</param>
    internal static Kernel Converted(Kernel kernel, DType[] blocks, UnarySpan<long, long>?[] conversions)
    {
        if (Array.TrueForAll(conversions, conversion => conversion is null))
        {
            return kernel;
        }
        int last = blocks.Length - 1;
        int[] sizes = [.. blocks.Select(block => block.ItemSize)];
        return (memory, count) =>
        {
            long* scratch = stackalloc long[(last + 1) * Piece];
            byte** pieces = stackalloc byte*[last + 1];
            for (int done = 0; done < count; done += Piece)
            {
                int items = Math.Min(Piece, count - done);
                for (int i = 0; i <= last; i++)
                {
                    byte* block = memory[i] + ((long)done * sizes[i]);
                    pieces[i] = conversions[i] is null ? block : (byte*)(scratch + (i * Piece));
                    if (i < last)
                    {
                        conversions[i]?.Invoke(new(block, items), new(pieces[i], items));
                    }
                }
                kernel(pieces, items);
                conversions[last]?.Invoke(new(pieces[last], items), new(memory[last] + ((long)done * sizes[last]), items));
            }
        };
    }

    private static UnarySpan<long, long> Linear(TimeUnit from, TimeUnit to)
    {
        bool isFiner = from.Base <= to.Base;
        Int128 times = (Int128)from.Count * (isFiner ? TimeUnit.Factor(from.Base, to.Base) : 1);
        Int128 parts = (Int128)to.Count * (isFiner ? 1 : TimeUnit.Factor(to.Base, from.Base));
        if (times == 0 || parts == 0)
        {
            throw Error.NoCast(DType.Time(ElementKind.TimeDelta64, from), DType.Time(ElementKind.TimeDelta64, to));
        }
        return (x, d) =>
        {
            for (int i = 0; i < x.Length; i++)
            {
                // Results beyond 64 bits wrap, as in numpy.
                d[i] = x[i] == NaT.Value ? NaT.Value : unchecked((long)CalendarMath.FloorDivide(x[i] * times, parts).Quotient);
            }
        };
    }

    private static UnarySpan<long, long> Chain(params UnarySpan<long, long>[] steps) => (x, d) =>
    {
        steps[0](x, d);
        foreach (UnarySpan<long, long> step in steps.AsSpan(1))
        {
            step(d, d);
        }
    };

    private static UnarySpan<long, long> Of<TMap>() where TMap : struct, IUnaryOperator<long, long> => static (x, d) =>
    {
        for (int i = 0; i < x.Length; i++)
        {
            d[i] = x[i] == NaT.Value ? NaT.Value : TMap.Of(x[i]);
        }
    };

    private readonly struct MonthsToDays : IUnaryOperator<long, long>
    {
        public static long Of(long months) => CalendarMath.DaysOf(months);
    }

    private readonly struct DaysToMonths : IUnaryOperator<long, long>
    {
        public static long Of(long days) => CalendarMath.MonthOf(days);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Exact quantiles with linear interpolation. Short lines are sorted in slabs of bounded size. Long lines are never copied: their order
/// statistics are selected in a few passes over the data (<see cref="RankSelection{T, TKey, TOfKey}"/>).
/// </summary>
internal static unsafe class Quantile
{
    /// <summary>From this length on, passes over a line are faster than sorting it.</summary>
    private const long LongLine = 1 << 18;

    /// <summary>The fractions that <see cref="Run"/> takes.</summary>
    /// <exception cref="ArgumentException">A quantile is not in 0 .. 1.</exception>
    internal static double[] Fractions(double[] q) => Fractions(q, 1, Error.QuantileRange);

    /// <inheritdoc cref="Fractions(double[])"/>
    internal static double[] Fractions(double[] q, double whole, Func<double, ArgumentException> outOfRange)
    {
        ArgumentNullException.ThrowIfNull(q);
        foreach (double value in q)
        {
            if (!(value >= 0 && value <= whole))
            {
                throw outOfRange(value);
            }
        }
        return [.. q.Select(value => value / whole)];
    }

    /// <summary>Computes quantiles along some axes of an array.</summary>
    /// <param name="array">The array.</param>
    /// <param name="fractions">The quantiles, each in 0 .. 1; null for the median, which is the mean of the two middle elements.</param>
    /// <param name="axes">The axes to reduce; null for all.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="ignoreNaN">Whether NaN is ignored; otherwise a NaN makes a line's results NaN.</param>
    /// <param name="emptyWarning">The warning for no elements; null if that is an error.</param>
    /// <returns>A float64 array: an axis of the fractions, then those of the result.</returns>
    internal static ArrayRef Run(ArrayRef array, double[]? fractions, int[]? axes, bool keepDims, bool ignoreNaN, string? emptyWarning)
    {
        bool[] reduced = Reductions.AxesOf(array.NDim, axes);
        ArrayRef arranged = array.WithLayout(Reductions.KeptFirst(array.Layout, reduced, out int keptAxes));
        Lines lines = new ForDType(fractions is null ? Mean : Linear)
            .Visit(array.DType.Kind == ElementKind.Bool ? DType.UInt8 : array.DType.AsNative());
        fractions ??= [0.5];
        long kept = Layout.CheckedSize(arranged.Layout.Shape[..keptAxes]), length = Layout.CheckedSize(arranged.Layout.Shape[keptAxes..]);
        ArrayRef result = ArrayRef.Allocate(
            [fractions.Length, .. Reductions.ResultShape(array.Layout.Shape, reduced, keepDims)], DType.Float64);
        using BufferLease lease = result.Buffer.Lease();
        var results = (double*)lease.Pointer;
        bool onlyNaN = false;
        void Store(long line, double[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                results[(i * kept) + line] = values[i];
            }
        }

        if (length == 0 && kept > 0)
        {
            for (long line = 0; line < kept; line++)
            {
                Store(line, [.. fractions.Select(_ => double.NaN)]);
            }
            HostObjects.Warn(emptyWarning ?? throw Error.EmptyPercentile());
        }
        else if (length >= LongLine)
        {
            for (long line = 0; line < kept; line++)
            {
                Store(line,
                    lines.Select(arranged.WithLayout(ReduceLoop.At(arranged.Layout, keptAxes, line)), fractions, ignoreNaN, ref onlyNaN));
            }
        }
        else
        {
            LineLoop.Run(arranged, keptAxes, lines.DType, writeBack: false, (line, number, isParallel) =>
                Store(number, lines.Sort(line, length, fractions, ignoreNaN, isParallel, ref onlyNaN)));
        }
        if (onlyNaN && ignoreNaN)
        {
            HostObjects.Warn(Operations.Min.EmptyWarning!);
        }
        return result;
    }

    /// <summary>The element at a fraction of the sorted elements, or the interpolation of its two neighbours.</summary>
    /// <param name="fraction">The quantile, 0 to 1.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="at">Returns an element by its rank.</param>
    /// <param name="between">Interpolates between a lower and a higher number; by default, numpy's linear method.</param>
    internal static double Interpolate<T>(
        double fraction, long count, Func<long, T> at, Func<double, double, double, double>? between = null)
        where T : INumberBase<T>
    {
        double place = fraction * (count - 1), part = place - Math.Floor(place);
        T a = at((long)place), b = at(Math.Min((long)place + 1, count - 1));
        double low = double.CreateTruncating(a), high = double.CreateTruncating(b);
        return part == 0 || low == high ? low : (between ?? Linear)(low, high, part);
    }

    /// <summary>numpy's linear method: interpolates from the nearer one of the two neighbours.</summary>
    private static double Linear(double low, double high, double part)
    {
        double distance = high - low;
        // Beside an infinity the result is infinite. The distance of two finite numbers may overflow, too.
        return !double.IsFinite(distance) ? (low * (1 - part)) + (high * part)
            : part < 0.5 ? low + (distance * part) : high - (distance * (1 - part));
    }

    private static double Mean(double low, double high, double part)
        => double.IsInfinity(low + high) ? (low / 2) + (high / 2) : (low + high) / 2;

    private sealed class ForDType(Func<double, double, double, double> between) : DTypeVisitor<Lines>
    {
        protected override Lines Real<T>(DType dtype) => Unsafe.SizeOf<T>() switch
        {
            1 => new Lines<T, byte, NumberKey<T, byte>>(dtype, between),
            2 => new Lines<T, ushort, NumberKey<T, ushort>>(dtype, between),
            4 => new Lines<T, uint, NumberKey<T, uint>>(dtype, between),
            _ => new Lines<T, ulong, NumberKey<T, ulong>>(dtype, between),
        };

        protected override Lines Unsupported(DType dtype) => throw Error.NoLoop("percentile", dtype);
    }

    /// <summary>Computes quantiles of one line.</summary>
    private abstract class Lines(DType dtype)
    {
        internal DType DType => dtype;

        internal abstract double[] Sort(byte* line, long count, double[] fractions, bool ignoreNaN, bool isParallel, ref bool onlyNaN);

        internal abstract double[] Select(ArrayRef line, double[] fractions, bool ignoreNaN, ref bool onlyNaN);
    }

    private sealed class Lines<T, TKey, TOfKey>(DType dtype, Func<double, double, double, double> between) : Lines(dtype)
        where T : unmanaged, INumber<T>
        where TKey : unmanaged, IBinaryInteger<TKey>
        where TOfKey : ISortKey<T, TKey>
    {
        private static readonly KeySorter<T, TKey, TOfKey> Sorter = new();

        internal override double[] Sort(byte* line, long count, double[] fractions, bool ignoreNaN, bool isParallel, ref bool onlyNaN)
        {
            Sorter.Sort(line, count, isParallel);
            var values = (T*)line;
            long numbers = count;
            while (numbers > 0 && T.IsNaN(values[numbers - 1]))
            {
                numbers--;
            }
            onlyNaN |= numbers == 0;
            return numbers == 0 || (numbers < count && !ignoreNaN)
                ? [.. fractions.Select(_ => double.NaN)]
                : [.. fractions.Select(fraction => Interpolate(fraction, numbers, rank => values[rank], between))];
        }

        internal override double[] Select(ArrayRef line, double[] fractions, bool ignoreNaN, ref bool onlyNaN)
        {
            using var leases = new LeaseSet();
            var operand = leases.Input(line, DType);
            // For an integer type this is 0 rather than a NaN, and may occur many times.
            T none = T.CreateSaturating(double.NaN);
            var selection = new RankSelection<T, TKey, TOfKey>(operand, none, leases.Verify);
            long numbers = T.IsNaN(none) ? line.Size - selection.CountOfNaN : line.Size;
            onlyNaN |= numbers == 0;
            if (numbers == 0 || (numbers < line.Size && !ignoreNaN))
            {
                return [.. fractions.Select(_ => double.NaN)];
            }
            Dictionary<long, T> found = selection.Find(fractions.SelectMany(fraction => Ranks(fraction, numbers)));
            return [.. fractions.Select(fraction => Interpolate(fraction, numbers, rank => found[rank], between))];
        }

        private static IEnumerable<long> Ranks(double fraction, long count)
        {
            long below = (long)(fraction * (count - 1));
            return [below, Math.Min(below + 1, count - 1)];
        }
    }
}

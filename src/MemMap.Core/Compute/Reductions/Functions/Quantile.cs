using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Exact quantiles, by any of numpy's methods. Short lines are sorted in slabs of bounded size. Long lines are never copied: their order
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
    /// <param name="method">Where a quantile is among the sorted elements.</param>
    /// <returns>
    /// An array of float64, of times for times, and of complex numbers for these: an axis of the fractions, then those of the result.
    /// </returns>
    internal static ArrayRef Run(
        ArrayRef array, double[]? fractions, int[]? axes, bool keepDims, bool ignoreNaN, string? emptyWarning,
        QuantileMethod method = QuantileMethod.Linear)
    {
        bool[] reduced = Reductions.AxesOf(array.NDim, axes);
        ArrayRef arranged = array.WithLayout(Reductions.KeptFirst(array.Layout, reduced, out int keptAxes));
        QuantileLines lines = QuantileLines.Of(array.DType, isMedian: fractions is null, method);
        fractions ??= [0.5];
        long kept = Layout.CheckedSize(arranged.Layout.Shape[..keptAxes]), length = Layout.CheckedSize(arranged.Layout.Shape[keptAxes..]);
        ArrayRef result = ArrayRef.Allocate(
            [fractions.Length, .. Reductions.ResultShape(array.Layout.Shape, reduced, keepDims)], lines.Result);
        using BufferLease lease = result.Buffer.Lease();
        byte* results = lease.Pointer;
        int itemSize = lines.Result.ItemSize;
        bool onlyNaN = false;
        if (length == 0 && kept > 0)
        {
            for (long i = 0; i < kept * fractions.Length; i++)
            {
                lines.Missing(results + (i * itemSize));
            }
            HostObjects.Warn(emptyWarning ?? throw Error.EmptyPercentile());
        }
        else if (length >= LongLine)
        {
            for (long line = 0; line < kept; line++)
            {
                lines.Select(
                    arranged.WithLayout(ReduceLoop.At(arranged.Layout, keptAxes, line)), fractions, ignoreNaN, ref onlyNaN,
                    results + (line * itemSize), kept);
            }
        }
        else
        {
            LineLoop.Run(arranged, keptAxes, lines.Block, writeBack: false, (line, number, isParallel) => lines.Sort(
                line, length, fractions, ignoreNaN, isParallel, ref onlyNaN, results + (number * itemSize), kept));
        }
        Warn(onlyNaN && ignoreNaN);
        return result;
    }

    /// <summary>Computes quantiles, with linear interpolation, of elements that can only be counted.</summary>
    /// <param name="dtype">The dtype of the elements.</param>
    /// <param name="fractions">The quantiles, each in 0 .. 1.</param>
    /// <param name="all">The measures of all elements.</param>
    /// <param name="ignoreNaN">Whether NaN is ignored; otherwise a NaN makes the results NaN.</param>
    /// <param name="notAbove">Counts, for each of some values, the numbers that are not above it. A value of times is their count.</param>
    /// <returns>An array of float64, or of times for times.</returns>
    internal static ArrayRef ByCounting(
        DType dtype, double[] fractions, MeasurePart all, bool ignoreNaN, Func<object[], long[]> notAbove)
    {
        QuantileLines lines = QuantileLines.Of(dtype, isMedian: false, QuantileMethod.Linear);
        ArrayRef result = ArrayRef.Allocate([fractions.Length], lines.Result);
        using BufferLease lease = result.Buffer.Lease();
        bool onlyNaN = false;
        lines.Bisect(all, fractions, ignoreNaN, ref onlyNaN, notAbove, lease.Pointer);
        Warn(onlyNaN && ignoreNaN);
        return result;
    }

    private static void Warn(bool isMissing)
    {
        if (isMissing)
        {
            HostObjects.Warn(Operations.Min.EmptyWarning!);
        }
    }
}

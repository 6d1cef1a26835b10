using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>Computes quantiles of one line of elements, from those that are next to each quantile in sorted order.</summary>
internal abstract unsafe class QuantileLines(DType block, DType result)
{
    /// <summary>The native dtype of the elements.</summary>
    internal DType Block => block;

    /// <summary>The native dtype of the quantiles.</summary>
    internal DType Result => result;

    /// <summary>
    /// The work on elements of a dtype. Real numbers have float64 quantiles, other elements quantiles of their own dtype, and so have those
    /// of a method that picks elements.
    /// </summary>
    /// <exception cref="NotSupportedException">The elements have none.</exception>
    internal static QuantileLines Of(DType dtype, bool isMedian, QuantileMethod method)
        => new ForDType(isMedian, method).Visit(dtype.Kind == ElementKind.Bool ? DType.UInt8 : dtype.AsNative());

    /// <summary>Sorts a line in place, and writes its quantiles <paramref name="stride"/> elements apart.</summary>
    internal abstract void Sort(
        byte* line, long count, double[] fractions, bool ignoreNaN, bool isParallel, ref bool onlyNaN, byte* results, long stride);

    /// <summary>Finds the quantiles in a few passes over a line.</summary>
    internal abstract void Select(ArrayRef line, double[] fractions, bool ignoreNaN, ref bool onlyNaN, byte* results, long stride);

    /// <summary>Finds the quantiles of elements that can only be counted; see <see cref="RankBisection{T, TKey, TOfKey}"/>.</summary>
    internal abstract void Bisect(
        MeasurePart all, double[] fractions, bool ignoreNaN, ref bool onlyNaN, Func<object[], long[]> notAbove, byte* results);

    /// <summary>Writes NaN or NaT.</summary>
    internal abstract void Missing(byte* result);

    private sealed class ForDType(bool isMedian, QuantileMethod method) : DTypeVisitor<QuantileLines>
    {
        private Func<double, double, double, double> OfNumbers
            => isMedian ? static (low, high, _) => Between.Mean(low, high) : Between.Linear;

        protected override QuantileLines Integer<T>(DType dtype) => Numbers<T>(dtype, null);

        protected override QuantileLines Floating<T>(DType dtype) => Numbers<T>(dtype, T.NaN);

        // numpy refuses percentiles of complex numbers, which have no order, and gives a median by the order that sorting has.
        protected override QuantileLines Complex<T>(DType dtype)
            => !isMedian ? Unsupported(dtype)
                : dtype.Kind == ElementKind.Complex64
                    ? new Lines<T, ulong, ComplexKey<T, float, uint, ulong>, T>(
                        dtype, dtype, method, Between.MeanOfComplex, NaN<T>(double.NaN), NaN<T>(0))
                    : new Lines<T, UInt128, ComplexKey<T, double, ulong, UInt128>, T>(
                        dtype, dtype, method, Between.MeanOfComplex, NaN<T>(double.NaN), NaN<T>(0));

        // A median is a mean, which dates have none of in numpy; their percentiles are dates.
        protected override QuantileLines Time(DType dtype)
            => isMedian && dtype.Kind == ElementKind.DateTime64 ? throw Error.MedianOfDates(dtype)
                : new Lines<long, ulong, TimeKey, long>(
                    dtype, dtype, method, isMedian ? Between.MeanOfTimes : Between.LinearTimes, NaT.Value, NaT.Value);

        protected override QuantileLines Unsupported(DType dtype) => throw Error.NoLoop(isMedian ? "median" : "percentile", dtype);

        private QuantileLines Numbers<T>(DType dtype, T? none) where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => method.PicksElements() ? NumbersAs<T, T>(dtype, dtype, static (low, _, _) => low, none, none ?? T.Zero)
                : NumbersAs<T, double>(dtype, DType.Float64, Between.Numbers<T>(OfNumbers), none, double.NaN);

        private QuantileLines NumbersAs<T, TResult>(
            DType dtype, DType result, Func<T, T, double, TResult> between, T? none, TResult missing)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
            where TResult : unmanaged
            => Unsafe.SizeOf<T>() switch
            {
                1 => new Lines<T, byte, NumberKey<T, byte>, TResult>(dtype, result, method, between, none, missing),
                2 => new Lines<T, ushort, NumberKey<T, ushort>, TResult>(dtype, result, method, between, none, missing),
                4 => new Lines<T, uint, NumberKey<T, uint>, TResult>(dtype, result, method, between, none, missing),
                _ => new Lines<T, ulong, NumberKey<T, ulong>, TResult>(dtype, result, method, between, none, missing),
            };

        // A missing result has no imaginary part, as in numpy.
        private static T NaN<T>(double imaginary) where T : INumberBase<T> => T.CreateTruncating(new Complex(double.NaN, imaginary));
    }

    /// <param name="dtype">The dtype of the elements.</param>
    /// <param name="result">The dtype of the quantiles.</param>
    /// <param name="method">Where a quantile is among the sorted elements.</param>
    /// <param name="between">What lies between two neighbours, at a part of 0 to 1 of the way.</param>
    /// <param name="none">The NaN of the elements; null if they have none.</param>
    /// <param name="missing">The NaN of the quantiles.</param>
    private sealed class Lines<T, TKey, TOfKey, TResult>(
        DType dtype, DType result, QuantileMethod method, Func<T, T, double, TResult> between, T? none, TResult missing)
        : QuantileLines(dtype, result)
        where T : unmanaged, IEquatable<T>
        where TKey : unmanaged, IBinaryInteger<TKey>
        where TOfKey : ISortKey<T, TKey>
        where TResult : unmanaged
    {
        private readonly KeySorter<T, TKey, TOfKey> _sorter = new(dtype);

        internal override void Sort(
            byte* line, long count, double[] fractions, bool ignoreNaN, bool isParallel, ref bool onlyNaN, byte* results, long stride)
        {
            _sorter.Sort(line, count, isParallel);
            var values = (T*)line;
            long numbers = count;
            while (numbers > 0 && none is { } nan && values[numbers - 1].Equals(nan))
            {
                numbers--;
            }
            Write(fractions, numbers, count, ignoreNaN, ref onlyNaN, rank => values[rank], results, stride);
        }

        internal override void Select(ArrayRef line, double[] fractions, bool ignoreNaN, ref bool onlyNaN, byte* results, long stride)
        {
            using var leases = new LeaseSet();
            var selection = new RankSelection<T, TKey, TOfKey>(leases.Input(line, Block), none, leases.Verify);
            long numbers = line.Size - selection.CountOfNaN;
            Dictionary<long, T> found = numbers == 0 || (numbers < line.Size && !ignoreNaN) ? []
                : selection.Find(fractions.SelectMany(fraction => Ranks(fraction, numbers)));
            Write(fractions, numbers, line.Size, ignoreNaN, ref onlyNaN, rank => found[rank], results, stride);
        }

        internal override void Bisect(
            MeasurePart all, double[] fractions, bool ignoreNaN, ref bool onlyNaN, Func<object[], long[]> notAbove, byte* results)
        {
            Dictionary<long, T> found = all.Numbers == 0 || (all.NaNs > 0 && !ignoreNaN) ? []
                : RankBisection<T, TKey, TOfKey>.Find(
                    fractions.SelectMany(fraction => Ranks(fraction, all.Numbers)), MemoryMarshal.Read<T>(all.Least),
                    MemoryMarshal.Read<T>(all.Greatest), notAbove);
            Write(fractions, all.Numbers, all.Numbers + all.NaNs, ignoreNaN, ref onlyNaN, rank => found[rank], results, 1);
        }

        internal override void Missing(byte* result) => *(TResult*)result = missing;

        private void Write(
            double[] fractions, long numbers, long count, bool ignoreNaN, ref bool onlyNaN, Func<long, T> at, byte* results, long stride)
        {
            onlyNaN |= numbers == 0;
            bool isMissing = numbers == 0 || (numbers < count && !ignoreNaN);
            for (int i = 0; i < fractions.Length; i++)
            {
                ((TResult*)results)[i * stride] = isMissing ? missing : At(fractions[i], numbers, at);
            }
        }

        private TResult At(double fraction, long count, Func<long, T> at)
        {
            (long below, long above, double part) = method.Place(fraction, count);
            return between(at(below), at(above), part);
        }

        private IEnumerable<long> Ranks(double fraction, long count)
        {
            (long below, long above, _) = method.Place(fraction, count);
            return [below, above];
        }
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>The statistics of a <see cref="MeasurePart"/>. Each is rounded once, from the exact sums.</summary>
internal sealed record MeasureFigures(
    long Count, object? Sum, object? Mean, object? Minimum, object? Maximum, object? Variance, object? StandardDeviation, long? Zeros)
{
    internal static MeasureFigures Of(MeasurePart part, DType dtype, double ddof, bool ignoreNaN)
    {
        long count = part.Numbers + (ignoreNaN ? 0 : part.NaNs);
        bool isNaN = part.NaNs > 0 && !ignoreNaN;
        bool isTime = dtype.Kind is ElementKind.DateTime64 or ElementKind.TimeDelta64;
        if (!dtype.IsNumeric && !isTime)
        {
            return new(count, null, null, Extreme(part.Least, dtype, isNaN), Extreme(part.Greatest, dtype, isNaN), null, null, null);
        }
        double? variance = isTime ? null : isNaN ? double.NaN : VarianceOf(part, count, new(ddof, ignoreNaN));
        return new(
            count,
            isTime ? SumOfSpans(part, dtype, isNaN) : SumOf(part, dtype, isNaN),
            isTime ? MeanOfTimes(part, dtype, isNaN, count) : dtype.Meaning is DateMeaning date ? DateOf(part, date, count)
                : MeanOf(part, dtype, isNaN, count),
            Extreme(part.Least, dtype, isNaN),
            Extreme(part.Greatest, dtype, isNaN),
            variance,
            variance is { } value ? Math.Sqrt(value) : null,
            dtype.Kind == ElementKind.DateTime64 ? null : part.Zeros);
    }

    private static object SumOf(MeasurePart part, DType dtype, bool isNaN)
    {
        if (dtype.IsComplex)
        {
            return isNaN ? NotANumber : new Complex(part.Real.Over(1), part.Imaginary.Over(1));
        }
        if (dtype.IsFloating)
        {
            return isNaN ? double.NaN : part.Real.Over(1);
        }
        // An int64 if the sum fits in one.
        BigInteger sum = part.Real.Sum.ToInteger();
        bool isUnsigned = dtype.IsInteger && !dtype.IsSigned;
        return isUnsigned && sum <= ulong.MaxValue ? (ulong)sum
            : !isUnsigned && sum >= long.MinValue && sum <= long.MaxValue ? (long)sum : (object)sum;
    }

    private static object MeanOf(MeasurePart part, DType dtype, bool isNaN, long count)
        => dtype.IsComplex ? (isNaN || count == 0 ? NotANumber : new Complex(part.Real.Over(count), part.Imaginary.Over(count)))
            : (object)(isNaN || count == 0 ? double.NaN : part.Real.Over(count));

    // The mean is a date, as the extremes are, in the unit of the stored integers.
    private static object? DateOf(MeasurePart part, DateMeaning date, long count)
        => count == 0 ? null : date.FromStored((long)Math.Round(part.Real.Over(count)));

    private static Complex NotANumber => new(double.NaN, double.NaN);

    /// <summary>(n * sum of squares - square of the sum) / (n * (n - ddof)). It is exact until the final rounding.</summary>
    private static double VarianceOf(MeasurePart part, long count, Freedom freedom)
    {
        if (count == 0 || !part.Real.IsFinite || !part.Imaginary.IsFinite)
        {
            return double.NaN;
        }
        DyadicRational n = DyadicRational.Of(count);
        DyadicRational distances = (n * part.Squares) - (part.Real.Sum * part.Real.Sum) - (part.Imaginary.Sum * part.Imaginary.Sum);
        // The difference is taken exactly: that of the rounded numbers may be 0.
        DyadicRational free = n - DyadicRational.Of(freedom.Ddof);
        return free.Mantissa.Sign > 0 ? distances.Over(n * free) : freedom.Variance(count, distances.Over(n));
    }

    private static object? Extreme(byte[] element, DType dtype, bool isNaN)
        => isNaN ? NaNOf(dtype) : element.Length == 0 ? null : dtype.AsNative().Codec.Read(element);

    /// <summary>NaN or NaT as an element.</summary>
    private static object? NaNOf(DType dtype)
    {
        Span<byte> element = new byte[dtype.ItemSize];
        dtype.Codec.Write(element, dtype.IsNumeric ? double.NaN : null);
        return dtype.Codec.Read(element);
    }

    // Dates have no sum.
    private static object? SumOfSpans(MeasurePart part, DType dtype, bool isNaN)
        => isNaN || dtype.Kind == ElementKind.DateTime64 ? null : TimeOf(part.Real.Sum.ToInteger(), dtype);

    // A mean of dates is rounded down to a whole unit, as a date of a finer unit is; one of time spans towards zero, as in numpy.
    private static object? MeanOfTimes(MeasurePart part, DType dtype, bool isNaN, long count)
    {
        if (isNaN || count == 0)
        {
            return null;
        }
        BigInteger mean = BigInteger.DivRem(part.Real.Sum.ToInteger(), count, out BigInteger rest);
        return TimeOf(dtype.Kind == ElementKind.DateTime64 && rest.Sign < 0 ? mean - 1 : mean, dtype);
    }

    /// <summary>A count as an element; null if it is out of range.</summary>
    private static object? TimeOf(BigInteger count, DType dtype)
    {
        if (count <= long.MinValue || count > long.MaxValue)
        {
            return null;
        }
        long element = (long)count;
        return dtype.AsNative().Codec.Read(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(ref element)));
    }
}

namespace MemMap;

internal static partial class Error
{
    internal static InvalidOperationException EmptySequence(string operation)
        => With("EmptyReduction", new InvalidOperationException($"attempt to get {operation} of an empty sequence"));

    internal static InvalidOperationException EmptyPercentile()
        => With("EmptyReduction", new InvalidOperationException("cannot take a percentile of no elements"));

    internal static NotSupportedException MedianOfDates(DType dtype) => With("UnsupportedDType", new NotSupportedException(
        $"median is not defined for dtype {dtype.Called}, as it is a mean of two dates; Percentile(50) is defined"));

    internal static NotSupportedException MeanOfDates(DType dtype) => With("UnsupportedDType", new NotSupportedException(
        $"mean is not defined for dtype {dtype.Called}, as dates have no sum; the Mean of Measure() and Measure-MemMap is"));

    internal static InvalidOperationException AllNaN()
        => With("AllNaN", new InvalidOperationException("All-NaN slice encountered"));

    internal static NotSupportedException LineTooLong(long length, long limit) => With("LineTooLong", new NotSupportedException(
        $"{length} elements are too many to sort by comparing; the limit is {limit}"));

    internal static ArgumentException PercentileRange(double value)
        => With("PercentileRange", new ArgumentException(Invariant($"percentiles must be in the range [0, 100], not {value}")));

    internal static ArgumentException QuantileRange(double value)
        => With("QuantileRange", new ArgumentException(Invariant($"quantiles must be in the range [0, 1], not {value}")));

    internal static ArgumentException NoBins(long bins)
        => With("NoBins", new ArgumentException($"`bins` must be positive, when an integer, not {bins}"));

    internal static ArgumentException BinsDecrease()
        => With("BinsDecrease", new ArgumentException("`bins` must increase monotonically, when an array, and have two edges at least"));

    internal static ArgumentException RangeLength(int length)
        => With("HistogramRange", new ArgumentException($"range has a lower and an upper end, not {length} numbers"));

    internal static ArgumentException HistogramRange(double low, double high)
        => With("HistogramRange", new ArgumentException(Invariant($"max must be larger than min in range parameter, not [{low}, {high}]")));

    internal static ArgumentException HistogramNotFinite(string origin, double low, double high)
        => With("HistogramNotFinite", new ArgumentException(Invariant($"{origin} range of [{low}, {high}] is not finite")));

    internal static ArgumentException TooManyBins(long bins, double low, double high)
        => With("TooManyBins", new ArgumentException(Invariant(
            $"{bins} bins are too many between {low} and {high}: float64 has fewer numbers there; use fewer bins or a wider range")));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

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

    internal static ArgumentException UnknownBinRule(string name, IEnumerable<string> known) => With("UnknownBinRule",
        new ArgumentException($"there is no rule '{name}' for the number of bins; there are {string.Join(", ", known)}"));

    internal static ArgumentException BinsOfWeights() => With("BinsOfWeights", new ArgumentException(
        "a rule for the number of bins knows nothing of weights; say how many bins, or where their edges are"));

    internal static ArgumentException HistogramShapes(string what, ReadOnlySpan<long> shape, ReadOnlySpan<long> elements)
        => With("HistogramShapes", new ArgumentException(
            $"{what} have shape {Shape(shape)}, and there is one for each element, of which the shape is {Shape(elements)}"));

    internal static ArgumentException TableOptions(string option) => With("TableOptions", new ArgumentException(
        $"{option} of a table of two dimensions is one for both, or a list of two: of the first array and of the second"));

    internal static ArgumentException TooManyBins(long bins, double low, double high)
        => With("TooManyBins", new ArgumentException(Invariant(
            $"{bins} bins are too many between {low} and {high}: float64 has fewer numbers there; use fewer bins or a wider range")));

    internal static ArgumentException UnknownQuantileMethod(QuantileMethod method) => With("UnknownQuantileMethod",
        new ArgumentException(
            $"there is no method {method} for quantiles; there are {string.Join(", ", Enum.GetNames<QuantileMethod>())}"));

    internal static DivideByZeroException WeightsSumToZero() => With("WeightsSumToZero", new DivideByZeroException(
        "weights sum to zero, so there is no average"));

    internal static ArgumentException WeightsNeedAxis(ReadOnlySpan<long> weights, ReadOnlySpan<long> array)
        => With("WeightsShape", new ArgumentException(
            $"weights of shape {Shape(weights)} for elements of shape {Shape(array)} need an axis that they belong to; name it"));

    internal static ArgumentException WeightsShape(ReadOnlySpan<long> weights, ReadOnlySpan<long> wanted)
        => With("WeightsShape", new ArgumentException(
            $"weights of shape {Shape(weights)} don't fit: they have the shape of the elements, or that of the reduced axes, "
                + $"{Shape(wanted)}"));

    internal static ArgumentException WhereNeedsInitial(string operation) => With("WhereNeedsInitial", new ArgumentException(
        $"{operation} of no elements is not defined, so a condition (Where) needs an initial value; give Initial, too"));

    internal static ArgumentException ReduceOption(string operation, string option, string others)
        => With("ReduceOption", new ArgumentException($"{operation} takes no {option}; it takes {others}"));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

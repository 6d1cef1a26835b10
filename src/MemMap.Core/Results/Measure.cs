using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap;

/// <summary>
/// Statistics of an array, from one pass over it. Sums are exact and rounded once, at the end. So the measures of parts
/// <see cref="Merge">merge</see> into the measure of the whole, bit for bit, whatever the split and the number of threads.
/// </summary>
/// <remarks>
/// For all elements, the results are .NET values; along axes, they are arrays. Integers and bools have a sum of 64 bits (a
/// <see cref="System.Numerics.BigInteger"/> if that is too small). Floats have sum and mean in float64. Complex numbers have complex ones
/// and a real variance. Time spans have time spans. Dates have extremes, and a mean in their unit, rounded down. A result
/// without a value is <see langword="null"/>.
/// </remarks>
public sealed partial class Measure
{
    private readonly MeasurePart[] _parts;
    private readonly MeasureFigures[] _figures;
    private readonly long[] _shape;

    internal Measure(DType dtype, string? field, int[]? axis, long[] shape, MeasureOptions options, MeasurePart[] parts)
    {
        (DType, Field, Axis, _shape, Ddof, IgnoreNaN, _parts) = (dtype.AsNative(), field, axis, shape, options.Ddof, options.IgnoreNaN,
            parts);
        _figures = Array.ConvertAll(parts, part => MeasureFigures.Of(part, DType, Ddof, IgnoreNaN));
    }

    /// <summary>
    /// The file of the array that was measured; <see langword="null"/> for an array in memory, and for measures that were merged or sent.
    /// </summary>
    public string? FileName { get; internal set; }

    /// <summary>The field of records that was measured; <see langword="null"/> for whole elements.</summary>
    public string? Field { get; }

    /// <summary>The dtype of the elements, in this machine's byte order.</summary>
    public DType DType { get; }

    /// <summary>The reduced axes; <see langword="null"/> if all elements were measured together.</summary>
    public int[]? Axis { get; }

    /// <summary>The number of measured elements: without NaN if <see cref="IgnoreNaN"/>.</summary>
    public object Count => Column(figures => figures.Count, DType.Int64)!;

    /// <summary>The sum.</summary>
    public object? Sum => Column(figures => figures.Sum, SumType());

    /// <summary>The arithmetic mean.</summary>
    public object? Mean
        => Column(
            figures => figures.Mean, IsTime || DType.Meaning is DateMeaning ? DType : DType.IsComplex ? DType.Complex128 : DType.Float64);

    /// <summary>The smallest element; NaN if any element is NaN and not ignored; <see langword="null"/> for no elements.</summary>
    public object? Minimum => Column(figures => figures.Minimum, DType);

    /// <summary>The largest element; NaN if any element is NaN and not ignored; <see langword="null"/> for no elements.</summary>
    public object? Maximum => Column(figures => figures.Maximum, DType);

    /// <summary>The square root of <see cref="Variance"/>.</summary>
    public object? StandardDeviation => Column(figures => figures.StandardDeviation, DType.Float64);

    /// <summary>
    /// The sum of squared deviations from the mean, divided by the count minus <see cref="Ddof"/>; infinite or NaN if that is not positive.
    /// </summary>
    public object? Variance => Column(figures => figures.Variance, DType.Float64);

    /// <summary>The number of NaN (or NaT) elements, ignored or not.</summary>
    public object NaNCount => IsScalar
        ? _parts[0].NaNs
        : new NDArray(Stored.Values([.. _parts.Select(part => (object)part.NaNs)], DType.Int64, _shape));

    /// <summary>The number of zero (or false) elements.</summary>
    public object? Zeros => Column(figures => figures.Zeros, DType.Int64);

    /// <summary>The delta degrees of freedom: the divisor of the variance is the count minus this.</summary>
    public double Ddof { get; }

    /// <summary>Whether NaN is ignored.</summary>
    public bool IgnoreNaN { get; }

    /// <summary>The requested quantiles; <see langword="null"/> if none.</summary>
    public MeasureQuantile[]? Quantiles { get; internal set; }

    /// <summary>The bins of the requested histogram; <see langword="null"/> if none.</summary>
    public MeasureBin[]? Histogram { get; internal set; }

    /// <summary>The distinct elements in order, each with its count, if requested.</summary>
    public MeasureValue[]? Unique => Distinct is { } distinct && !IsDistinctForMerging
        ? [.. Enumerable.Range(0, distinct.Counts.Length).Select(i => new MeasureValue(distinct.Values.Item(i), distinct.Counts[i]))]
        : null;

    internal DistinctCounts? Distinct { get; set; }

    /// <summary>Whether nobody asked for the distinct elements: quantiles of a group need them when parts are merged.</summary>
    internal bool IsDistinctForMerging { get; set; }

    internal IReadOnlyList<MeasurePart> Parts => _parts;

    internal ReadOnlySpan<long> Shape => _shape;

    private bool IsScalar => Axis is null;

    private bool IsTime => DType.Kind is ElementKind.DateTime64 or ElementKind.TimeDelta64;

    /// <summary>The smallest and the largest number, as float64.</summary>
    internal double[] Ends()
        => [.. new[] { _parts[0].Least, _parts[0].Greatest }.Select(
            element => (double)Stored.Elements(element, DType, [1]).AsType(DType.Float64).Item()!)];

    private DType SumType()
        => IsTime ? DType
            : DType.IsComplex ? DType.Complex128
            : DType.IsFloating || _figures.Any(figures => figures.Sum is System.Numerics.BigInteger) ? DType.Float64
            : DType.IsInteger && !DType.IsSigned ? DType.UInt64 : DType.Int64;

    /// <summary>Returns a result: a value for all elements, an array of values along axes.</summary>
    private object? Column(Func<MeasureFigures, object?> figure, DType dtype)
    {
        if (IsScalar)
        {
            return figure(_figures[0]);
        }
        object?[] values = Array.ConvertAll(_figures, item => figure(item));
        // Floats and times have NaN and NaT for a missing result. For integers, one missing result makes the whole null.
        return dtype.IsInteger && values.Contains(null) || values.Length > 0 && values.All(value => value is null)
            ? null : new NDArray(Stored.Values(values, dtype, _shape));
    }
}

/// <summary>A quantile of the elements, with linear interpolation.</summary>
/// <param name="Quantile">The fraction, 0 to 1.</param>
/// <param name="Value">A float64, or an element of times; an array of them along axes.</param>
public sealed record MeasureQuantile(double Quantile, object? Value)
{
    /// <summary>One line: <c>0.5: 12</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Quantile}: {Value}");
}

/// <summary>One bin of a histogram.</summary>
/// <param name="From">Its lower edge.</param>
/// <param name="To">Its upper edge, which is exclusive, except in the last bin.</param>
/// <param name="Count">The number of elements in it.</param>
public sealed record MeasureBin(double From, double To, long Count)
{
    /// <summary>One line: <c>0 to 10: 12</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{From} to {To}: {Count}");
}

/// <summary>A distinct element.</summary>
/// <param name="Value">The element.</param>
/// <param name="Count">The number of occurrences.</param>
public sealed record MeasureValue(object? Value, long Count)
{
    /// <summary>One line: <c>3: 12</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Value}: {Count}");
}

/// <summary>The options of <see cref="NDArray.Measure(MeasureOptions)"/>.</summary>
public sealed record MeasureOptions
{
    /// <summary>The axes to reduce; negative axes count from the last. Null for all axes.</summary>
    public IReadOnlyList<int>? Axis { get; init; }

    /// <summary>The delta degrees of freedom of the variance; the default is 0, as in numpy.</summary>
    public double Ddof { get; init; }

    /// <summary>Whether NaN and NaT are ignored.</summary>
    public bool IgnoreNaN { get; init; }

    /// <summary>The quantiles to compute, 0 to 1; null for none.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>The number of bins of a histogram; null for none. It can't be combined with axes.</summary>
    public long? Bins { get; init; }

    /// <summary>The lower and the upper end of the histogram; null for the range of the elements.</summary>
    public IReadOnlyList<double>? Range { get; init; }

    /// <summary>Whether to count distinct elements. It can't be combined with axes.</summary>
    public bool Unique { get; init; }

    /// <summary>The maximum number of distinct elements. More are an error.</summary>
    public long MaxUnique { get; init; } = 1_000_000;

    /// <summary>The maximum number of groups of <see cref="NDArray.MeasureBy"/>. More are an error.</summary>
    public int MaxGroups { get; init; } = 65_536;
}

using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap;

/// <summary>
/// Statistics of an array, from one pass over it. Sums are exact and rounded once, at the end: so the measures of the parts of an array
/// <see cref="Merge">merge</see> into that of the whole, bit for bit, however it was split and on however many threads it was measured.
/// </summary>
/// <remarks>
/// Of all elements, the figures are .NET values; along axes, they are arrays. Integers and bools have a sum of 64 bits (a
/// <see cref="System.Numerics.BigInteger"/> where that is too small), floats have sum and mean in float64, complex numbers have complex
/// ones and a real variance, time spans have time spans, dates have extremes alone. What has no value is <see langword="null"/>.
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

    /// <summary>The field of records that was measured; <see langword="null"/> for whole elements.</summary>
    public string? Field { get; }

    /// <summary>The dtype of the elements, in this machine's byte order.</summary>
    public DType DType { get; }

    /// <summary>The axes that the figures are along; <see langword="null"/> where they are of all elements.</summary>
    public int[]? Axis { get; }

    /// <summary>The number of elements that the figures are of: without NaN where <see cref="IgnoreNaN"/>.</summary>
    public object Count => Column(figures => figures.Count, DType.Int64)!;

    /// <summary>The sum.</summary>
    public object? Sum => Column(figures => figures.Sum, SumType());

    /// <summary>The arithmetic mean.</summary>
    public object? Mean
        => Column(
            figures => figures.Mean, IsTime || DType.Meaning is DateMeaning ? DType : DType.IsComplex ? DType.Complex128 : DType.Float64);

    /// <summary>The smallest element; NaN where there is one that isn't ignored. <see langword="null"/> of no elements.</summary>
    public object? Minimum => Column(figures => figures.Minimum, DType);

    /// <summary>The largest element; NaN where there is one that isn't ignored. <see langword="null"/> of no elements.</summary>
    public object? Maximum => Column(figures => figures.Maximum, DType);

    /// <summary>The square root of <see cref="Variance"/>.</summary>
    public object? StandardDeviation => Column(figures => figures.StandardDeviation, DType.Float64);

    /// <summary>
    /// The sum of squared distances from the mean, divided by the count less <see cref="Ddof"/>; NaN if that isn't above 0.
    /// </summary>
    public object? Variance => Column(figures => figures.Variance, DType.Float64);

    /// <summary>How many elements are NaN (or NaT), ignored or not.</summary>
    public object NaNCount => IsScalar
        ? _parts[0].NaNs
        : new NDArray(Stored.Values([.. _parts.Select(part => (object)part.NaNs)], DType.Int64, _shape));

    /// <summary>How many elements are zero, or false.</summary>
    public object? Zeros => Column(figures => figures.Zeros, DType.Int64);

    /// <summary>What is taken off the count in the variance's divisor.</summary>
    public double Ddof { get; }

    /// <summary>Whether NaN is left out.</summary>
    public bool IgnoreNaN { get; }

    /// <summary>The quantiles that were asked for; <see langword="null"/> if none were.</summary>
    public MeasureQuantile[]? Quantiles { get; internal set; }

    /// <summary>The bins of the histogram that was asked for; <see langword="null"/> if none was.</summary>
    public MeasureBin[]? Histogram { get; internal set; }

    /// <summary>The distinct elements in order, and how often each occurs, if that was asked for.</summary>
    public MeasureValue[]? Unique => Distinct is { } distinct
        ? [.. Enumerable.Range(0, distinct.Counts.Length).Select(i => new MeasureValue(distinct.Values.Item(i), distinct.Counts[i]))]
        : null;

    internal DistinctCounts? Distinct { get; set; }

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

    /// <summary>A figure: the value itself of all elements, an array of values along axes.</summary>
    private object? Column(Func<MeasureFigures, object?> figure, DType dtype)
    {
        if (IsScalar)
        {
            return figure(_figures[0]);
        }
        object?[] values = Array.ConvertAll(_figures, item => figure(item));
        // Floats and times have an element for nothing; of integers, one result that is missing leaves none.
        return dtype.IsInteger && values.Contains(null) || values.Length > 0 && values.All(value => value is null)
            ? null : new NDArray(Stored.Values(values, dtype, _shape));
    }
}

/// <summary>What so large a part of the elements is at or below, between two elements in proportion.</summary>
/// <param name="Quantile">The part, 0 to 1.</param>
/// <param name="Value">A float64; an array of them along axes.</param>
public sealed record MeasureQuantile(double Quantile, object? Value);

/// <summary>One bin of a histogram.</summary>
/// <param name="From">Its lower edge.</param>
/// <param name="To">Its upper edge, which belongs to the next bin; in the last bin, to it.</param>
/// <param name="Count">The number of elements in it.</param>
public sealed record MeasureBin(double From, double To, long Count);

/// <summary>A distinct element.</summary>
/// <param name="Value">The element.</param>
/// <param name="Count">How often it occurs.</param>
public sealed record MeasureValue(object? Value, long Count);

/// <summary>What <see cref="NDArray.Measure(MeasureOptions)"/> is to find out.</summary>
public sealed record MeasureOptions
{
    /// <summary>The axes to reduce, negative ones counted from the end; null for all.</summary>
    public IReadOnlyList<int>? Axis { get; init; }

    /// <summary>What is taken off the number of elements that the squared distances are divided by; 0, as in numpy.</summary>
    public double Ddof { get; init; }

    /// <summary>Whether NaN (and NaT) is left out.</summary>
    public bool IgnoreNaN { get; init; }

    /// <summary>Quantiles to find, 0 to 1; null for none.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>The number of bins of a histogram; null for none. It has no axes.</summary>
    public long? Bins { get; init; }

    /// <summary>The lower and the upper end of the histogram; that of the elements if null.</summary>
    public IReadOnlyList<double>? Range { get; init; }

    /// <summary>Whether to count distinct elements. That has no axes.</summary>
    public bool Unique { get; init; }

    /// <summary>The most distinct elements that are counted: more are an error.</summary>
    public long MaxUnique { get; init; } = 1_000_000;
}

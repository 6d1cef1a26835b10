using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap;

// Several statistics in one pass.
public partial class NDArray
{
    /// <summary>
    /// Measures the elements: count, sum, mean, extremes, standard deviation, how many are NaN or zero, in one pass over the data; then
    /// what else the options ask for. Sums are exact, so that measures merge.
    /// </summary>
    /// <param name="options">The options; null to measure all elements together.</param>
    /// <exception cref="ArgumentException">An axis, a quantile or a range is out of bounds.</exception>
    /// <exception cref="NotSupportedException">The elements are records, strings or raw bytes.</exception>
    /// <exception cref="InvalidOperationException">There are more distinct elements than allowed.</exception>
    public Measure Measure(MeasureOptions? options = null) => Measure(null, options);

    /// <summary>Measures one field of records.</summary>
    /// <param name="field">The name of the field; null for the elements themselves.</param>
    /// <param name="options">The options.</param>
    /// <inheritdoc cref="Measure(MeasureOptions)"/>
    public Measure Measure(string? field, MeasureOptions? options = null)
        => (field is null ? this : Field(field)).MeasureAs(field, options ?? new());

    /// <summary>Measures the elements, which are those of a field.</summary>
    internal Measure MeasureAs(string? field, MeasureOptions options)
    {
        NDArray array = this;
        if (array.DType.IsRecord)
        {
            throw Error.MeasureRecords(array.DType);
        }
        bool isCounted = options.Unique && array.DType.Kind is ElementKind.Bytes or ElementKind.Text or ElementKind.Void;
        _ = isCounted ? null : new AccumulatorFactory(1).Visit(array.DType.AsNative());
        int[]? axis = options.Axis is { } axes ? [.. Layout.NormalizeAxes([.. axes], array.NDim).Order()] : null;
        array.RequireMeasurable(options);
        if (isCounted)
        {
            DistinctCounts distinct = DistinctCounts.Of(array._ref, options.MaxUnique);
            return new(array.DType, field, null, [], options, [distinct.Part()]) { Distinct = distinct };
        }
        bool[] reduced = Reductions.AxesOf(array.NDim, axis);
        long[] shape = Reductions.ResultShape(array.Layout.Shape, reduced, keepDims: false);
        Measure measure = new(array.DType, field, axis, shape, options, Measuring.Run(array._ref, reduced));
        if (options.Quantiles is { } quantiles)
        {
            measure.Quantiles = array.QuantilesOf([.. quantiles], axis, options.IgnoreNaN);
        }
        if (options.Bins is { } bins)
        {
            measure.Histogram = array.BinsOf(bins, options.Range, measure);
        }
        if (options.Unique)
        {
            measure.Distinct = DistinctCounts.Of(array._ref, options.MaxUnique);
        }
        return measure;
    }

    /// <summary>Checks the options before the data is read.</summary>
    private void RequireMeasurable(MeasureOptions options)
    {
        if (!double.IsFinite(options.Ddof))
        {
            throw Error.NotADdof(options.Ddof);
        }
        if (options.Axis is not null && (options.Bins is not null || options.Unique))
        {
            throw Error.MeasureAxis(options.Unique ? "unique counts" : "a histogram");
        }
        bool isReal = DType.IsNumeric && !DType.IsComplex;
        if (!isReal && options.Bins is not null)
        {
            throw Error.NoLoop("histogram", DType);
        }
        if (!isReal && !DType.Traits.IsTime && options.Quantiles is not null)
        {
            throw Error.NoLoop("quantile", DType);
        }
        _ = options.Quantiles is { } quantiles ? MemMap.Compute.Quantile.Fractions([.. quantiles]) : null;
        if (options.Bins is { } bins)
        {
            MemMap.Compute.Histogram.Require(bins, options.Range);
        }
    }

    private MeasureQuantile[] QuantilesOf(double[] fractions, int[]? axis, bool ignoreNaN)
    {
        return QuantilesOf(
            fractions, MemMap.Compute.Quantile.Run(_ref, fractions, axis, keepDims: false, ignoreNaN, Operations.Mean.EmptyWarning));
    }

    /// <summary>Quantiles that were found, with an axis of the fractions before those of the results.</summary>
    internal static MeasureQuantile[] QuantilesOf(double[] fractions, ArrayRef found)
        => [.. fractions.Select((fraction, i) => new MeasureQuantile(fraction, FaceOf(found.At([i]).ItemOrSelf())))];

    private MeasureBin[] BinsOf(long bins, IReadOnlyList<double>? range, Measure measure)
    {
        // The extremes are known by now.
        double[] ends = range is { } given ? [.. given] : measure.Parts[0].Numbers == 0 ? [0, 1] : measure.Ends();
        HistogramCounts histogram = MemMap.Compute.Histogram.Run(_ref, bins, ends);
        double[] from = histogram.Edges;
        return [.. histogram.Counts.Select((count, i) => new MeasureBin(from[i], from[i + 1], count))];
    }
}

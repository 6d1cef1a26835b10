using System.Management.Automation;

namespace MemMap.Commands;

/// <summary>Measures an array: count, sum, mean, extremes, standard deviation, how many elements are NaN or zero.</summary>
/// <remarks>
/// One pass over the data gives all of these; quantiles, a histogram without a range and unique counts take further ones. Memory is bounded
/// whatever the size of the file. Sums are exact and rounded once, so results don't depend on the number of threads, and the measures of
/// parts merge into that of the whole, bit for bit (Merge-MemMapMeasure).
/// <para>
/// Sum and Mean of integers and floats are more precise than those of numpy: the sum of integers is a BigInteger where 64 bits are too few,
/// the sum of float32 is a float64. The standard deviation is that of numpy, which divides by the count; -Ddof 1 gives the one of a sample.
/// NaN makes the figures NaN unless -IgnoreNaN is given. An array of no elements is no error: its Count is 0, its Mean NaN, its Minimum $null.
/// </para>
/// </remarks>
/// <example>
/// <summary>Measure a map of float32.</summary>
/// <code>$m = New-MemMap data.dat -DType float32 -Mode w+ -Shape 1000
/// $m | Set-MemMapValue -Value (1..1000)
/// $m | Measure-MemMap</code>
/// </example>
/// <example>
/// <summary>The mean of each column, and the quartiles of the whole.</summary>
/// <code>$m = New-MemMap table.dat -DType int16 -Mode w+ -Shape 100, 4
/// ($m | Measure-MemMap -Axis 0).Mean
/// ($m | Measure-MemMap -Quantile 0.25, 0.5, 0.75).Quantiles</code>
/// </example>
/// <example>
/// <summary>Measure two fields of records, and draw up a histogram of one.</summary>
/// <code>$log = New-MemMap log.dat -DType 'i4,f8' -Mode w+ -Shape 50
/// $log | Measure-MemMap -Field f0, f1
/// ($log | Measure-MemMap -Field f1 -Histogram 4 -Range 0, 1).Histogram</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "MemMap")]
[OutputType(typeof(Measure))]
public sealed class MeasureMemMapCommand : ArrayCmdlet
{
    /// <summary>
    /// The axis, or axes, to measure along; negative ones count from the last. The figures are then arrays of what is left. All elements
    /// together if not given.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public int[]? Axis { get; set; }

    /// <summary>The field of an array of records to measure; several names give a measure each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Field { get; set; }

    /// <summary>Leaves out NaN (and NaT). NaNCount tells how many there are, with or without it.</summary>
    [Parameter]
    public SwitchParameter IgnoreNaN { get; set; }

    /// <summary>What is taken off the count in the divisor of the variance: 0, as in numpy, if not given; 1 for that of a sample.</summary>
    [Parameter]
    public double Ddof { get; set; }

    /// <summary>Quantiles to find, each 0 to 1: 0.5 is the median. They are exact, with linear interpolation.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ValidateRange(0.0, 1.0)]
    public double[]? Quantile { get; set; }

    /// <summary>The number of bins of a histogram, which are of equal width.</summary>
    [Parameter]
    [Alias("Bins")]
    [ValidateRange(1, 1 << 24)]
    public int Histogram { get; set; }

    /// <summary>
    /// The lower and the upper end of the histogram; those of the elements if not given. Parts that are to be merged need the same range.
    /// </summary>
    [Parameter]
    [ValidateCount(2, 2)]
    public double[]? Range { get; set; }

    /// <summary>Counts how often each distinct element occurs.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>The most distinct elements that -Unique counts: more are an error.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxUnique { get; set; } = 1_000_000;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Range is not null && Histogram == 0)
        {
            ThrowTerminatingError(Errors.NeedsParameter(nameof(Range), nameof(Histogram)));
        }
        if (MyInvocation.BoundParameters.ContainsKey(nameof(MaxUnique)) && !Unique)
        {
            ThrowTerminatingError(Errors.NeedsParameter(nameof(MaxUnique), nameof(Unique)));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MeasureOptions options = new()
        {
            Axis = Axis,
            Ddof = Ddof,
            IgnoreNaN = IgnoreNaN,
            Quantiles = Quantile,
            Bins = Histogram == 0 ? null : Histogram,
            Range = Range,
            Unique = Unique,
            MaxUnique = MaxUnique,
        };
        // Selecting among long lines takes a pass for each 16 bits of a key.
        int passes = 1 + (Quantile is null ? 0 : Math.Max(1, InputObject.ItemSize / 2)) + (Histogram == 0 ? 0 : 1) + (Unique ? 1 : 0);
        foreach (string? field in Field ?? [null!])
        {
            if (TryLong(InputObject, "Measuring", passes, () => InputObject.Measure(field, options), out var measure))
            {
                WriteObject(measure);
            }
        }
    }
}

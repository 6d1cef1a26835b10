using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Questions;
using MemMap.Remoting;

namespace MemMap.Commands;

/// <summary>Measures an array: count, sum, mean, extremes, standard deviation, and the numbers of NaN and zero elements.</summary>
/// <remarks>
/// All of these take one pass over the data. Quantiles, unique counts and a histogram without a range take further passes. Memory use is
/// bounded, whatever the size of the file. Sums are computed exactly and rounded once. So the results do not depend on the number of
/// threads, and the measures of parts merge into the measure of the whole, bit for bit (Merge-MemMapMeasure).
/// <para>
/// Sum and Mean are more precise than in numpy: the sum of integers is a BigInteger if 64 bits are not enough, and the sum of float32 is a
/// float64. The standard deviation divides by the count, as in numpy; -Ddof 1 gives the sample standard deviation. A NaN makes the results
/// NaN, unless -IgnoreNaN is given. An empty array is not an error: its Count is 0, its Mean NaN, and its Minimum $null.
/// </para>
/// </remarks>
/// <notes>
/// A Measure is small, whatever the size of the array. It can be stored, sent to other processes, and merged there. It has all statistics,
/// so there are no switches such as Measure-Object's -Sum; -Property and -By are other names of -Field and -GroupBy.
/// </notes>
/// <output cref="Measure">A measure of the array, or of each field in -Field.</output>
/// <output cref="MeasureGroup">With -GroupBy and -Field: the statistics of a field in a group.</output>
/// <output cref="GroupCount">With -GroupBy alone: the number of records in a group.</output>
/// <example>
/// <summary>Measure a map of float32</summary>
/// <code>
/// PS> $m = New-MemMap data.dat -DType float32 -Mode w+ -Shape 1000
/// PS> $m | Set-MemMapValue -Value (1..1000)
/// PS> $m | Measure-MemMap
/// FileName          : /data/data.dat
/// Count             : 1000
/// Sum               : 500500
/// Mean              : 500.5
/// Minimum           : 1
/// Maximum           : 1000
/// StandardDeviation : 288.67499025721
/// Variance          : 83333.25
/// NaNCount          : 0
/// Zeros             : 0
/// </code>
/// </example>
/// <example>
/// <summary>The mean of each column, and the quartiles of the whole</summary>
/// <code>
/// PS> $m = New-MemMap table.dat -DType int16 -Mode w+ -Shape 100, 4
/// PS> $m | Set-MemMapValue -Value (0..399)
/// PS> ($m | Measure-MemMap -Axis 0).Mean
/// float64 (4,)
/// [198. 199. 200. 201.]
/// PS> ($m | Measure-MemMap -Quantile 0.25, 0.5, 0.75).Quantiles | ForEach-Object { "$($_.Quantile): $($_.Value)" }
/// 0.25: 99.75
/// 0.5: 199.5
/// 0.75: 299.25
/// </code>
/// </example>
/// <example>
/// <summary>Measure two fields of records, and draw up a histogram of one</summary>
/// <code>
/// PS> $log = New-MemMap log.dat -DType 'i4,f8' -Mode w+ -Shape 6
/// PS> $log | Set-MemMapValue -Field f1 -Value (0.1, 0.2, 0.2, 0.4, 0.8, 0.9)
/// PS> $log | Measure-MemMap -Field f0, f1 | ForEach-Object { "$($_.Field): $($_.Minimum) to $($_.Maximum)" }
/// f0: 0 to 0
/// f1: 0.1 to 0.9
/// PS> ($log | Measure-MemMap -Field f1 -Histogram 4 -Range 0, 1).Histogram | ForEach-Object { "$($_.From) to $($_.To): $($_.Count)" }
/// 0 to 0.25: 3
/// 0.25 to 0.5: 1
/// 0.5 to 0.75: 0
/// 0.75 to 1: 2
/// </code>
/// </example>
/// <example>
/// <summary>Files</summary>
/// <code>
/// PS> Get-ChildItem *.img | Measure-MemMap | ForEach-Object { "$(Split-Path $_.FileName -Leaf): mean $($_.Mean)" }
/// gpt.img: mean 8.1337890625
/// mbr.img: mean 3.796875
/// PS> Measure-MemMap tone.wav -DType int16 -Offset 44 -Shape 800, 2 -Axis 0 | ForEach-Object Maximum
/// int16 (2,)
/// [16384 16397]
/// </code>
/// </example>
/// <example>
/// <summary>Statistics by groups, and of the records for which a condition holds</summary>
/// <code>
/// PS> $trades = New-MemMap trades.dat 'price &lt;f4, kind S4, host u1' w+ -Shape 6
/// PS> $trades | Set-MemMapValue -Field price -Value 5, 40, 20, 30, 7, 99
/// PS> $trades['kind']['::2'] = 'buy'
/// PS> $trades['kind']['1::2'] = 'sell'
/// PS> $trades | Measure-MemMap -GroupBy kind -Field price | Format-Table kind, Count, Sum, Mean, Minimum, Maximum
/// kind Count    Sum  Mean Minimum Maximum
/// ---- -----    ---  ---- ------- -------
/// buy      3  32.00 10.67    5.00   20.00
/// sell     3 169.00 56.33   30.00   99.00
/// PS> $trades | Measure-MemMap -GroupBy kind, host -Where { $_.price -gt 10 }
///    Groups: records by kind, host
/// Group    Count
/// -----    -----
/// buy / 0      1
/// sell / 0     3
/// PS> ($trades | Measure-MemMap -Field price -Where { $_.kind -eq 'sell' }).Mean
/// 56.3333333333333
/// </code>
/// </example>
/// <example>
/// <summary>Groups of computed values, and quantiles of each</summary>
/// <code>
/// PS> $log = New-MemMap requests.dat 'time M8[s], ms &lt;f4' w+ -Shape 6
/// PS> $log['time'] = 0, 60, 4000, 5000, 6000, 86000
/// PS> $log | Set-MemMapValue -Field ms -Value 5, 40, 20, 30, 7, 99
/// PS> $log | Measure-MemMap -Property ms -By @{ Name = 'hour'; Expression = { $_.time.Hour } } -Percentile 50, 95
///    Groups: ms by hour
/// Group Count Mean Minimum Maximum Quantiles
/// ----- ----- ---- ------- ------- ---------
/// 0         2 22.5       5      40 0.5: 22.5, 0.95: 38.25
/// 1         3   19       7      30 0.5: 20, 0.95: 29
/// 23        1   99      99      99 0.5: 99, 0.95: 99
///
/// </code>
/// <para>A script block alone has its text as its name.</para>
/// </example>
/// <example>
/// <summary>Groups as a table in a file</summary>
/// <code>
/// PS> $t = 1..6 | ForEach-Object { [pscustomobject]@{ kind = "k$($_ % 2)"; price = $_ } } | ConvertTo-MemMap prices.npy
/// PS> $groups = $t | Measure-MemMap -GroupBy kind -Field price -Percentile 50
/// PS> $median = @{ Name = 'Median'; Expression = { $_.Quantiles[0].Value } }
/// PS> $groups | Select-Object kind, Count, Mean, $median | Export-Csv groups.csv
/// PS> Get-Content groups.csv
/// "kind","Count","Mean","Median"
/// "k0","3","4","4"
/// "k1","3","3","3"
/// </code>
/// <para>Export-Csv writes a list as one text, 0.5: 20, 0.9: 30: Select-Object makes a column of one quantile.</para>
/// </example>
/// <example>
/// <summary>What was asked for, in a table</summary>
/// <code>
/// PS> [MemMap.NDArray]::Arange(100) | Measure-MemMap -Percentile 50, 95 | Format-Table
/// Field Count Mean Minimum Maximum Quantiles
/// ----- ----- ---- ------- ------- ---------
///         100 49.5       0      99 0.5: 49.5, 0.95: 94.05
/// </code>
/// </example>
/// <seealso cref="SplitMemMapCommand"/>
/// <seealso cref="MergeMemMapMeasureCommand"/>
[Cmdlet(VerbsDiagnostic.Measure, "MemMap", DefaultParameterSetName = ArraySet)]
[OutputType(typeof(Measure), typeof(MeasureGroup), typeof(GroupCount))]
public sealed partial class MeasureMemMapCommand : ArrayOrFileCmdlet
{
    /// <summary>
    /// The axis or axes to measure along: numbers, of which negative ones count from the last, or the names that the file has for them. The
    /// results are then arrays over the remaining axes. The default is to measure all elements together.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = ArraySet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = LiteralFileSet)]
    [ValidateNotNullOrEmpty, AxisArgument, ArgumentCompleter(typeof(AxisCompleter))]
    public AxisName[]? Axis { get; set; }

    /// <inheritdoc/>
    [Parameter(Position = 1, ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = ArraySet), Parameter(ParameterSetName = LiteralFileSet)]
    [DTypeArgument(InsteadOfFile = "files are separated by commas, and come first: Measure-MemMap a.bin, {0}")]
    [ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public override DType? DType { get; set; }

    /// <summary>The field of the records to measure. Several names give a measure for each field.</summary>
    [Parameter]
    [Alias("Property")]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string[]? Field { get; set; }

    /// <summary>Ignores NaN and NaT. NaNCount is their number, with or without this switch.</summary>
    [Parameter]
    public SwitchParameter IgnoreNaN { get; set; }

    /// <summary>
    /// The delta degrees of freedom: the divisor of the variance is the count minus this. The default is 0, as in numpy; 1 gives the sample
    /// variance.
    /// </summary>
    [Parameter]
    public double Ddof { get; set; }

    /// <summary>
    /// The quantiles to compute, each from 0 to 1. 0.5 is the median. They are exact, with linear interpolation. By groups, each distinct
    /// element of a group is kept for merging, with its count: up to -MaxUnique of them in all groups of a field. The property Unique has
    /// them with -Unique alone.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ValidateRange(0.0, 1.0)]
    public double[]? Quantile { get; set; }

    /// <summary>The percentiles to compute, each from 0 to 100: -Percentile 95 is -Quantile 0.95.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ValidateRange(0.0, 100.0)]
    public double[]? Percentile { get; set; }

    /// <summary>The number of bins of a histogram. The bins have equal widths.</summary>
    [Parameter]
    [Alias("Bins")]
    [ValidateRange(1, 1 << 24)]
    public int Histogram { get; set; }

    /// <summary>
    /// The lower and the upper end of the histogram. The default is the range of the elements. Parts whose measures will be merged need the
    /// same range.
    /// </summary>
    [Parameter]
    [ValidateCount(2, 2)]
    public double[]? Range { get; set; }

    /// <summary>Counts how often each distinct element occurs.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>
    /// The maximum number of distinct elements for -Unique; with -GroupBy, for -Unique, -Quantile and -Percentile, of all groups together.
    /// More are an error. By groups, one takes about 50 bytes.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxUnique { get; set; } = 1_000_000;

    /// <summary>
    /// Measures only the records for which a condition holds, in which $_ is a record: { $_.price -gt 20 -and $_.kind -eq 'warn' }; of
    /// other arrays, $_ is an element. about_MemMap_Questions tells what the condition may contain.
    /// </summary>
    [Parameter]
    [ValidateNotNull, ConditionArgument, ArgumentCompleter(typeof(ConditionCompleter))]
    public ScriptBlock? Where { get; set; }

    /// <summary>
    /// Selects the records whose field -SortedBy is from one value to another, both included: -Between $from, $to. $null is no limit, and
    /// NaN and NaT are in no range. They
    /// are found by bisection: some dozen records are read, whatever the size of the file. The values are numbers, text or times.
    /// </summary>
    [Parameter]
    [RangeEnds]
    public object?[]? Between { get; set; }

    /// <summary>
    /// With -Between: the field that the records are sorted by, in ascending order. Only records that are compared are checked: if some of
    /// them are out of order, it is an error. -Verbose tells how many that were. An array without fields is sorted itself.
    /// </summary>
    /// <value>the field of -Field</value>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string? SortedBy { get; set; }

    /// <summary>
    /// Measures by groups: one for each value of this field, or for each combination of values of several fields. Values may be numbers,
    /// bools, dates, text and names of enums. A script block computes the value of each record: { $_.time.Hour }. It is compiled as a
    /// condition is (about_MemMap_Questions), and its name is its text; @{ Name = 'hour'; Expression = { $_.time.Hour } } gives it another
    /// one. Without -Field, the records in each group are counted.
    /// </summary>
    [Parameter]
    [Alias("By")]
    [GroupKeyArgument, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public GroupKey[]? GroupBy { get; set; }

    /// <summary>
    /// With -GroupBy: groups by what tables have for the values of fields: -Lookup @{ host = @{ 1 = 'alpha'; 2 = 'beta' } }. Integers are
    /// found whatever their types are, members of enums by name or number, and text that reads as the field's numbers or dates is such a
    /// key. A value that the table doesn't have stays as it is, a group of its own; if it has none of them, that is a warning.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public System.Collections.IDictionary? Lookup { get; set; }

    /// <summary>The maximum number of groups for -GroupBy. More are an error. A group takes about 2 KB for each measured field.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxGroups { get; set; } = 65_536;

    /// <summary>
    /// For an array on other hosts (Connect-MemMap): if a host or a file is lost, measures the remaining parts. The output then has a
    /// Coverage: the number of measured rows, and of all rows. The errors name the missing parts.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowPartial { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RefuseMissingFile(Axis?[0]);
        if (Range is not null && Histogram == 0)
        {
            ThrowTerminatingError(Errors.NeedsParameter(nameof(Range), nameof(Histogram)));
        }
        Require(nameof(MaxUnique), GroupBy is null ? [nameof(Unique)] : [nameof(Unique), nameof(Quantile), nameof(Percentile)]);
        Require(nameof(MaxGroups), nameof(GroupBy));
        Require(nameof(Lookup), nameof(GroupBy));
        Require(nameof(SortedBy), nameof(Between));
    }

    private protected override void Process(NDArray array)
    {
        if (!TryBetween(array, Between, SortedBy, Field, out SortedField part))
        {
            return;
        }
        if (RawBytes.Instead(array) is { } instead)
        {
            WriteWarning($"these are {instead}");
        }
        array = part.Records;
        _fields = FieldName.Of(array.DType, Field);
        if (!Try(array, () => Axis is null ? null : Axis.Select(axis => axis.Of(array)).ToArray(), out int[]? axes))
        {
            return;
        }
        MeasureOptions options = new()
        {
            Axis = axes,
            Ddof = Ddof,
            IgnoreNaN = IgnoreNaN,
            Quantiles = Quantiles(),
            Bins = Histogram == 0 ? null : Histogram,
            Range = Range,
            Unique = Unique,
            MaxUnique = MaxUnique,
            MaxGroups = MaxGroups,
        };
        if (!Try(array, () => DistributedOperand.Of(array), out DistributedOperand? hosts))
        {
            return;
        }
        if (GroupBy is not null || Where is not null)
        {
            Ask(array, hosts, options);
            return;
        }
        // Quantiles of long arrays take a pass for each 16 bits of the sort key.
        int passes = 1 + (options.Quantiles is null ? 0 : Math.Max(1, array.ItemSize / 2)) + (Histogram == 0 ? 0 : 1) + (Unique ? 1 : 0);
        foreach (string? field in _fields ?? [null!])
        {
            if (hosts is not null)
            {
                MeasureOnHosts(hosts, field, options);
            }
            else if (TryLong(array, "Measuring", passes, () => array.Measure(field, options), out var measure))
            {
                measure.FileName = (array as MemMapArray)?.FileName;
                WriteObject(MeasureObject.Of(measure));
            }
        }
    }

    // numpy divides percentiles by 100 in the same way, so 95 is 0.95 to the last bit.
    private double[]? Quantiles()
        => Percentile is null ? Quantile : [.. Quantile ?? [], .. Percentile.Select(static percentile => percentile / 100)];

    private void MeasureOnHosts(DistributedOperand operand, string? field, MeasureOptions options)
    {
        NDArray array = operand.Array;
        using HostProgress progress = new(this, $"Measuring {ArrayHeader.Of(array)}");
        if (Try(array, () => DistributedMeasure.Run(
            operand, field, options, HostCondition.Of(this, Where), AllowPartial, progress, Interruption.Token), out var found))
        {
            foreach (Exception lost in found.Lost)
            {
                WriteError(Errors.From(lost, array));
            }
            if (found.Measure is { } measure)
            {
                WriteObject(found.Lost.Count == 0 ? MeasureObject.Of(measure) : found.WithCoverage(measure));
            }
        }
    }
}

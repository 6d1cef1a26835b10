using System.Management.Automation;
using MemMap.Handles;
using MemMap.Output;

namespace MemMap.Commands;

/// <summary>Merges the measures of parts into the measure of the whole.</summary>
/// <remarks>
/// The result is that of Measure-MemMap on the whole, bit for bit, however the array was split: sums stay exact until they are merged.
/// Measures along axes other than the first one are concatenated; all others are combined. The measures can come from other processes and
/// hosts. They must have the same dtype, field, axes, -Ddof and -IgnoreNaN.
/// <para>
/// Groups (Measure-MemMap -GroupBy) merge with the groups that have the same values, in the order of these.
/// </para>
/// <para>
/// Histograms merge if their edges are the same, so give each part the same -Range. Counts of distinct elements merge, and so do quantiles
/// if these counts are present. Anything that can't be merged is left out, with a warning.
/// </para>
/// </remarks>
/// <notes>All measures from the pipeline are merged into one. Measures that do not match are an error.</notes>
/// <output cref="Measure">The measure of the whole.</output>
/// <output cref="MeasureGroup">Of groups with statistics: a group of the whole.</output>
/// <output cref="GroupCount">Of groups that were counted: a group of the whole.</output>
/// <example>
/// <summary>Measure four parts, and merge</summary>
/// <code>
/// PS> $m = New-MemMap big.dat -DType float64 -Mode w+ -Shape 8, 2
/// PS> $m | Set-MemMapValue -Value (1..16)
/// PS> $m | Split-MemMap -Count 4 | Measure-MemMap | Merge-MemMapMeasure
/// Count             : 16
/// Sum               : 136
/// Mean              : 8.5
/// Minimum           : 1
/// Maximum           : 16
/// StandardDeviation : 4.60977222864644
/// Variance          : 21.25
/// NaNCount          : 0
/// Zeros             : 0
/// </code>
/// </example>
/// <example>
/// <summary>One histogram of several files</summary>
/// <code>
/// PS> $a = New-MemMap a.dat -DType uint8 -Mode w+ -Shape 100
/// PS> $b = New-MemMap b.dat -DType uint8 -Mode w+ -Shape 50
/// PS> $b | Set-MemMapValue -Value (1..50)
/// PS> $bins = ($a, $b | Measure-MemMap -Histogram 8 -Range 0, 256 | Merge-MemMapMeasure).Histogram
/// PS> $bins | Where-Object Count | ForEach-Object { "$($_.From) to $($_.To): $($_.Count)" }
/// 0 to 32: 131
/// 32 to 64: 19
/// </code>
/// </example>
/// <example>
/// <summary>The median of parts: with counts of distinct elements, quantiles merge</summary>
/// <code>
/// PS> $m = New-MemMap levels.dat -DType int16 -Mode w+ -Shape 1000
/// PS> $m | Set-MemMapValue -Value (1..1000)
/// PS> ($m | Split-MemMap -Count 3 | Measure-MemMap -Unique -Quantile 0.5 | Merge-MemMapMeasure).Quantiles[0].Value
/// 500.5
/// </code>
/// </example>
/// <example>
/// <summary>Groups of parts</summary>
/// <code>
/// PS> $trades = New-MemMap trades.dat 'price &lt;f4, kind S4' w+ -Shape 6
/// PS> $trades | Set-MemMapValue -Field price -Value 5, 40, 20, 30, 7, 99
/// PS> $trades['kind']['::2'] = 'buy'
/// PS> $trades['kind']['1::2'] = 'sell'
/// PS> $trades | Split-MemMap 3 | Measure-MemMap -Field price -By kind | Merge-MemMapMeasure | Format-Table kind, Count, Mean, Maximum
/// kind Count  Mean Maximum
/// ---- -----  ---- -------
/// buy      3 10.67   20.00
/// sell     3 56.33   99.00
/// </code>
/// </example>
/// <seealso cref="MeasureMemMapCommand"/>
/// <seealso cref="SplitMemMapCommand"/>
[Cmdlet(VerbsData.Merge, "MemMapMeasure")]
[OutputType(typeof(Measure), typeof(MeasureGroup), typeof(GroupCount))]
public sealed class MergeMemMapMeasureCommand : MemMapCmdlet
{
    private readonly List<Measure> _measures = [];
    private readonly List<GroupCount> _groups = [];

    /// <summary>
    /// The measures or the groups, in the order of the parts. Those that were sent by another process are accepted too.
    /// </summary>
    // Not mandatory: the engine would ask for it at the prompt.
    [Parameter(ValueFromPipeline = true)]
    [MeasureArgument, ValidateNotNull]
    public object InputObject { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (InputObject is null && !MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(Errors.NoMeasures(MyInvocation.MyCommand.Name));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is GroupCount group)
        {
            _groups.Add(group);
        }
        else
        {
            _measures.Add((Measure)InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_measures.Count > 0 && Try(_measures, () => Measure.Merge(_measures), out var merged))
        {
            WriteObject(MeasureObject.Of(merged));
        }
        if (_groups.Count > 0 && Try(_groups, () => GroupCount.Merge(_groups), out var groups))
        {
            WriteObject(groups.Select(MeasureObject.Of), enumerateCollection: true);
        }
    }
}

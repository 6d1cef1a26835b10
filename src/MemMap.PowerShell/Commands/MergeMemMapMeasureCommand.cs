using System.Management.Automation;

namespace MemMap.Commands;

/// <summary>Merges the measures of parts into that of the whole.</summary>
/// <remarks>
/// The result is that of Measure-MemMap on the whole, bit for bit, whatever the parts were: sums are exact until they are merged. Parts that
/// were measured along axes without the first one stand one after another in the result, others add up. The measures may come from other
/// processes and hosts. They must be of the same dtype, field, axes, -Ddof and -IgnoreNaN.
/// <para>
/// Histograms merge where their edges are the same, so give each part the same -Range. Counts of distinct elements merge, and with them
/// quantiles. What can't be merged is left out, with a warning.
/// </para>
/// </remarks>
/// <example>
/// <summary>Measure in four runspaces, and merge.</summary>
/// <code>$m = New-MemMap big.dat -DType float64 -Mode w+ -Shape 1000, 8
/// $m | Split-MemMap -Count 4 | Measure-MemMap | Merge-MemMapMeasure</code>
/// </example>
/// <example>
/// <summary>One histogram of several files.</summary>
/// <code>$a = New-MemMap a.dat -DType uint8 -Mode w+ -Shape 100
/// $b = New-MemMap b.dat -DType uint8 -Mode w+ -Shape 50
/// ($a, $b | Measure-MemMap -Histogram 4 -Range 0, 256 | Merge-MemMapMeasure).Histogram</code>
/// </example>
/// <example>
/// <summary>The median of parts: with counts of distinct elements, quantiles merge.</summary>
/// <code>$m = New-MemMap levels.dat -DType int16 -Mode w+ -Shape 1000
/// ($m | Split-MemMap -Count 3 | Measure-MemMap -Unique -Quantile 0.5 | Merge-MemMapMeasure).Quantiles</code>
/// </example>
[Cmdlet(VerbsData.Merge, "MemMapMeasure")]
[OutputType(typeof(Measure))]
public sealed class MergeMemMapMeasureCommand : MemMapCmdlet
{
    private readonly List<Measure> _measures = [];

    /// <summary>The measures, in the order of the parts. Those that another process has sent are taken as well.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [MeasureArgument, ValidateNotNull]
    public Measure InputObject { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _measures.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_measures.Count > 0 && Try(_measures, () => Measure.Merge(_measures), out var merged))
        {
            WriteObject(merged);
        }
    }
}

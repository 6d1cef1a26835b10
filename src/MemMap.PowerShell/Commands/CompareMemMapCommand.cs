using System.Management.Automation;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Remoting;

namespace MemMap.Commands;

/// <summary>Compares two arrays and reports whether they are equal, how many elements differ, and where.</summary>
/// <remarks>
/// <para>
/// Elements are compared by value, whatever their dtypes and byte orders. Records are compared field by field. The arrays are read in
/// windows, so files can be larger than memory. Arrays of different shapes, or of incompatible dtypes, are not equal; the property Reason
/// says why.
/// </para>
/// <para>
/// NaN is equal to NaN (and NaT to NaT), unlike in arithmetic: a copy of a file is equal to the file. With -NaNDiffers, they are not equal.
/// </para>
/// </remarks>
/// <example>
/// <summary>A file and its backup</summary>
/// <code>
/// PS> $old = New-MemMap backup.dat -DType int32 -Mode w+ -Shape 100
/// PS> $new = New-MemMap data.dat -DType int32 -Mode w+ -Shape 100
/// PS> $new | Set-MemMapValue 42 7
/// PS> Compare-MemMap $old $new
/// Equal             : False
/// Compared          : 100
/// DifferenceCount   : 1
/// MaximumDifference : 7
/// Differences       : [42]: 0 -> 7
/// </code>
/// </example>
/// <example>
/// <summary>The first differences, as a table</summary>
/// <code>
/// PS> $a = New-MemMap a.dat -DType float64 -Mode w+ -Shape 50
/// PS> $b = New-MemMap b.dat -DType float64 -Mode w+ -Shape 50
/// PS> $b | Set-MemMapValue '10:20' 0.5
/// PS> (Compare-MemMap $a $b -First 3).Differences
/// Index Field ReferenceValue DifferenceValue
/// ----- ----- -------------- ---------------
///    10                    0             0.5
///    11                    0             0.5
///    12                    0             0.5
/// </code>
/// </example>
/// <example>
/// <summary>Compare with a tolerance for rounding errors</summary>
/// <code>
/// PS> $a = New-MemMap a.dat -DType float32 -Mode w+ -Shape 50
/// PS> $b = New-MemMap b.dat -DType float64 -Mode w+ -Shape 50
/// PS> if (Compare-MemMap $a $b -Tolerance 1e-6 -Quiet) { 'the same' }
/// the same
/// </code>
/// </example>
/// <output cref="ArrayComparison">The result: equal or not, the number of different elements, and the first differences.</output>
/// <output cref="bool">With -Quiet: $true if the arrays are equal.</output>
/// <notes>For arrays of different shapes or incompatible dtypes, the output has a Reason and no differences.</notes>
/// <seealso cref="FindMemMapValueCommand"/>
/// <seealso cref="MeasureMemMapCommand"/>
[Cmdlet(VerbsData.Compare, "MemMap")]
[OutputType(typeof(ArrayComparison), typeof(bool))]
public sealed class CompareMemMapCommand : MemMapCmdlet
{
    /// <summary>The array to compare with.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArrayArgument, ValidateNotNull]
    public NDArray ReferenceObject { get; set; } = null!;

    /// <summary>The array to compare with the ReferenceObject, by position or from the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ArrayArgument, ValidateNotNull]
    public NDArray DifferenceObject { get; set; } = null!;

    /// <summary>The fields of records to compare. The default is all fields.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string[]? Field { get; set; }

    /// <summary>The absolute tolerance: numbers whose difference is at most this are equal.</summary>
    [Parameter]
    [ValidateRange(0.0, double.MaxValue)]
    public double Tolerance { get; set; }

    /// <summary>The tolerance relative to the number of the ReferenceObject. It is added to -Tolerance.</summary>
    [Parameter]
    [ValidateRange(0.0, double.MaxValue)]
    public double RelativeTolerance { get; set; }

    /// <summary>Treats NaN as different from NaN, and NaT from NaT.</summary>
    [Parameter]
    public SwitchParameter NaNDiffers { get; set; }

    /// <summary>The number of differences to list. All differences are counted.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int First { get; set; } = 10;

    /// <summary>Writes only $true or $false, and stops reading at the first difference.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>
    /// For arrays on other hosts (Connect-MemMap): if a host or a file is lost, compares the remaining parts. The output is then never
    /// Equal, and its Reason lists the rows that were compared. The errors name the missing parts.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowPartial { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CompareOptions options = new()
        {
            Tolerance = Tolerance,
            RelativeTolerance = RelativeTolerance,
            NaNDiffers = NaNDiffers,
            First = Quiet ? 0 : First,
            StopsAtFirst = Quiet,
        };
        bool isOnHosts = ReferenceObject is DistributedMemMap || DifferenceObject is DistributedMemMap;
        using ProgressLine progress = new(this, $"Comparing {ArrayHeader.Of(DifferenceObject)}", DifferenceObject.NBytes);
        List<Exception>? lost = AllowPartial ? [] : null;
        if (Try(DifferenceObject, () => isOnHosts ? CompareOnHosts(options, lost) : Compare(options, progress), out var comparison))
        {
            if (!isOnHosts)
            {
                // -Quiet stops at the first difference, so the number of bytes read is not known.
                progress.Tell(DifferenceObject, Quiet && !comparison.Equal ? null : DifferenceObject.NBytes);
            }
            WriteObject(Quiet ? comparison.Equal : comparison);
        }
        foreach (Exception exception in lost ?? [])
        {
            WriteError(Errors.From(exception, DifferenceObject));
        }
    }

    private ArrayComparison CompareOnHosts(CompareOptions options, List<Exception>? lost)
    {
        using HostProgress progress = new(this, $"Comparing {ArrayHeader.Of(DifferenceObject)}");
        return DistributedCompare.Run(
            IndexParameter.Fields(ReferenceObject, Field), IndexParameter.Fields(DifferenceObject, Field), options, lost, progress,
            Interruption.Token);
    }

    private ArrayComparison Compare(CompareOptions options, ProgressLine progress)
        => IndexParameter.Fields(ReferenceObject, Field).Compare(
            IndexParameter.Fields(DifferenceObject, Field), options, items => progress.Report(items * DifferenceObject.ItemSize));
}

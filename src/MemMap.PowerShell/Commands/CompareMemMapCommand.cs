using System.Management.Automation;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Remoting;

namespace MemMap.Commands;

/// <summary>Compares two arrays: whether they are equal, how many elements differ, and where.</summary>
/// <remarks>
/// <para>
/// Elements are compared by value, whatever their dtypes and byte orders; records field by field. The arrays are read a window at a time,
/// so files larger than memory are no problem. Arrays of different shapes, or of dtypes that have nothing in common, are not equal: Reason
/// tells why.
/// </para>
/// <para>
/// NaN is equal to NaN (and NaT to NaT) here, unlike in a comparison of numbers, since the question is whether two arrays hold the same: a
/// copy of a file is equal to it. -NaNDiffers gives the other answer.
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
///    10                 0.00            0.50
///    11                 0.00            0.50
///    12                 0.00            0.50
/// </code>
/// </example>
/// <example>
/// <summary>Whether they are equal but for rounding errors</summary>
/// <code>
/// PS> $a = New-MemMap a.dat -DType float32 -Mode w+ -Shape 50
/// PS> $b = New-MemMap b.dat -DType float64 -Mode w+ -Shape 50
/// PS> if (Compare-MemMap $a $b -Tolerance 1e-6 -Quiet) { 'the same' }
/// the same
/// </code>
/// </example>
/// <output cref="ArrayComparison">Whether they are equal, how many elements differ, and the first differences.</output>
/// <output cref="bool">With -Quiet, whether they are equal.</output>
/// <notes>The output of two arrays of different shapes or dtypes has a Reason and no differences.</notes>
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

    /// <summary>The array that is compared with it, by position or from the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ArrayArgument, ValidateNotNull]
    public NDArray DifferenceObject { get; set; } = null!;

    /// <summary>The fields of records to compare; all if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string[]? Field { get; set; }

    /// <summary>Numbers that are no further apart are equal.</summary>
    [Parameter]
    [ValidateRange(0.0, double.MaxValue)]
    public double Tolerance { get; set; }

    /// <summary>Numbers that are no further apart in proportion to that of the ReferenceObject are equal. It adds to -Tolerance.</summary>
    [Parameter]
    [ValidateRange(0.0, double.MaxValue)]
    public double RelativeTolerance { get; set; }

    /// <summary>Lets NaN and NaT differ from themselves, as numbers do.</summary>
    [Parameter]
    public SwitchParameter NaNDiffers { get; set; }

    /// <summary>How many differences to tell; all are counted.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int First { get; set; } = 10;

    /// <summary>Writes $true or $false and nothing else, and stops reading at the first difference.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>
    /// Of arrays on other hosts (Connect-MemMap): where a host or a file is lost, still compares what the others have. What is written then
    /// has a Reason, the rows that were compared, and is never Equal. The errors tell what is missing.
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
                // -Quiet stops at the first difference, wherever that is.
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

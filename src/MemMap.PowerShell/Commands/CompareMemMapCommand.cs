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
/// With -Realign, the arrays may have other lengths: elements that only one of them has are found, and the rest is compared behind them.
/// So an insertion at the beginning is one difference, and not one for each element behind it.
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
/// ReferenceFileName : /data/backup.dat
/// FileName          : /data/data.dat
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
/// <example>
/// <summary>Two files of the pipeline</summary>
/// <code>
/// PS> (Get-Item mbr.img, gpt.img | Compare-MemMap).Reason
/// the second has 1536 more elements, from 512 on; the 512 before them were compared
/// </code>
/// <para>
/// The first one is compared with. More files are compared with one that is written: Get-ChildItem *.img | Compare-MemMap a.img.
/// </para>
/// </example>
/// <example>
/// <summary>The differences as a patch</summary>
/// <code>
/// PS> Copy-Item mbr.img edited.img
/// PS> New-MemMap edited.img | Set-MemMapValue 446 0
/// PS> Compare-MemMap mbr.img edited.img | Export-MemMap edit.patch
/// PS> New-MemMap mbr.img -Mode c | Set-MemMapValue -Patch edit.patch -WhatIf
/// What if: Make 1 change (1 byte) in uint8 (512,) c /data/mbr.img
///   000001be  80 -> 00  |.| -> |.|
/// </code>
/// <para>The patch makes the second array of the first one. Without -WhatIf, it is applied.</para>
/// </example>
/// <example>
/// <summary>The differences as a table in a file</summary>
/// <code>
/// PS> $a = [MemMap.NDArray]::Arange(4)
/// PS> $b = $a.Copy()
/// PS> $b[2] = 9
/// PS> (Compare-MemMap $a $b).Differences | Export-Csv differences.csv
/// PS> Get-Content differences.csv
/// "Index","Field","ReferenceValue","DifferenceValue","FileName"
/// "2",,"2","9",
/// </code>
/// <para>A comparison is one row, in which all differences are one text: Export-Csv makes a row of each that is in the list.</para>
/// </example>
/// <example>
/// <summary>Two files, and many files with one</summary>
/// <code>
/// PS> Compare-MemMap gpt.img mbr.img | ForEach-Object Reason
/// the first has 1536 more elements, from 512 on; the 512 before them were compared
/// PS> Copy-Item mbr.img copy.img
/// PS> Get-ChildItem *.img | Compare-MemMap mbr.img | Where-Object Equal | ForEach-Object { Split-Path $_.FileName -Leaf }
/// copy.img
/// mbr.img
/// </code>
/// </example>
/// <example>
/// <summary>What was inserted, removed and changed between two files of other lengths</summary>
/// <code>
/// PS> Set-Content old.txt 'The quick brown fox jumps over the lazy dog' -NoNewline
/// PS> Set-Content new.txt 'The very quick brown cat jumps over the dog' -NoNewline
/// PS> Compare-MemMap old.txt new.txt -Realign | ForEach-Object Differences
/// Kind     ReferenceOffset     Offset Length Bytes
/// ----     ---------------     ------ ------ -----
/// Inserted      0x00000004 0x00000004      5 76 65 72 79 20  very
/// Changed       0x00000010 0x00000015      3 66 6f 78  fox -> 63 61 74  cat
/// Removed       0x00000022 0x00000027      5 20 6c 61 7a 79   lazy
/// </code>
/// </example>
/// <output cref="ArrayComparison">The result: equal or not, the number of different elements, and the first differences.</output>
/// <output cref="ArrayRealignment">With -Realign: the numbers of elements that were inserted, removed and changed, and where.</output>
/// <output cref="bool">With -Quiet: $true if the arrays are equal.</output>
/// <notes>For arrays of different shapes or incompatible dtypes, the output has a Reason and no differences.</notes>
/// <seealso cref="ExportMemMapCommand"/>
/// <seealso cref="FindMemMapValueCommand"/>
/// <seealso cref="MeasureMemMapCommand"/>
[Cmdlet(VerbsData.Compare, "MemMap")]
[OutputType(typeof(ArrayComparison), typeof(ArrayRealignment), typeof(bool))]
public sealed partial class CompareMemMapCommand : FileArrayCmdlet
{
    /// <summary>
    /// The array to compare with, or a file: its path, or an object of Get-Item. A file is opened read-only, and closed when the work is
    /// done. Without it, the pipeline gives two arrays or files, and the first one is compared with.
    /// </summary>
    [Parameter(Position = 0)]
    [ArrayOrFileArgument, ValidateNotNull]
    public object ReferenceObject { get; set; } = null!;

    /// <summary>
    /// The array or the files to compare with the ReferenceObject, by position or from the pipeline, such as the output of Get-ChildItem.
    /// The path of a file may have wildcards.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    [ArrayOrFileArgument, ValidateNotNull]
    public object DifferenceObject { get; set; } = null!;

    /// <summary>For files: their format, as for New-MemMap. Raw reads all bytes, whatever they are.</summary>
    [Parameter]
    [ReadableFormat]
    public FileFormat Format { get; set; }

    /// <summary>The fields of records to compare. The default is all fields.</summary>
    [Parameter]
    [Alias("Property")]
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

    private protected override FileFormat SourceFormat => Format;

    private protected override string FilesIn(string folder)
        => $"two files are compared, or many with one: Get-ChildItem {CommandText.Quoted(folder)} -Recurse -File | Compare-MemMap a.bin";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ReferenceObject is null)
        {
            Gather();
            return;
        }
        Compare(ReferenceObject, DifferenceObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ReferenceObject is null)
        {
            CompareGathered();
        }
    }

    private void Compare(object reference, object difference)
        => ForEachArray(reference, first => ForEachArray(difference, second => Compare(first, second)));

    private void Compare(NDArray reference, NDArray difference)
    {
        if (Realign)
        {
            ToRealignment(reference, difference);
            return;
        }
        CompareOptions options = new()
        {
            Tolerance = Tolerance,
            RelativeTolerance = RelativeTolerance,
            NaNDiffers = NaNDiffers,
            First = Quiet ? 0 : First,
            StopsAtFirst = Quiet,
        };
        bool isOnHosts = reference is DistributedMemMap || difference is DistributedMemMap;
        using ProgressLine progress = new(this, $"Comparing {ArrayHeader.Of(difference)}", difference.NBytes);
        List<Exception>? lost = AllowPartial ? [] : null;
        if (Try(
            difference,
            () => isOnHosts ? CompareOnHosts(reference, difference, options, lost)
                : IndexParameter.Fields(reference, Field).Compare(
                    IndexParameter.Fields(difference, Field), options, items => progress.Report(items * difference.ItemSize)),
            out var comparison))
        {
            if (!isOnHosts)
            {
                // -Quiet stops at the first difference, so the number of bytes read is not known.
                progress.Tell(difference, Quiet && !comparison.Equal ? null : difference.NBytes);
            }
            comparison.ReferenceFileName = (reference as MemMapArray)?.FileName;
            comparison.FileName = (difference as MemMapArray)?.FileName;
            if (!isOnHosts && !Quiet)
            {
                Try(
                    difference,
                    () => Keep(comparison, IndexParameter.Fields(reference, Field), IndexParameter.Fields(difference, Field)));
            }
            WriteObject(Quiet ? comparison.Equal : comparison);
        }
        foreach (Exception exception in lost ?? [])
        {
            WriteError(Errors.From(exception, difference));
        }
    }

    private ArrayComparison CompareOnHosts(NDArray reference, NDArray difference, CompareOptions options, List<Exception>? lost)
    {
        using HostProgress progress = new(this, $"Comparing {ArrayHeader.Of(difference)}");
        return DistributedCompare.Run(
            IndexParameter.Fields(reference, Field), IndexParameter.Fields(difference, Field), options, lost, progress,
            Interruption.Token);
    }
}

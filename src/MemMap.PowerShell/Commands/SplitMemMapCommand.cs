using System.Management.Automation;
using MemMap.Handles;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Splits an array along its first axis into views for workers.</summary>
/// <remarks>
/// The views are disjoint, in order, and cover the whole array. Rows are never split. No view is empty, unless the array is. Nothing is
/// read or copied: views of a map are maps of the same file, and can be passed to ForEach-Object -Parallel, jobs and other processes as
/// handles. A file is opened read-only; its map stays open for the parts, until Close-MemMap. A part prints its rows behind its file, also
/// in a job, and has the first of them as FirstRow.
/// </remarks>
/// <notes>All parts share one map: closing the map, or any of its parts, closes all of them.</notes>
/// <output cref="MemMapArray">A view of a part of a map.</output>
/// <output cref="NDArray">A view of a part of an array in memory.</output>
/// <example>
/// <summary>The shape and position of four parts</summary>
/// <code>
/// PS> $m = New-MemMap big.dat -DType float32 -Mode w+ -Shape 1000, 3
/// PS> $m | Split-MemMap -Count 4 | ForEach-Object { "$($_.Shape) at byte $($_.ByteOffset)" }
/// 250 3 at byte 0
/// 250 3 at byte 3000
/// 250 3 at byte 6000
/// 250 3 at byte 9000
/// PS> ($m | Split-MemMap -Length 2)[1]
/// float32 (2, 3) w+ /data/big.dat (rows 2 to 3)
/// [[0. 0. 0.]
///  [0. 0. 0.]]
/// </code>
/// </example>
/// <example>
/// <summary>One part for each core</summary>
/// <code>
/// PS> $m = New-MemMap big.dat -DType float32 -Mode w+ -Shape 1000, 3
/// PS> ($m | Split-MemMap).Count -eq [Environment]::ProcessorCount
/// True
/// </code>
/// </example>
/// <example>
/// <summary>Parts of a file</summary>
/// <code>
/// PS> Split-MemMap tone.wav 2 | ForEach-Object { "$($_.Shape) at byte $($_.ByteOffset)" }
/// 1622 at byte 0
/// 1622 at byte 1622
/// </code>
/// </example>
/// <example>
/// <summary>Parts of at most 4 KB</summary>
/// <code>
/// PS> $m = New-MemMap big.dat -DType int32 -Mode w+ -Shape 5000
/// PS> ($m | Split-MemMap -ByteSize 4KB).Count
/// 5
/// </code>
/// </example>
/// <example>
/// <summary>A hundred rows at a time</summary>
/// <code>
/// PS> $m = New-MemMap rows.dat -DType uint8 -Mode w+ -Shape 250, 4
/// PS> $m | Split-MemMap -Length 100 | ForEach-Object { $_.Shape[0] }
/// 100
/// 100
/// 50
/// </code>
/// </example>
/// <seealso cref="MeasureMemMapCommand"/>
/// <seealso cref="MergeMemMapMeasureCommand"/>
[Cmdlet(VerbsCommon.Split, "MemMap", DefaultParameterSetName = CountSet)]
[OutputType(typeof(MemMapArray), typeof(NDArray))]
public sealed class SplitMemMapCommand : ArrayOrFileCmdlet
{
    private const string CountSet = "Count", FileCountSet = "FileCount", ByteSizeSet = "ByteSize", LengthSet = "Length";

    /// <summary>
    /// The number of parts. Their lengths differ by at most one row. If there are fewer rows, there are fewer parts. -Verbose tells the
    /// default.
    /// </summary>
    /// <value>the number of cores</value>
    [Parameter(Position = 0, ParameterSetName = CountSet)]
    [Parameter(Position = 1, ParameterSetName = FileCountSet)]
    [Alias("Parts")]
    [PartCountArgument, ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = Environment.ProcessorCount;

    /// <summary>The maximum size of a part in bytes, such as 64MB. A part has at least one row.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByteSizeSet)]
    [ValidateRange(1, long.MaxValue)]
    public long ByteSize { get; set; }

    /// <summary>The number of rows in a part. The last part may have fewer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LengthSet)]
    [ValidateRange(1, long.MaxValue)]
    public long Length { get; set; }

    /// <inheritdoc/>
    [Parameter(ValueFromPipeline = true, ParameterSetName = CountSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = ByteSizeSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = LengthSet)]
    [PipedArrayOrFile, ValidateNotNull]
    public override object InputObject { get; set; } = null!;

    /// <inheritdoc/>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = FileCountSet)]
    [Parameter(Position = 1, ParameterSetName = CountSet)]
    [Parameter(Position = 1, ParameterSetName = ByteSizeSet), Parameter(Position = 1, ParameterSetName = LengthSet)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    [FileNames]
    public override string[] Path { get; set; } = null!;

    /// <inheritdoc/>
    [Parameter(ParameterSetName = CountSet)]
    [Parameter(ParameterSetName = ByteSizeSet), Parameter(ParameterSetName = LengthSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public override string[] LiteralPath { get; set; } = null!;

    // The parts are views, so what is opened stays open.
    private protected override void Process(object source) => OpenAll(source).ForEach(Process);

    private protected override void Process(NDArray array)
    {
        if (Try(array, () => Parts(array), out var parts))
        {
            if (ParameterSetName is CountSet or FileCountSet && !MyInvocation.BoundParameters.ContainsKey(nameof(Count)))
            {
                WriteVerbose($"{parts.Count} parts for {Count} cores; -Count, -Length and -ByteSize choose other ones");
            }
            WriteObject(parts, enumerateCollection: true);
        }
    }

    private IReadOnlyList<NDArray> Parts(NDArray array)
    {
        // Check for a closed map here: making a view touches no memory.
        array.Buffer.Verify();
        return ParameterSetName switch
        {
            ByteSizeSet => array.SplitBytes(ByteSize),
            LengthSet => array.SplitRows(Length),
            _ => array.Split(Count),
        };
    }
}

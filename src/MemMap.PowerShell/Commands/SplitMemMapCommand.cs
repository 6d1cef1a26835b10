using System.Management.Automation;

namespace MemMap.Commands;

/// <summary>Splits an array along its first axis into views for workers.</summary>
/// <remarks>
/// The views are disjoint, in order, and cover the whole; rows are never split, and no view is empty, unless the array is. Nothing is read
/// or copied: views of a map are maps of the same file, and pass to ForEach-Object -Parallel, jobs and other processes as handles.
/// </remarks>
/// <example>
/// <summary>Four parts, and what each is.</summary>
/// <code>$m = New-MemMap big.dat -DType float32 -Mode w+ -Shape 1000, 3
/// $m | Split-MemMap -Count 4 | ForEach-Object { "$($_.Shape) at byte $($_.ByteOffset)" }</code>
/// </example>
/// <example>
/// <summary>Parts of at most 4 KB.</summary>
/// <code>$m = New-MemMap big.dat -DType int32 -Mode w+ -Shape 5000
/// ($m | Split-MemMap -ByteSize 4KB).Count</code>
/// </example>
/// <example>
/// <summary>A hundred rows at a time.</summary>
/// <code>$m = New-MemMap rows.dat -DType uint8 -Mode w+ -Shape 250, 4
/// $m | Split-MemMap -Length 100 | ForEach-Object { $_.Shape[0] }</code>
/// </example>
[Cmdlet(VerbsCommon.Split, "MemMap", DefaultParameterSetName = CountSet)]
[OutputType(typeof(MemMapArray), typeof(NDArray))]
public sealed class SplitMemMapCommand : ArrayCmdlet
{
    private const string CountSet = "Count", ByteSizeSet = "ByteSize", LengthSet = "Length";

    /// <summary>How many parts, whose lengths differ by one row at most; fewer where there are fewer rows.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CountSet)]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; }

    /// <summary>The most bytes of a part, such as 64MB. A part has one row at least.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByteSizeSet)]
    [ValidateRange(1, long.MaxValue)]
    public long ByteSize { get; set; }

    /// <summary>The rows of a part; the last part may have fewer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LengthSet)]
    [ValidateRange(1, long.MaxValue)]
    public long Length { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Try(InputObject, Parts, out var parts))
        {
            WriteObject(parts, enumerateCollection: true);
        }
    }

    private IReadOnlyList<NDArray> Parts()
    {
        // A view touches no memory, so a closed map would only be noticed later on.
        InputObject.Buffer.Verify();
        return ParameterSetName switch
        {
            ByteSizeSet => InputObject.SplitBytes(ByteSize),
            LengthSet => InputObject.SplitRows(Length),
            _ => InputObject.Split(Count),
        };
    }
}

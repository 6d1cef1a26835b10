using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MemMap.Parameters;
using MemMap.Remoting;

namespace MemMap.Commands;

/// <summary>Joins files on several hosts into one array, over open PowerShell sessions.</summary>
/// <remarks>
/// <para>
/// The files are concatenated along the first axis: in the order of the sessions, and on each host in the natural order of the paths
/// (part-2 before part-10). They must have the same dtype and the same lengths of all other axes. Get-MemMapSlice, Set-MemMapValue,
/// Measure-MemMap, Find-MemMapValue, ConvertFrom-MemMap and Invoke-MemMapFlush run on the hosts, and combine the results here. Only the
/// requests and the results are transferred.
/// </para>
/// <para>
/// The output is an array with a Shape and views like any other; its property Parts lists the rows of each host. Methods, operators and
/// printing work too. They fetch the elements that they need, up to FetchLimit bytes per operation. Closing the array does not close the
/// sessions.
/// </para>
/// </remarks>
/// <notes>
/// Each host needs this module, in this version or a later one, where Import-Module finds it. The transport of the sessions does not
/// matter. A host that is lost during an operation is an error that names the host, the file and the rows. With -Replica, the replica does
/// the work instead, and the result is complete.
/// </notes>
/// <output cref="DistributedMemMap">The array.</output>
/// <example>
/// <summary>Measure the files of four hosts as one array</summary>
/// <code>
/// PS> $hosts = New-PSSession -HostName a, b, c, d
/// PS> $log = Connect-MemMap $hosts /data/log-*.npy
/// PS> $log | Measure-MemMap -Quantile 0.5, 0.99
/// PS> $log.Parts
/// </code>
/// </example>
/// <example>
/// <summary>Look at some rows, and change others</summary>
/// <code>
/// PS> $table = Connect-MemMap $hosts /data/table.dat float32 r+ -Shape 8
/// PS> $table | Get-MemMapSlice '-5:'
/// PS> $table | Set-MemMapValue ':, 0' 0
/// PS> $table | Invoke-MemMapFlush
/// </code>
/// </example>
/// <example>
/// <summary>Use a replica if a host is lost</summary>
/// <code>
/// PS> $log = Connect-MemMap $hosts /data/log-*.npy -Replica $others -TimeoutSec 60
/// PS> $log | Measure-MemMap
/// </code>
/// </example>
/// <seealso cref="MeasureMemMapCommand"/>
/// <seealso cref="GetMemMapSliceCommand"/>
/// <seealso cref="SplitMemMapCommand"/>
[Cmdlet(VerbsCommunications.Connect, "MemMap")]
[OutputType(typeof(DistributedMemMap))]
public sealed class ConnectMemMapCommand : MemMapCmdlet
{
    private readonly List<PSSession> _sessions = [];

    /// <summary>The sessions with the hosts, from New-PSSession, over SSH, WinRM or any other transport.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSSession[] Session { get; set; } = null!;

    /// <summary>
    /// The files on each host. Wildcards are allowed. A relative path is resolved against the session's location. The rows of several paths
    /// follow one another in the order of the paths.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string[] Path { get; set; } = null!;

    /// <summary>The dtype of an element, as for New-MemMap. A .npy file specifies its dtype itself.</summary>
    [Parameter(Position = 2)]
    [DTypeArgument(InsteadOfFile = "files are separated by commas: Connect-MemMap $sessions a.bin, {0}")]
    [ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public DType? DType { get; set; }

    /// <summary>r: read only, the default. r+: read and write.</summary>
    [Parameter(Position = 3)]
    [MapModeArgument, ValidateNotNull]
    public MapMode Mode { get; set; } = MapMode.ReadOnly;

    /// <summary>The offset of the array in each file, in bytes. A negative one counts from the end.</summary>
    [Parameter]
    public long? Offset { get; set; }

    /// <summary>For raw files: the lengths of the axes after the first one. With -Shape 3, each row has three elements.</summary>
    [Parameter]
    [ShapeArgument]
    public long[]? Shape { get; set; }

    /// <summary>
    /// A second session for each session, in the same order, with a host that has the same files. If a host fails, its replica is used
    /// instead. Assignments are made on both.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PSSession[]? Replica { get; set; }

    /// <summary>The maximum number of hosts that work at the same time.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int ThrottleLimit { get; set; } = 32;

    /// <summary>
    /// The number of seconds without any response after which a host counts as lost. With 0, there is no limit: a host is lost when its
    /// session breaks.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _sessions.AddRange(Session);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Try(string.Join(", ", Path), Connect, out var array))
        {
            WriteObject(array);
        }
    }

    private DistributedMemMap Connect()
    {
        if (Mode != MapMode.ReadOnly && Mode != MapMode.ReadWrite)
        {
            throw RemoteErrors.ModeNotShared(Mode);
        }
        Hashtable arguments = new() { ["Mode"] = Mode.ToString() };
        if (DType is not null)
        {
            arguments["DType"] = DType.ToString();
        }
        if (Offset is { } offset)
        {
            arguments["Offset"] = offset;
        }
        return HostConnection.Open(
            new ConnectRequest(_sessions, Replica, Path, arguments, Shape,
                new HostOptions(ThrottleLimit, TimeSpan.FromSeconds(TimeoutSec))),
            Interruption.Token);
    }
}

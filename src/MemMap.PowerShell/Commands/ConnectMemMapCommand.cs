using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MemMap.Parameters;
using MemMap.Remoting;

namespace MemMap.Commands;

/// <summary>Joins files on several hosts to one array, over PowerShell sessions that are open.</summary>
/// <remarks>
/// <para>
/// The parts follow one another along the first axis: in the order of the sessions, and on each host in the order of the paths, in which
/// numbers count by their value. They must agree in dtype and all other axes. Nothing but what is asked for crosses the wire:
/// Get-MemMapSlice, Set-MemMapValue, Measure-MemMap, Find-MemMapValue, ConvertFrom-MemMap and Invoke-MemMapFlush send what is to be done to
/// the hosts, and put together what comes back.
/// </para>
/// <para>
/// What is written is an array with a Shape and views as any other; its Parts tell which host has which rows. Methods, operators and
/// printing work too, by fetching the elements that they need: no more than FetchLimit bytes at a time. The sessions stay yours: closing
/// the array leaves them open.
/// </para>
/// </remarks>
/// <notes>
/// The hosts need this module, in this version or a later one, where Import-Module finds it. Any PSSession will do. A host that is lost in
/// the middle of a job is an error that names it, its file and its rows; with -Replica the other host is asked instead, and the answer is
/// whole. </notes> <output cref="DistributedMemMap">The array.</output>
/// <example>
/// <summary>Measure what four hosts have, as one array</summary>
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
/// <summary>Ask the other host where one is lost</summary>
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

    /// <summary>The sessions with the hosts, by New-PSSession: over SSH, WinRM or any other transport.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSSession[] Session { get; set; } = null!;

    /// <summary>The files on each host; wildcards are allowed, and a relative path is taken from the session's location.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>What one element is, as for New-MemMap. A .npy file tells it itself.</summary>
    [Parameter(Position = 2)]
    [DTypeArgument, ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public DType? DType { get; set; }

    /// <summary>r: read only, the default. r+: read and write.</summary>
    [Parameter(Position = 3)]
    [MapModeArgument, ValidateNotNull]
    public MapMode Mode { get; set; } = MapMode.ReadOnly;

    /// <summary>Where in each file the array begins, in bytes.</summary>
    [Parameter]
    public long? Offset { get; set; }

    /// <summary>
    /// The lengths of the axes after the first one, for raw files: with -Shape 3 each file has rows of three elements.
    /// </summary>
    [Parameter]
    [ShapeArgument]
    public long[]? Shape { get; set; }

    /// <summary>
    /// A second session for each one, in the same order, with a host that has the same files. Where a host fails, its replica is asked
    /// instead; assigning goes to both.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PSSession[]? Replica { get; set; }

    /// <summary>How many hosts work at a time.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int ThrottleLimit { get; set; } = 32;

    /// <summary>
    /// After how many seconds in which a host says nothing at all it counts as lost; 0 waits as long as it takes, until the session itself
    /// breaks.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _sessions.AddRange(Session);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Try(Path, Connect, out var array))
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
        Hashtable arguments = new() { ["Path"] = Path, ["Mode"] = Mode.ToString() };
        if (DType is not null)
        {
            arguments["DType"] = DType.ToString();
        }
        if (Offset is { } offset)
        {
            arguments["Offset"] = offset;
        }
        return HostConnection.Open(
            new ConnectRequest(_sessions, Replica, arguments, Shape, new HostOptions(ThrottleLimit, TimeSpan.FromSeconds(TimeoutSec))),
            Interruption.Token);
    }
}

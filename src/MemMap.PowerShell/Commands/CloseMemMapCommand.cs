using System.Management.Automation;
using MemMap.Handles;
using MemMap.Output;

namespace MemMap.Commands;

/// <summary>Closes a map and all views of it.</summary>
/// <remarks>
/// <para>What was assigned is in the file; Invoke-MemMapFlush puts it on the disk. The file may be deleted, moved or replaced
/// afterwards.</para>
/// <para>
/// Any later use of the map, or of a view of it, is an error that names the file. Work that is running elsewhere ends in peace. Closing a
/// map twice does nothing, nor does closing a compressed member of an archive, which was read into memory.
/// </para>
/// </remarks>
/// <notes>A map that nothing refers to any more is closed by the garbage collector, at a time of its choosing.</notes>
/// <example>
/// <summary>Close a map</summary>
/// <code>
/// PS> $m = New-MemMap numbers.dat float32 w+ -Shape 3
/// PS> $m | Close-MemMap
/// PS> $m
/// float32 (3,) w+ /data/numbers.dat (closed)
/// </code>
/// <para>What is printed of a closed map is what it was.</para>
/// </example>
/// <example>
/// <summary>Close all maps of some files</summary>
/// <code>
/// PS> $a = New-MemMap tone.wav -Mode r
/// PS> $b = New-MemMap mbr.img -Mode r
/// PS> Close-MemMap *.wav
/// PS> "$($a.IsClosed) $($b.IsClosed)"
/// True False
/// </code>
/// </example>
/// <example>
/// <summary>A closed map and its views can't be used</summary>
/// <code>
/// PS> $m = New-MemMap tone.wav -Mode r
/// PS> $view = $m | Get-MemMapSlice ':4'
/// PS> $m | Close-MemMap
/// PS> try { $view | Get-MemMapSlice 0 -ErrorAction Stop } catch { "$_" }
/// the map of '/data/tone.wav' is closed
/// </code>
/// </example>
/// <seealso cref="NewMemMapCommand"/>
/// <seealso cref="GetMemMapCommand"/>
/// <seealso cref="InvokeMemMapFlushCommand"/>
[Cmdlet(VerbsCommon.Close, "MemMap", DefaultParameterSetName = InputSet)]
public sealed class CloseMemMapCommand : MemMapCmdlet
{
    private const string InputSet = "InputObject", PathSet = "Path";

    /// <summary>The map to close, or any view of it, from the pipeline or by name.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [ArrayArgument, ValidateNotNull]
    public NDArray InputObject { get; set; } = null!;

    /// <summary>
    /// Files whose maps to close, all of them; wildcards are allowed. A path without wildcards of which no map is open is an error.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    public string[] Path { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PathSet)
        {
            foreach (string path in Path)
            {
                Array.ForEach(OpenMapsOf(path), Close);
            }
        }
        else if (InputObject is MemMapArray map)
        {
            Close(map);
        }
        else if (InputObject is DistributedMemMap hosts)
        {
            Try(hosts, hosts.Close);
        }
        else if (InputObject.Member is null)
        {
            WriteError(Errors.NotAMap(InputObject, MyInvocation.MyCommand.Name));
        }
    }

    private void Close(MemMapArray map)
    {
        bool wasOpen = !map.IsClosed;
        // To count the other maps takes longer than to close this one.
        if (Try(map, map.Close) && IsVerbose)
        {
            WriteVerbose(!wasOpen ? $"The map of '{map.FileName}' was closed already"
                : $"Closed '{map.FileName}', mode {map.Mode}; of this file, "
                    + $"{MemMapArray.OpenMaps.Count(other => other.FileName == map.FileName)} other maps are open");
        }
    }
}

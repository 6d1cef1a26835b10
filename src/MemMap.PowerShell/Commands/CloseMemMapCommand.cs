using System.Management.Automation;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Closes a map and all views of it.</summary>
/// <remarks>
/// <para>All changes are in the file; Invoke-MemMapFlush writes them to the disk. A closed file can be deleted, moved or replaced.</para>
/// <para>
/// Any later use of the map, or of a view of it, is an error that names the file. Operations that are running on other threads complete.
/// Closing a joined array closes the maps of all its parts. Closing a map twice has no effect. Neither has closing a compressed member of
/// an archive, which is an array in memory.
/// </para>
/// </remarks>
/// <notes>The garbage collector closes a map that is no longer referenced, at some later time.</notes>
/// <example>
/// <summary>Close a map</summary>
/// <code>
/// PS> $m = New-MemMap numbers.dat float32 w+ -Shape 3
/// PS> $m | Close-MemMap
/// PS> $m
/// float32 (3,) w+ /data/numbers.dat (closed)
/// </code>
/// <para>A closed map prints the header that it had, and no elements.</para>
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
/// <summary>Close everything</summary>
/// <code>
/// PS> $a = New-MemMap tone.wav -Mode r
/// PS> $b = New-MemMap mbr.img -Mode r
/// PS> try { Close-MemMap } catch { "$_" }
/// the map to close is missing: write $m | Close-MemMap, Close-MemMap FILE or Close-MemMap -All; open are 'tone.wav', 'mbr.img'
/// PS> Close-MemMap -All
/// PS> @(Get-MemMap).Count
/// 0
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
    private const string InputSet = "InputObject", PathSet = "Path", AllSet = "All";

    /// <summary>The map to close, or any view of it, from the pipeline or by name.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = InputSet)]
    [ArrayArgument, ValidateNotNull]
    public NDArray? InputObject { get; set; }

    /// <summary>
    /// The files whose maps are closed. Wildcards are allowed. A path without wildcards is an error if no map of that file is open.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty, SupportsWildcards, ArgumentCompleter(typeof(OpenMapCompleter))]
    [FileNames]
    public string[] Path { get; set; } = null!;

    /// <summary>Closes all maps that are open in this process, those of other runspaces too.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

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
        else if (All)
        {
            Array.ForEach(MemMapArray.OpenMaps, Close);
            Array.ForEach(JoinedMemMap.OpenJoins, Close);
        }
        else
        {
            Close(InputObject);
        }
    }

    private void Close(NDArray? array)
    {
        switch (array)
        {
            case MemMapArray map:
                Close(map);
                break;
            case JoinedMemMap joined:
                Close(joined);
                break;
            case DistributedMemMap hosts:
                Try(hosts, hosts.Close);
                break;
            case { Member: null }:
                WriteError(Errors.NotAMap(array, MyInvocation.MyCommand.Name));
                break;
            case null:
                ThrowTerminatingError(Errors.NothingToClose(
                    [.. MemMapArray.OpenMaps.Select(static map => map.FileName).Distinct()]));
                break;
        }
    }

    private void Close(JoinedMemMap joined)
    {
        bool wasOpen = !joined.IsClosed;
        if (Try(joined, joined.Close))
        {
            WriteVerbose(wasOpen ? $"Closed {joined.Source}" : $"{joined.Source} was closed already");
        }
    }

    private void Close(MemMapArray map)
    {
        bool wasOpen = !map.IsClosed;
        TellOfLost(map);
        // Count only if -Verbose shows it: counting the other maps takes longer than closing this one.
        if (Try(map, map.Close) && IsVerbose)
        {
            WriteVerbose(!wasOpen ? $"The map of '{map.FileName}' was closed already"
                : $"Closed '{map.FileName}', mode {map.Mode}; of this file, "
                    + $"{MemMapArray.OpenMaps.Count(other => other.FileName == map.FileName)} other maps are open");
        }
    }
}

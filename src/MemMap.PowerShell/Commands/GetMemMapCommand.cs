using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Gets the open maps of this process, in the order in which they were opened.</summary>
/// <remarks>
/// <para>A map is open until it is closed, or until the garbage collector finds that it is no longer referenced. Views are not
/// listed.</para>
/// <para>
/// Without a path, the list is shown as a table. Each object in it is an array of the whole map, for any cmdlet. Behind the name of a file
/// that was deleted, moved or replaced since, the table says so, and the property LostFile does.
/// </para>
/// </remarks>
/// <notes>The maps of all runspaces are listed, including those of ForEach-Object -Parallel.</notes>
/// <output cref="MemMapArray">An open map.</output>
/// <output cref="JoinedMemMap">Without a path: an open joined array, after the maps.</output>
/// <example>
/// <summary>List the open maps</summary>
/// <code>
/// PS> $a = New-MemMap tone.wav -Mode r
/// PS> $b = New-MemMap mbr.img -Mode r
/// PS> Get-MemMap
/// DType Shape   Mode ByteOffset NBytes FileName
/// ----- -----   ---- ---------- ------ --------
/// uint8 (3244,) r             0   3244 /data/tone.wav
/// uint8 (512,)  r             0    512 /data/mbr.img
/// PS> Get-MemMap | ForEach-Object FileName
/// /data/tone.wav
/// /data/mbr.img
/// </code>
/// </example>
/// <example>
/// <summary>The maps of some files</summary>
/// <code>
/// PS> $a = New-MemMap tone.wav -Mode r
/// PS> $b = New-MemMap mbr.img -Mode r
/// PS> Get-MemMap *.img | ForEach-Object { "$($_.DType) $($_.NBytes)" }
/// uint8 512
/// </code>
/// </example>
/// <example>
/// <summary>A file that was moved while it was open</summary>
/// <code>
/// PS> New-MemMap numbers.dat float32 w+ -Shape 3 | Close-MemMap
/// PS> $m = New-MemMap numbers.dat float32 -Mode r
/// PS> Rename-Item numbers.dat old.dat
/// PS> Get-MemMap | ForEach-Object LostFile
/// deleted or moved
/// </code>
/// <para>Its elements are there until the map is closed, also where the file was deleted. On Windows, an open file can't be deleted.</para>
/// </example>
/// <example>
/// <summary>Close all maps</summary>
/// <code>
/// PS> $a = New-MemMap tone.wav -Mode r
/// PS> Get-MemMap | Close-MemMap
/// PS> $a.IsClosed
/// True
/// </code>
/// </example>
/// <seealso cref="NewMemMapCommand"/>
/// <seealso cref="CloseMemMapCommand"/>
[Cmdlet(VerbsCommon.Get, "MemMap")]
[OutputType(typeof(MemMapArray), typeof(JoinedMemMap))]
public sealed class GetMemMapCommand : MemMapCmdlet
{
    /// <summary>
    /// The files whose maps to get. Wildcards are allowed. A path without wildcards is an error if no map of that file is open.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty, SupportsWildcards, ArgumentCompleter(typeof(OpenMapCompleter))]
    [FileNames]
    public string[]? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Path is null)
        {
            WriteObject(MemMapArray.OpenMaps.Select(OpenMap.Of), enumerateCollection: true);
            WriteObject(JoinedMemMap.OpenJoins.Select(OpenMap.Of), enumerateCollection: true);
            return;
        }
        foreach (string path in Path)
        {
            WriteObject(OpenMapsOf(path), enumerateCollection: true);
        }
    }
}

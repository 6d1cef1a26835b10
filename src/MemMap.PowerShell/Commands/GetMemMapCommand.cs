using System.Management.Automation;

namespace MemMap.Commands;

/// <summary>Gets the maps that are open in this process, in the order they were opened.</summary>
/// <remarks>
/// <para>A map is open until it is closed, or nothing refers to it any more and the garbage collector finds out. Views aren't
/// listed.</para>
/// </remarks>
/// <notes>Maps of all runspaces are listed, so those of ForEach-Object -Parallel are among them.</notes>
/// <output cref="MemMapArray">An open map.</output>
/// <example>
/// <summary>What is open</summary>
/// <code>
/// PS> $a = New-MemMap tone.wav -Mode r
/// PS> $b = New-MemMap mbr.img -Mode r
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
/// <summary>Tidy up</summary>
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
[OutputType(typeof(MemMapArray))]
public sealed class GetMemMapCommand : MemMapCmdlet
{
    /// <summary>Files whose maps to get; wildcards are allowed. A path without wildcards of which no map is open is an error.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    public string[]? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Path is null)
        {
            WriteObject(MemMapArray.OpenMaps, enumerateCollection: true);
            return;
        }
        foreach (string path in Path)
        {
            WriteObject(OpenMapsOf(path), enumerateCollection: true);
        }
    }
}

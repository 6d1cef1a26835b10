using System.Management.Automation;
using MemMap.Compute;
using MemMap.Memory;
using MemMap.Output;
using MemMap.Remoting;

namespace MemMap.Commands;

/// <summary>Writes the changes of a map to the disk, and waits until they are there.</summary>
/// <remarks>
/// <para>
/// Assignments are visible in the file at once, in this and all other processes. Flushing protects them against a loss of power. For a
/// view, only its part of the file is written. In the modes r and c, there is nothing to write.
/// </para>
/// <para>
/// -Commit writes to the file what was changed in a map of mode c, and flushes it: until then, the file is as it was, and closing the map
/// drops the changes. Only bytes that differ from those of the file are written, by position; -WhatIf lists them. If Ctrl+C stops it in
/// between, the map still has all changes, and the command can be repeated.
/// </para>
/// </remarks>
/// <notes>Closing a map does not flush it: the operating system writes the changes later, as for any file.</notes>
/// <output cref="DistributedMemMap">With -PassThru: the array on other hosts.</output>
/// <output cref="JoinedMemMap">With -PassThru: the joined array, all changed parts of which are on the disk.</output>
/// <output cref="MemMapArray">With -PassThru: the map.</output>
/// <example>
/// <summary>Write a change to the disk</summary>
/// <code>
/// PS> $m = New-MemMap state.dat int32 w+ -Shape 4
/// PS> $m | Set-MemMapValue -Value 7
/// PS> $m | Invoke-MemMapFlush
/// </code>
/// </example>
/// <example>
/// <summary>Only the part that was changed</summary>
/// <code>
/// PS> $m = New-MemMap state.dat int32 r+
/// PS> $m | Set-MemMapValue 2 9
/// PS> $m | Get-MemMapSlice '2:3' | Invoke-MemMapFlush
/// </code>
/// </example>
/// <example>
/// <summary>Change, flush and close in one pipeline</summary>
/// <code>
/// PS> New-MemMap state.dat int32 | Set-MemMapValue 0 1 -PassThru | Invoke-MemMapFlush -PassThru | Close-MemMap
/// PS> New-MemMap state.dat int32 r
/// int32 (4,) r /data/state.dat
/// [1 7 9 7]
/// </code>
/// </example>
/// <example>
/// <summary>Change a copy, look, and commit</summary>
/// <code>
/// PS> $m = New-MemMap mbr.img -Mode c
/// PS> $m | Set-MemMapValue 446 0
/// PS> $m | Invoke-MemMapFlush -Commit -WhatIf
/// What if: Write 1 change (1 byte) to /data/mbr.img
///   000001be  80 -> 00  |.| -> |.|
/// PS> $m | Invoke-MemMapFlush -Commit
/// PS> (New-MemMap mbr.img -Mode r)[446]
/// 0
/// </code>
/// </example>
/// <seealso cref="SetMemMapValueCommand"/>
/// <seealso cref="ExportMemMapCommand"/>
/// <seealso cref="CloseMemMapCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "MemMapFlush", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(MemMapArray), typeof(JoinedMemMap), typeof(DistributedMemMap))]
public sealed class InvokeMemMapFlushCommand : MapCmdlet
{
    /// <summary>
    /// Writes the changes of a map of mode c to its file, which stays as it was without it. It is an error if the file was written by
    /// others since the map was opened.
    /// </summary>
    [Parameter]
    public SwitchParameter Commit { get; set; }

    /// <summary>With -Commit: writes the changes also if the file was written by others since.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the array to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void ProcessDistributed(DistributedMemMap array)
    {
        if (ShouldProcess($"{array.Hosts}", "Flush") && Try(array, () => DistributedAssign.Flush(array, Interruption.Token), out var hosts))
        {
            WriteVerbose($"Flushed on {string.Join(", ", hosts)}");
            Pass(array);
        }
    }

    private protected override void ProcessJoined(JoinedMemMap array)
    {
        if (Commit)
        {
            CommitChanges(array, array.Source);
        }
        else if (ShouldProcess(array.Source, "Flush the changed parts") && Try(array, array.Flush))
        {
            WriteVerbose($"Flushed the changed parts of {array.Source}");
            Pass(array);
        }
    }

    private protected override void ProcessMap(MemMapArray map)
    {
        TellOfLost(map);
        if (Commit)
        {
            CommitChanges(map, map.FileName);
        }
        else if ((!map.Mode.ChangesFile || ShouldProcess(map.FileName, $"Flush {Error.Counted(map.NBytes, "byte")}"))
            && Try(map, map.Flush))
        {
            WriteVerbose(
                map.Mode.ChangesFile ? $"Flushed {Error.Counted(map.NBytes, "byte")} of '{map.FileName}'"
                    : $"There is nothing to flush: '{map.FileName}' is mapped in mode {map.Mode}"
                        + (map.Mode.IsWriteable ? "; -Commit writes its changes to the file" : ""));
            Pass(map);
        }
    }

    private void CommitChanges(NDArray array, string name)
    {
        ChangeSummary changes = new(ChangeList.Length);
        if (TryLong(array, "Comparing with the file", 1, () => Count(array, changes), out var files)
            && ShouldProcess(
                ChangeList.Of($"Write {ChangeList.Count(changes)} to {name}", changes), ChangeList.Of($"Write them to {name}?", changes),
                "Commit changes")
            && TryLong(array, "Committing", 1, () => Write(files), out _))
        {
            WriteVerbose($"Wrote {ChangeList.Count(changes)} to {name}");
            Pass(array);
        }
    }

    private IReadOnlyList<(MappedFile File, ArrayRef Array)> Count(NDArray array, ChangeSummary changes)
    {
        IReadOnlyList<(MappedFile File, ArrayRef Array)> files = PrivateChanges.FilesOf(array.Ref);
        foreach ((MappedFile file, ArrayRef part) in files)
        {
            if (!Force)
            {
                PrivateChanges.RequireUnchanged(file);
            }
            PrivateChanges.Count(file, part, changes);
        }
        return files;
    }

    private bool Write(IReadOnlyList<(MappedFile File, ArrayRef Array)> files)
    {
        foreach ((MappedFile file, ArrayRef part) in files)
        {
            PrivateChanges.Commit(file, part, Force, static _ => { });
        }
        return true;
    }

    private void Pass(NDArray array)
    {
        if (PassThru)
        {
            WriteObject(array);
        }
    }
}

using System.Management.Automation;
using MemMap.Remoting;

namespace MemMap.Commands;

/// <summary>Writes the changes of a map to the disk, and waits until they are there.</summary>
/// <remarks>
/// <para>
/// Assignments are visible in the file at once, in this and all other processes. Flushing protects them against a loss of power. For a
/// view, only its part of the file is written. In the modes r and c, there is nothing to write.
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
/// <seealso cref="SetMemMapValueCommand"/>
/// <seealso cref="CloseMemMapCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "MemMapFlush")]
[OutputType(typeof(MemMapArray), typeof(JoinedMemMap), typeof(DistributedMemMap))]
public sealed class InvokeMemMapFlushCommand : MapCmdlet
{
    /// <summary>Writes the array to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void ProcessDistributed(DistributedMemMap array)
    {
        if (Try(array, () => DistributedAssign.Flush(array, Interruption.Token), out var hosts))
        {
            WriteVerbose($"Flushed on {string.Join(", ", hosts)}");
            if (PassThru)
            {
                WriteObject(array);
            }
        }
    }

    private protected override void ProcessJoined(JoinedMemMap array)
    {
        if (Try(array, array.Flush))
        {
            WriteVerbose($"Flushed the changed parts of {array.Source}");
            if (PassThru)
            {
                WriteObject(array);
            }
        }
    }

    private protected override void ProcessMap(MemMapArray map)
    {
        if (Try(map, map.Flush))
        {
            WriteVerbose(
                map.Mode.ChangesFile ? $"Flushed {map.NBytes} bytes of '{map.FileName}'"
                    : $"There is nothing to flush: '{map.FileName}' is mapped in mode {map.Mode}");
            if (PassThru)
            {
                WriteObject(map);
            }
        }
    }
}

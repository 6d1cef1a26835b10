using System.Management.Automation;

namespace MemMap.Commands;

/// <summary>Writes the changes of a map to the disk, and returns once they are there.</summary>
/// <remarks>
/// What was assigned is in the file at once, for this and all other processes; flushing makes it outlast the loss of power. Of a view,
/// its own part of the file is written. In the modes r and c there is nothing to write.
/// </remarks>
[Cmdlet(VerbsLifecycle.Invoke, "MemMapFlush")]
[OutputType(typeof(MemMapArray))]
public sealed class InvokeMemMapFlushCommand : MapCmdlet
{
    /// <summary>Writes the array to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void ProcessMap(MemMapArray map)
    {
        if (Try(map, map.Flush) && PassThru)
        {
            WriteObject(map);
        }
    }
}

using MemMap.Output;

namespace MemMap.Commands;

/// <summary>A cmdlet that works on the files of maps. Arrays in memory are an error.</summary>
public abstract class MapCmdlet : ArrayCmdlet
{
    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (InputObject is MemMapArray map)
        {
            ProcessMap(map);
        }
        else if (InputObject is DistributedMemMap distributed)
        {
            ProcessDistributed(distributed);
        }
        else if (InputObject is JoinedMemMap joined)
        {
            ProcessJoined(joined);
        }
        else
        {
            WriteError(Errors.NotAMap(InputObject, MyInvocation.MyCommand.Name));
        }
    }

    /// <summary>Processes one map.</summary>
    private protected abstract void ProcessMap(MemMapArray map);

    /// <summary>Processes an array that consists of several. The default reports an error.</summary>
    private protected virtual void ProcessJoined(JoinedMemMap array)
        => WriteError(Errors.NotAMap(array, MyInvocation.MyCommand.Name));

    /// <summary>Processes an array whose files are on other hosts. The default reports an error.</summary>
    private protected virtual void ProcessDistributed(DistributedMemMap array)
        => WriteError(Errors.NotAMap(array, MyInvocation.MyCommand.Name));
}

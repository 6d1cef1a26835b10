namespace MemMap.Commands;

/// <summary>A cmdlet that works on the files behind arrays; arrays in memory are refused.</summary>
public abstract class MapCmdlet : ArrayCmdlet
{
    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (InputObject is MemMapArray map)
        {
            ProcessMap(map);
        }
        else
        {
            WriteError(Errors.NotAMap(InputObject, MyInvocation.MyCommand.Name));
        }
    }

    /// <summary>Processes one map.</summary>
    private protected abstract void ProcessMap(MemMapArray map);
}

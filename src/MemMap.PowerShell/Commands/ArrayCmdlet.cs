using System.Management.Automation;
using MemMap.Handles;
using MemMap.Output;

namespace MemMap.Commands;

/// <summary>A cmdlet that works on arrays from the pipeline.</summary>
public abstract class ArrayCmdlet : MemMapCmdlet
{
    /// <summary>
    /// The array to work on, from the pipeline or by name. An array is one object, whatever its size. An array that was sent by another
    /// process (Start-Job, Import-Clixml) is opened again.
    /// </summary>
    // Not positional: in `$m | Get-MemMapSlice '1:3'`, the first position is the index.
    // Not mandatory either: the engine would ask for it at the prompt, where an array can't be typed.
    [Parameter(ValueFromPipeline = true)]
    [ArrayArgument, ValidateNotNull]
    public NDArray InputObject { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (InputObject is null && !MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(Errors.NoInput(MyInvocation.MyCommand.Name));
        }
    }
}

using System.Management.Automation;
using MemMap.Handles;

namespace MemMap.Commands;

/// <summary>A cmdlet that works on arrays from the pipeline.</summary>
public abstract class ArrayCmdlet : MemMapCmdlet
{
    /// <summary>
    /// The array to work on, from the pipeline or by name. An array comes as one object, whatever its size. One that another process
    /// has sent (Start-Job, Import-Clixml) is opened here.
    /// </summary>
    // Never by position: that would take the index from `$m | Get-MemMapSlice '1:3'`.
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ArrayArgument, ValidateNotNull]
    public NDArray InputObject { get; set; } = null!;
}

using System.Management.Automation;
using MemMap.DataTypes;

namespace MemMap.Commands;

/// <summary>Gives a dtype a name, by which it can be written wherever a dtype is.</summary>
/// <remarks>
/// The name is known in all runspaces of this process, and Tab completes it. A file or another process never refers to it: arrays carry
/// the dtype itself. Registering the same again is no error, so a profile may do it.
/// </remarks>
[Cmdlet(VerbsLifecycle.Register, "MemMapType")]
[OutputType(typeof(NamedType))]
public sealed class RegisterMemMapTypeCommand : MemMapCmdlet
{
    /// <summary>The name: letters, digits, '_', '-' and '.', in any case. Names that numpy has are refused.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = null!;

    /// <summary>What the name stands for, written as for New-MemMap; names that are registered already may be part of it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [DTypeArgument, ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public DType DType { get; set; } = null!;

    /// <summary>What Get-MemMapType shows beside the name.</summary>
    [Parameter]
    [ValidateNotNull]
    public string Description { get; set; } = "";

    /// <summary>Replaces a name that stands for another dtype, even one that is built in.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes what was registered to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        NamedType type = new(Name, DType, Description);
        if (Try(Name, () => NamedTypes.Register(type, Force)) && PassThru)
        {
            WriteObject(type);
        }
    }
}

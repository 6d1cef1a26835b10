using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Gives a dtype a name, by which it can be written wherever a dtype is.</summary>
/// <remarks>
/// <para>
/// The name is known in all runspaces of this process, and Tab completes it. A file or another process never refers to it: arrays carry
/// the dtype itself.
/// </para>
/// </remarks>
/// <notes>Registering the same again is no error, so a profile or a module may do it.</notes>
/// <output cref="NamedType">With -PassThru: what was registered.</output>
/// <example>
/// <summary>A record of a sensor</summary>
/// <code>
/// PS> Register-MemMapType sensor ([ordered]@{ time = 'M8[s]'; id = 'u2'; value = 'f4' }) -Description 'A reading'
/// PS> New-MemMap readings.dat sensor w+ -Shape 2
/// sensor (2,) w+ /data/readings.dat
/// [('1970-01-01T00:00:00', 0, 0.) ('1970-01-01T00:00:00', 0, 0.)]
/// </code>
/// </example>
/// <example>
/// <summary>A name for an array of another type</summary>
/// <code>
/// PS> Register-MemMapType point3 '3f8' -PassThru | ForEach-Object ItemSize
/// 24
/// PS> Register-MemMapType segment ([ordered]@{ from = 'point3'; to = 'point3' }) -PassThru | ForEach-Object ItemSize
/// 48
/// </code>
/// </example>
/// <example>
/// <summary>Another layout under the same name</summary>
/// <code>
/// PS> Register-MemMapType pixel '3u1'
/// PS> try { Register-MemMapType pixel '4u1' -ErrorAction Stop } catch { "$_" }
/// the name 'pixel' stands for ('u1', (3,)) already; -Force replaces it
/// PS> Register-MemMapType pixel '4u1' -Force
/// </code>
/// </example>
/// <seealso cref="GetMemMapTypeCommand"/>
/// <seealso cref="NewMemMapCommand"/>
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

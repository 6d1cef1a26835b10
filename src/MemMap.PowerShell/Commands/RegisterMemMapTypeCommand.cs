using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Registers a name for a dtype, which can be used wherever a dtype is expected.</summary>
/// <remarks>
/// <para>
/// The name is known in all runspaces of this process, and Tab completes it. Files and other processes never refer to the name: arrays
/// carry the dtype itself.
/// </para>
/// </remarks>
/// <notes>Registering the same name and dtype again is not an error, so a profile or a module can do it.</notes>
/// <output cref="NamedType">With -PassThru: the registered dtype with its name.</output>
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
    /// <summary>The name: letters, digits, '_', '-' and '.'. Case is ignored. Names of numpy's dtypes are an error.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = null!;

    /// <summary>The dtype, written as for New-MemMap. It can contain registered names.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [DTypeArgument, ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public DType DType { get; set; } = null!;

    /// <summary>A description, which Get-MemMapType shows.</summary>
    [Parameter]
    [ValidateNotNull]
    public string Description { get; set; } = "";

    /// <summary>Replaces a name of another dtype, even a built-in one.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the registered dtype to the pipeline.</summary>
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

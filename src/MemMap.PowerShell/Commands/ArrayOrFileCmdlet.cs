using System.Management.Automation;
using MemMap.Handles;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>A cmdlet that works on arrays from the pipeline, or on files by name or from the pipeline.</summary>
public abstract class ArrayOrFileCmdlet : FileArrayCmdlet
{
    private protected const string ArraySet = "Array", FileSet = "Path", LiteralFileSet = "LiteralPath";

    /// <summary>
    /// The array to work on, from the pipeline or by name. An array is one object, whatever its size. An array that was sent by another
    /// process (Start-Job, Import-Clixml) is opened again. A file, such as the output of Get-ChildItem, is opened read-only, and closed
    /// when the work on it is done.
    /// </summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ArraySet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = FileSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = LiteralFileSet)]
    [PipedArrayOrFile, ValidateNotNull]
    public virtual object InputObject { get; set; } = null!;

    /// <summary>
    /// The files to work on, relative to PowerShell's location. Wildcards are allowed. They are opened read-only, and closed when the work
    /// on them is done.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    [FileNames]
    public virtual string[] Path { get; set; } = null!;

    /// <summary>The files to work on. No character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralFileSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public virtual string[] LiteralPath { get; set; } = null!;

    /// <summary>For a file: its format, as for New-MemMap. Raw reads all bytes, whatever they are.</summary>
    [Parameter]
    [ReadableFormat]
    public FileFormat Format { get; set; }

    private protected sealed override FileFormat SourceFormat => Format;

    private protected override string[]? PathBesideType => Path;

    /// <summary>What is added to the error if no array and no file is given, or both are.</summary>
    private protected virtual string? SourceHint(bool isBoth) => null;

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
        => Array.ForEach(Sources(InputObject, Path, LiteralPath, SourceHint), Process);

    /// <summary>Ends the command if there is no array, and the name of an axis in the place of a file.</summary>
    private protected void RefuseMissingFile(AxisName? axis)
    {
        if (!MyInvocation.ExpectingInput && InputObject is null && Path is null && LiteralPath is null
            && AxisName.NoFile(axis, MyInvocation.MyCommand.Name) is { } error)
        {
            ThrowTerminatingError(error);
        }
    }

    /// <summary>Works on an array, or on each array of a file.</summary>
    private protected virtual void Process(object source) => ForEachArray(source, Process);

    /// <summary>Works on one array.</summary>
    private protected abstract void Process(NDArray array);
}

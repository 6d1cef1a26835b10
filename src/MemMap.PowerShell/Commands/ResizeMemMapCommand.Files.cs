using System.Management.Automation;
using MemMap.Formats;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// What is resized: maps, or files.
public sealed partial class ResizeMemMapCommand
{
    private protected override string? InsteadOf(object? argument)
        => argument is string file && PositionalFile.Of(this, file) is not null
            ? "files come first, separated by commas, and the length behind them" : null;

    /// <summary>
    /// The map to resize, from the pipeline or by name. A map that was sent by another process (Start-Job, Import-Clixml) is opened again.
    /// A file, such as the output of Get-ChildItem, is opened in mode r+; when it is resized, it is flushed and closed.
    /// </summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = LengthSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = ShapeSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = FitSet)]
    [PipedArrayOrFile, ValidateNotNull]
    public object InputObject { get; set; } = null!;

    /// <summary>
    /// The files to resize, relative to PowerShell's location. Wildcards are allowed. They are opened in mode r+; when they are resized,
    /// they are flushed and closed, unless -PassThru writes them to the pipeline.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FileLengthSet)]
    [Parameter(Position = 0, ParameterSetName = ShapeSet)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    [FileNames]
    public string[] Path { get; set; } = null!;

    /// <summary>The files to resize. No character is a wildcard.</summary>
    [Parameter(ParameterSetName = LengthSet), Parameter(ParameterSetName = ShapeSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string[] LiteralPath { get; set; } = null!;

    /// <summary>For a file: the dtype of an element, as for New-MemMap. A .npy file specifies its dtype itself.</summary>
    /// <value>uint8</value>
    [Parameter(ParameterSetName = LengthSet), Parameter(ParameterSetName = FileLengthSet), Parameter(ParameterSetName = ShapeSet)]
    [DTypeArgument, ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public DType? DType { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        // Not mandatory: the engine would ask for a length before it is seen that there is no such file.
        if (ParameterSetName == FileLengthSet && !MyInvocation.BoundParameters.ContainsKey(nameof(Length)))
        {
            string name = MyInvocation.MyCommand.Name, path = Path[0];
            ThrowTerminatingError(
                PositionalFile.Of(this, path) is null ? Errors.NoFile(path, $"in its place, a length may stand: $m | {name} 1000")
                : Errors.NoLength(name, path));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object source in Sources(InputObject, Path, LiteralPath, _ => null))
        {
            if (source is FileArgument file)
            {
                ForEachFile(file, ProcessFile);
            }
            else if (DType is not null)
            {
                ThrowTerminatingError(Errors.ForFiles(nameof(DType)));
            }
            else if (source is MemMapArray map)
            {
                Process(map);
            }
            else
            {
                WriteError(Errors.NotAMap((NDArray)source, MyInvocation.MyCommand.Name));
            }
        }
    }

    private void ProcessFile(string path)
    {
        if (!TryOpen(path, MapMode.ReadWrite, FileFormat.Auto, () => new ArraySpec(DType, null), null, out NDArray[] arrays))
        {
            return;
        }
        try
        {
            if (DType is null && arrays is [MemMapArray { FileName: var file, DType: var dtype }, ..]
                && Array.Find(MemMapArray.OpenMaps, map => map.FileName == file && !map.DType.Equals(dtype)) is { } other)
            {
                WriteError(Errors.LengthInBytes(other, dtype));
                return;
            }
            Array.ForEach([.. arrays.OfType<MemMapArray>()], Process);
        }
        finally
        {
            if (!PassThru)
            {
                foreach (MemMapArray map in arrays.OfType<MemMapArray>())
                {
                    Try(map, map.Flush);
                }
                Close(arrays);
            }
        }
    }
}

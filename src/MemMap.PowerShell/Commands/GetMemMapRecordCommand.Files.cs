using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Formats;
using MemMap.Handles;
using MemMap.Parameters;

namespace MemMap.Commands;

// Files instead of arrays.
public sealed partial class GetMemMapRecordCommand
{
    /// <summary>
    /// The array to walk, from the pipeline or by name. An array is one object, whatever its size. An array that was sent by another
    /// process (Start-Job, Import-Clixml) is opened again. A file, such as the output of Get-ChildItem, is read as bytes.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [PipedArrayOrFile, ValidateNotNull]
    public object InputObject { get; set; } = null!;

    /// <summary>
    /// The files to walk, relative to PowerShell's location. Wildcards are allowed. Their bytes are read, whatever their format is, and
    /// they stay open as long as a record has a view of them. File and type may also change places: Get-MemMapRecord two.zip zip_local.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    [FileNames]
    public string[] Path { get; set; } = null!;

    /// <summary>The files to walk. No character is a wildcard.</summary>
    [Parameter]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string[] LiteralPath { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // The file comes first at the prompt, as for the other cmdlets.
        if (Path is [var second] && !CDefinitions.IsDefinition(Type) && NamedTypes.Find(Type.TrimStart('<', '>')) is null
            && (PositionalFile.Of(this, Type) is not null || NamedTypes.Find(second.TrimStart('<', '>')) is not null))
        {
            (Type, Path) = (second, [Type]);
        }
    }

    // The parts of records are views, so the file is not closed here: it is when none of them is left.
    private void Process(object source)
    {
        if (source is NDArray array)
        {
            Walk(array);
            return;
        }
        foreach (string path in FilesOf((FileArgument)source))
        {
            if (TryOpen(path, MapMode.ReadOnly, FileFormat.Raw, () => new ArraySpec(null, null), null, out NDArray[] arrays))
            {
                Array.ForEach(arrays, Walk);
                if (Count || OffsetOnly)
                {
                    Close(arrays);
                }
            }
        }
    }
}

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
    /// The files to walk, relative to PowerShell's location. Wildcards are allowed. Their bytes are read, whatever their format is. A file
    /// is closed behind its last record, unless an array in a record was used: then it stays open as long as that is there. A part that is
    /// used later opens the file again. File and type may also change places: Get-MemMapRecord two.zip zip_local.
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

    // Where a part of a record is a view, the file is closed when none of them is left.
    private void Process(object source)
    {
        _isFile = source is not NDArray;
        if (source is NDArray array)
        {
            Walk(array);
            return;
        }
        foreach (string path in FilesOf((FileArgument)source))
        {
            if (TryOpen(path, MapMode.ReadOnly, FileFormat.Raw, () => new ArraySpec(null, null), null, out NDArray[] arrays))
            {
                _shape = null;
                try
                {
                    Array.ForEach(arrays, Walk);
                }
                finally
                {
                    if (_shape?.TryRelease() != false)
                    {
                        Close(arrays);
                    }
                }
            }
        }
    }
}

using System.Management.Automation;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Formats;
using MemMap.Handles;
using MemMap.Output;
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

    // What was given as the type, which is a file where the type comes through the pipeline.
    private string? _given;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _given = Type;
        if (Type is not null && Path is [var file] && NamedTypes.Find(file) is null && NamedTypes.Find(Type.TrimStart('<', '>')) is null
            && NamedFiles.Of(this, Type).Length > 0 && NamedFiles.Of(this, file).Length > 0)
        {
            ThrowTerminatingError(Errors.FilesForType(MyInvocation.MyCommand.Name, Type, file));
        }
        // The file comes first at the prompt, as for the other cmdlets.
        if (Type is not null && Path is [var second] && !CDefinitions.IsDefinition(Type)
            && NamedTypes.Find(Type.TrimStart('<', '>')) is null
            && (PositionalFile.Of(this, Type) is not null || NamedTypes.Find(second.TrimStart('<', '>')) is not null))
        {
            (Type, Path) = (second, [Type]);
        }
        if (Type is not null)
        {
            TellOfPacking(Type);
        }
    }

    private protected override bool TakeType(NamedType type)
    {
        if (Path is not null && _given is not null)
        {
            return false;
        }
        Type = type.Name;
        return true;
    }

    private protected override string[]? PathBesideType => Path ?? (_given is null ? null : [_given]);

    /// <summary>Ends the command if it isn't said what the records are, or only a file is there.</summary>
    private void RequireType()
    {
        bool isFile = Path is null && LiteralPath is null && _given is not null && !CDefinitions.IsDefinition(_given)
            && NamedTypes.Find(_given.TrimStart('<', '>')) is null && PositionalFile.Of(this, _given) is not null;
        if (InputObject is RefusedInput || (_given is not null && !(isFile && InputObject is null)))
        {
            return;
        }
        string? file = InputObject is FileArgument argument ? argument.Path : isFile ? _given : (Path ?? LiteralPath)?[0];
        if (Try(file, () => StartOf(file), out byte[]? start))
        {
            ThrowTerminatingError(Errors.RecordTypeMissing(file, RecordChains.In(start), MagicCheck.Fitting(start)));
        }
    }

    private byte[] StartOf(string? file)
        => file is null ? InputObject is NDArray { IsContiguous: true } array ? StartOf(array) : []
            : FilePaths.Resolve(this, file, mustExist: true).FirstOrDefault(File.Exists) is { } path ? RawFile.StartOf(path)
            : throw Errors.NoFile(file);

    private static byte[] StartOf(NDArray array)
        => new RecordBytes(array.Ref).At(0, (int)Math.Min(MagicCheck.Bytes, array.NBytes)).ToArray();

    /// <summary>Throws if the array begins with a header, behind which the records are.</summary>
    private static void RequireNoHeader(NDArray array, NamedType record)
    {
        if (RecordChains.FirstOf(record) is > 0 and var first && array.IsContiguous && array.NBytes > first)
        {
            if (RecordChains.HeaderOf(record, StartOf(array)) is { } header)
            {
                throw Error.RecordsBehind(record.Name, header.Name, first);
            }
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
        ForEachFile((FileArgument)source, path =>
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
        });
    }
}

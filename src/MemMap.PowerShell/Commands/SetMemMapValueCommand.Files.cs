using System.Collections;
using System.Management.Automation;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// Files instead of arrays.
public sealed partial class SetMemMapValueCommand
{
    // What is being changed.
    private NDArray _array = null!;

    // Whether the only argument behind a file is an index, and the path of a file that stands before the index.
    private bool _isIndexOnly;
    private string? _named;

    /// <summary>
    /// The array to change, from the pipeline or by name. An array is one object, whatever its size. An array that was sent by another
    /// process (Start-Job, Import-Clixml) is opened again. A file, such as the output of Get-ChildItem, is opened in mode r+; when it is
    /// changed, it is flushed and closed.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [PipedArrayOrFile, ValidateNotNull]
    public object InputObject { get; set; } = null!;

    /// <summary>
    /// The files to change, relative to PowerShell's location. Wildcards are allowed. They are opened in mode r+; when they are changed,
    /// they are flushed and closed, unless -PassThru writes them to the pipeline. By position, the file stands before the index and the
    /// value: Set-MemMapValue x.bin 0 65.
    /// </summary>
    // What stands at this position behind a file is the index or the value: RequirePlace says which one is empty.
    [Parameter(Position = 2)]
    [AllowNull, AllowEmptyCollection, AllowEmptyString, SupportsWildcards]
    [FileNames(TakesValues = true)]
    public string[] Path { get; set; } = null!;

    /// <summary>The files to change. No character is a wildcard.</summary>
    [Parameter]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string[] LiteralPath { get; set; } = null!;

    /// <summary>For a file: its format, as for New-MemMap. Raw takes all bytes, whatever they are.</summary>
    [Parameter]
    [ReadableFormat]
    public FileFormat Format { get; set; }

    private protected override FileFormat SourceFormat => Format;

    private protected override MapMode SourceMode => MapMode.ReadWrite;

    private protected override void Finish(NDArray[] arrays)
    {
        foreach (MemMapArray map in arrays.OfType<MemMapArray>())
        {
            Try(map, map.Flush);
        }
        if (!PassThru)
        {
            Close(arrays);
        }
    }

    /// <summary>Throws if a place is empty, as where nothing was found: all elements would be changed.</summary>
    private void RequirePlace()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Index)) && Index is { Length: 0 })
        {
            ThrowTerminatingError(Errors.From(Errors.PlaceEmpty(null), null));
        }
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(Path)))
        {
            return;
        }
        object? given = Path is null ? null : PipelineElements.Bare(PositionalValue.Of(Path));
        bool isNothing = given is null or IList { Count: 0 };
        if (!IsPositional(nameof(Path)))
        {
            if (isNothing || given is "" || (given is IList names && names.Contains("")))
            {
                ThrowTerminatingError(Errors.From(Errors.PathEmpty(), null));
            }
        }
        else if (ParameterSetName == BytesSet ? isNothing : given is null)
        {
            string file = $"{PipelineElements.Bare(Index?.FirstOrDefault())}";
            ThrowTerminatingError(
                Errors.From(ParameterSetName == BytesSet ? Errors.PlaceEmpty(file) : Errors.ValueEmpty(file), null));
        }
    }

    /// <summary>Takes the file or array that stands before index and value.</summary>
    private void FindSource()
    {
        if (SourceBefore(Index, InputObject, Path, LiteralPath, MyInvocation.ExpectingInput) is not { } source)
        {
            return;
        }
        if (Path is null)
        {
            // One argument behind the file is the index, as it is behind a pipe. It is no value for all elements.
            _isIndexOnly = Where is null && IsPositional(nameof(Value));
            Index = _isIndexOnly ? Place(source) : [];
            Value = _isIndexOnly ? null : Value;
        }
        else if (ParameterSetName == BytesSet)
        {
            Index = PositionalValue.ItemsOf(Path);
        }
        else
        {
            Index = Place(source);
            Value = PositionalValue.Of(Path);
        }
        _named = source is FileArgument file ? file.Path : null;
        InputObject = source;
        Path = null!;
    }

    private object?[] Place(object source)
    {
        if (PipelineElements.Bare(Value) is null or object?[] { Length: 0 })
        {
            ThrowTerminatingError(Errors.From(Errors.PlaceEmpty((source as FileArgument)?.Path), null));
        }
        return Value is object?[] items ? items : [Value];
    }
}

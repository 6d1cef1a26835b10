using System.Globalization;
using System.Management.Automation;
using MemMap.Handles;
using MemMap.Memory;
using MemMap.Parameters;

namespace MemMap.Commands;

// Files instead of arrays.
public sealed partial class GetMemMapSliceCommand
{
    // The memory of what was written.
    private readonly HashSet<ArrayBuffer> _kept = [];

    /// <summary>
    /// The array, from the pipeline or by name. An array is one object, whatever its size. An array that was sent by another process
    /// (Start-Job, Import-Clixml) is opened again. A file, such as the output of Get-ChildItem, is opened read-only. By position, an array
    /// may stand before the index where nothing comes through the pipeline.
    /// </summary>
    // Not positional: in `$m | Get-MemMapSlice '1:3'`, the first position is the index.
    [Parameter(ValueFromPipeline = true)]
    [PipedArrayOrFile, ValidateNotNull]
    public object InputObject { get; set; } = null!;

    /// <summary>
    /// The files to read, relative to PowerShell's location. Wildcards are allowed. They are opened read-only. The map of a file stays open
    /// as long as a view of it is there; for an element or a copy, the file is closed at once. By position, the file stands before the
    /// index: Get-MemMapSlice x.bin '1:3'.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    [FileNames(TakesValues = true)]
    public string[] Path { get; set; } = null!;

    /// <summary>The files to read. No character is a wildcard.</summary>
    [Parameter]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string[] LiteralPath { get; set; } = null!;

    /// <summary>For a file: its format, as for New-MemMap. Raw reads all bytes, whatever they are.</summary>
    [Parameter]
    [ReadableFormat]
    public FileFormat Format { get; set; }

    private protected override FileFormat SourceFormat => Format;

    // Views keep their map; all else of a file is closed.
    private protected override void Finish(NDArray[] arrays) => Close(arrays.Where(array => !_kept.Contains(array.Buffer)));

    private protected override string? InsteadOf(object? argument)
        => PipelineElements.Number(argument) is not null
            ? "the indices of several axes are one argument, with commas between them: 1, 3, or '1, 3'" : null;

    /// <summary>Takes the file or array that stands before the index.</summary>
    private void FindSource()
    {
        if (InputObject is RefusedInput && SourceBefore(Index, null, Path, LiteralPath, isPiped: false) is FileArgument file)
        {
            // What comes through the pipeline may be the type of the file's elements.
            (Index, Path) = (Path is null ? [] : PositionalValue.ItemsOf(Path), [file.Path]);
        }
        else if (SourceBefore(Index, InputObject, Path, LiteralPath, MyInvocation.ExpectingInput) is { } source)
        {
            (InputObject, Index, Path) = (source, Path is null ? [] : PositionalValue.ItemsOf(Path), null!);
        }
    }

    private protected override string[]? PathBesideType => Path;

    private string? SourceHint(bool isBoth)
        => !isBoth || Index is null || Path is null ? null
            : Index is [int first] && Path is [var text] && long.TryParse(text, CultureInfo.InvariantCulture, out long last)
                ? FormattableString.Invariant(
                    $"; the elements of a range are '{first}:{last}', and the items of an index stand between commas: {first}, {last}")
            : "; a range is '0:10', and the items of an index stand between commas: 1, 2";

    private void Keep(object? slice)
    {
        if (slice is NDArray view)
        {
            _kept.Add(view.Buffer);
        }
    }
}

using System.Management.Automation;
using MemMap.Formats;
using MemMap.Geometry;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Writes objects from the pipeline to a file, and maps it.</summary>
/// <remarks>
/// <para>
/// There may be any number of objects: they are written while they come. Numbers, strings, dates and raw bytes are an element each; lists
/// and arrays are their elements in C order. For a dtype with fields, an object gives the values of its properties, a hashtable those of
/// its keys, a list one for each field by position; text, such as all that Import-Csv gives, is read in the invariant culture.
/// </para>
/// <para>
/// An object that is no element ends the command with an error that tells it and its position, counted from 0. What came before it stays
/// in the file if that was created or appended to; a file that was to be replaced is left as it is, as the new content takes its place only
/// when it is complete. The same holds where the pipeline fails elsewhere or is stopped.
/// </para>
/// </remarks>
/// <notes>The file holds the elements and nothing else, so a later New-MemMap needs the dtype again. Export-MemMap makes a .npy file, which
/// tells it.</notes> <output cref="MemMapArray">The map of the file, in mode r+.</output>
/// <example>
/// <summary>Numbers</summary>
/// <code>
/// PS> 1..6 | ConvertTo-MemMap numbers.dat int16 -Shape 3
/// int16 (2, 3) r+ /data/numbers.dat
/// [[1 2 3]
///  [4 5 6]]
/// </code>
/// </example>
/// <example>
/// <summary>Objects as records, whose fields the first one tells</summary>
/// <code>
/// PS> $points = [pscustomobject]@{ name = 'start'; x = 1.5 }, [pscustomobject]@{ name = 'end'; x = 7 }
/// PS> $map = $points | ConvertTo-MemMap points.dat
/// PS> $map.DType
/// [('name', '&lt;U5'), ('x', '&lt;f8')]
/// PS> $map['x'].Max()
/// 7
/// </code>
/// </example>
/// <example>
/// <summary>Continue a file</summary>
/// <code>
/// PS> 1, 2 | ConvertTo-MemMap log.dat float32 | Close-MemMap
/// PS> 3, 4.5 | ConvertTo-MemMap log.dat float32 -Append
/// float32 (4,) r+ /data/log.dat
/// [1.  2.  3.  4.5]
/// </code>
/// </example>
/// <seealso cref="ConvertFromMemMapCommand"/>
/// <seealso cref="NewMemMapCommand"/>
/// <seealso cref="RegisterMemMapTypeCommand"/>
[Cmdlet(VerbsData.ConvertTo, "MemMap", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(MemMapArray))]
public sealed class ConvertToMemMapCommand : MemMapCmdlet, IDisposable
{
    private const string PathSet = "Path", LiteralPathSet = "LiteralPath";

    private AppendTarget? _target;
    private DType? _dtype;
    private bool _isInferred;
    private ElementAppender? _appender;

    /// <summary>The file, from PowerShell's location. Wildcards are allowed where they match one file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    public string? Path { get; set; }

    /// <summary>The file, with no character taken as a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = null!;

    /// <summary>
    /// What one element is, as for New-MemMap. If neither it nor the header of a file that is continued tells, the first object does:
    /// integers are int64, other numbers float64, text is a number if it reads as one and otherwise a string of its length, objects and
    /// ordered hashtables are records of such fields. A later object that would lose something (a fraction, the end of a text) is then an
    /// error.
    /// </summary>
    [Parameter(Position = 1)]
    [DTypeArgument, ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public DType? DType { get; set; }

    /// <summary>The objects; $null is NaN among floats and NaT among times.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>
    /// The lengths of the axes after the first one, whose length is what it comes to: with -Shape 3 the array has rows of three elements.
    /// </summary>
    [Parameter]
    [ShapeArgument]
    public long[]? Shape { get; set; }

    /// <summary>
    /// What kind of file to write. Auto: .npy if an existing file that is continued begins as one, or a new one has a name ending in .npy;
    /// the elements' bytes alone otherwise.
    /// </summary>
    [Parameter]
    [ValidateSet(nameof(FileFormat.Auto), nameof(FileFormat.Raw), nameof(FileFormat.Npy))]
    public FileFormat Format { get; set; }

    /// <summary>
    /// Continues a file that exists: a .npy file with elements of its dtype, any other one with whole elements of the dtype that is given.
    /// The array has the old and the new ones. Where another ConvertTo-MemMap is appending to the file, that is an error.
    /// </summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Fails where the file exists, unless it is continued.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Require(Path ?? LiteralPath, () =>
    {
        if (Shape is { } row && Layout.CheckedSize(row) == 0)
        {
            throw Errors.EmptyRow(row);
        }
        string file = ParameterSetName == LiteralPathSet ? FilePaths.Literal(this, LiteralPath) : FilePaths.Single(this, Path!);
        FileInfo info = new(file);
        string change = !info.Exists ? "Create a file of the objects"
            : Append ? $"Append the objects to {info.Length} bytes"
            : $"Replace {info.Length} bytes by the objects";
        AppendTarget target = AppendTarget.Find(file, Format, new ArraySpec(DType, Shape), Append);
        _dtype = DType ?? target.Header?.DType;
        _target = ShouldProcess(file, change) ? target : null;
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_target is null)
        {
            return;
        }
        if (_dtype is null)
        {
            Require(InputObject, () => _dtype = Infer(InputObject));
            _isInferred = true;
        }
        if (_appender is null)
        {
            Require(_target.Path, Open);
        }
        Require(InputObject, () => AppendElements(InputObject));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_target is null)
        {
            return;
        }
        MemMapArray map = null!;
        Require(_target.Path, () =>
        {
            _ = _dtype ?? throw Error.NothingToInfer();
            Open();
            long[] shape = _appender!.Complete();
            map = _target.IsNpy
                ? MemMapArray.Open(_target.Path, _appender.DType, format: FileFormat.Npy)
                : MemMapArray.Open(_target.Path, _dtype, shape: shape, format: FileFormat.Raw);
        });
        WriteObject(map);
    }

    /// <summary>Closes the file; where the pipeline didn't come to its end, this is the first that the command hears of it.</summary>
    public void Dispose()
    {
        using IDisposable scope = Interruption.Use(StopToken);
        _appender?.Dispose();
    }

    private void Open() => _appender ??= new ElementAppender(_target!, _dtype!, NoClobber);

    private static DType Infer(object? input)
    {
        try
        {
            return InferredDType.Of(HostObjects.Unwrap(input));
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            throw Error.BadObject(0, PipelineElements.Bare(input), null, exception);
        }
    }

    private void AppendElements(object? input)
    {
        try
        {
            foreach (object? element in PipelineElements.Of(input, _dtype!))
            {
                if (_isInferred)
                {
                    InferredDType.RequireFit(_dtype!, element);
                }
                _appender!.Append(element);
            }
        }
        catch (Exception exception) when (exception is not (PipelineStoppedException or IOException))
        {
            throw Error.BadObject(_appender!.Count, PipelineElements.Bare(input), _dtype, exception);
        }
    }

    /// <summary>Does what the command can't go on without.</summary>
    private void Require(object? target, Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            ThrowTerminatingError(Errors.From(exception, target));
        }
    }
}

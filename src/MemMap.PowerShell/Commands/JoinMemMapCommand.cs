using System.Management.Automation;
using MemMap.Formats;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Makes one array of several, one behind the other along an axis, without copying.</summary>
/// <remarks>
/// <para>
/// The parts are arrays from the pipeline (maps, views, arrays in memory), or files. All cmdlets, methods and operators work on the joined
/// array: what is read comes from the parts, and what is assigned goes to their files. The property Parts lists the files and their rows.
/// Find-MemMapValue and Compare-MemMap tell the file of what they find. Invoke-MemMapFlush and Close-MemMap work on all parts.
/// </para>
/// <para>
/// The parts must have one dtype, and the same length on all other axes. Files that are given by path are opened when they are used, and
/// few at a time, so there can be any number of them.
/// </para>
/// </remarks>
/// <notes>
/// The files that a path with wildcards matches are in the order of their names, with numbers in the order of their values: part2 before
/// part10. Pipe paths in to have another order.
/// </notes>
/// <output cref="JoinedMemMap">The joined array.</output>
/// <example>
/// <summary>Many files as one array</summary>
/// <code>
/// PS> 1..3 | ForEach-Object { ,@(($_ * 10), ($_ * 10 + 1)) | ConvertTo-MemMap "part$_.npy" int32 | Close-MemMap }
/// PS> $all = Join-MemMap part*.npy
/// PS> $all
/// int32 (6,) r+ /data/part1.npy ... /data/part3.npy (3 parts)
/// [10 11 20 21 30 31]
/// PS> $all.Sum()
/// 123
/// </code>
/// </example>
/// <example>
/// <summary>Which file has a value</summary>
/// <code>
/// PS> Join-MemMap part*.npy -Mode r | Find-MemMapValue -GT 20 -First 1 | ForEach-Object { Split-Path $_.FileName -Leaf }
/// part2.npy
/// </code>
/// </example>
/// <example>
/// <summary>Views and arrays in memory, side by side</summary>
/// <code>
/// PS> $a = [MemMap.NDArray]::Array(@(@(1, 2), @(3, 4)))
/// PS> $b = [MemMap.NDArray]::Array(@(@(5), @(6)))
/// PS> $a, $b | Join-MemMap -Axis 1
/// int64 (2, 3) memory (2 parts)
/// [[1 2 5]
///  [3 4 6]]
/// </code>
/// </example>
/// <seealso cref="NewMemMapCommand"/>
/// <seealso cref="SplitMemMapCommand"/>
/// <seealso cref="FindMemMapValueCommand"/>
[Cmdlet(VerbsCommon.Join, "MemMap", DefaultParameterSetName = PathSet)]
[OutputType(typeof(JoinedMemMap))]
public sealed class JoinMemMapCommand : MemMapCmdlet
{
    private const string InputSet = "InputObject", PathSet = "Path", LiteralPathSet = "LiteralPath";

    private readonly List<NDArray> _arrays = [];
    private readonly List<OpenPlan> _plans = [];
    private bool _hasFailed;

    /// <summary>The arrays to join, from the pipeline or by name, in their order.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [ArrayArgument(LeavesFiles = true), ValidateNotNull]
    public NDArray InputObject { get; set; } = null!;

    /// <summary>The files to join, relative to PowerShell's location. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    [FileNames]
    public string[] Path { get; set; } = null!;

    /// <summary>The files to join. No character is a wildcard. The output of Get-ChildItem binds to this parameter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string[] LiteralPath { get; set; } = null!;

    /// <summary>The dtype of an element of the files, as for New-MemMap.</summary>
    /// <value>uint8, or what the files say</value>
    [Parameter(Position = 1, ParameterSetName = PathSet), Parameter(ParameterSetName = LiteralPathSet)]
    [DTypeArgument(InsteadOfFile = "files are separated by commas: Join-MemMap a.bin, {0}")]
    [ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public DType? DType { get; set; }

    /// <summary>The mode of the files, as for New-MemMap: r, r+ or c. A file that is too short is never extended.</summary>
    /// <value>r+; r for .npz archives</value>
    [Parameter(Position = 2, ParameterSetName = PathSet), Parameter(ParameterSetName = LiteralPathSet)]
    [MapModeArgument, ArgumentCompleter(typeof(MapModeCompleter)), ValidateNotNull]
    public MapMode? Mode { get; set; }

    /// <summary>The offset of the array in each file, in bytes. A negative one counts from the end.</summary>
    /// <value>0</value>
    [Parameter(ParameterSetName = PathSet), Parameter(ParameterSetName = LiteralPathSet)]
    public long? Offset { get; set; }

    /// <summary>The shape of the array in each file.</summary>
    /// <value>one axis, from the size of the file</value>
    [Parameter(ParameterSetName = PathSet), Parameter(ParameterSetName = LiteralPathSet)]
    [ShapeArgument, AllowEmptyCollection]
    public long[]? Shape { get; set; }

    /// <summary>The format of the files, as for New-MemMap.</summary>
    [Parameter(ParameterSetName = PathSet), Parameter(ParameterSetName = LiteralPathSet)]
    [ReadableFormat]
    public FileFormat Format { get; set; }

    /// <summary>The members of .npz archives to join.</summary>
    /// <value>all arrays</value>
    [Parameter(ParameterSetName = PathSet), Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(MemberCompleter))]
    public string[]? Member { get; set; }

    /// <summary>
    /// The axis along which the arrays follow one another. Negative axes count from the end. An axis that has a name in the file of the
    /// first array may be given by it, if the arrays come from the pipeline.
    /// </summary>
    /// <value>0</value>
    [Parameter]
    [AxisArgument, ArgumentCompleter(typeof(AxisCompleter))]
    public AxisName Axis { get; set; } = new(0);

    /// <summary>Leaves out a part that does not fit the first one, with a warning. Without it, such a part is an error.</summary>
    [Parameter]
    public SwitchParameter SkipMismatch { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        // The engine would write an error for each array of the pipeline.
        if (MyInvocation.ExpectingInput && Path is [var file, ..])
        {
            ThrowTerminatingError(Errors.JoinedAndPath(file));
        }
        // The dtype comes before the mode. Users often forget it.
        if (Mode is null && ReferenceEquals(DType, DTypeArgumentAttribute.OfLetterC) && IsPositional(nameof(DType)))
        {
            ThrowTerminatingError(Errors.ModeOrDType(MyInvocation.MyCommand.Name));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == InputSet)
        {
            _arrays.Add(InputObject);
            return;
        }
        bool isLiteral = ParameterSetName == LiteralPathSet;
        foreach (string path in isLiteral ? LiteralPath : Path)
        {
            if (Try(
                path, () => isLiteral ? [FilePaths.Literal(this, path)] : FilePaths.InOrder(FilePaths.Resolve(this, path, mustExist: true)),
                out var files))
            {
                foreach (string file in files)
                {
                    if (Try(file, () => PlanPart(file), out var plan))
                    {
                        _plans.Add(plan);
                        continue;
                    }
                    _hasFailed = true;
                }
                continue;
            }
            _hasFailed = true;
        }
    }

    private OpenPlan PlanPart(string file)
        => JoinedFiles.Plan(file, Mode, Format, new ArraySpec(DType, Shape, null, FileOffset.In(file, Offset)), Member);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // An array without a file that was asked for would look complete.
        if (!_hasFailed
            && Try(
                null,
                () => ParameterSetName == InputSet
                    ? JoinedMemMap.Join(_arrays, Axis.Of(_arrays.FirstOrDefault()), JoinedFiles.OnMismatch(SkipMismatch))
                    : JoinedMemMap.Join(_plans, Axis.Of(null), JoinedFiles.OnMismatch(SkipMismatch)),
                out var joined))
        {
            WriteVerbose($"Joined {joined.Source} along axis {joined.Axis}");
            WriteObject(joined);
        }
    }
}

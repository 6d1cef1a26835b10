using System.Management.Automation;
using MemMap.Formats;
using MemMap.Memory;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Maps a file into memory as an array, and creates the file if asked to.</summary>
/// <remarks>
/// <para>
/// The defaults are numpy's: dtype uint8, mode r+, offset 0, the shape from the file's size, C order. Data is read only when it is used, so
/// the file can be larger than memory. Several files give an array each.
/// </para>
/// <para>
/// Mode w+ replaces a file that exists by zeros, as in numpy. With -NoClobber, that is an error; -WhatIf says what would be replaced, and
/// -Verbose what was.
/// </para>
/// <para>
/// A .npy file is recognised by its first bytes, and specifies its dtype, shape and order itself. Parameters that are given must agree with
/// it. Each member of an .npz archive is an array, whose property Member is its name; so is each array of other containers (safetensors,
/// FITS, NetCDF ...). What they say beside the array is in its property Attributes. Get-MemMapMember lists what is in a file.
/// </para>
/// </remarks>
/// <notes>
/// Use -Mode r to inspect an important file: no assignment can change it then. The map stays open until Close-MemMap, or until it is no
/// longer referenced.
/// </notes>
/// <output cref="MemMapArray">The map of a file, or of a stored member of an archive.</output>
/// <output cref="JoinedMemMap">With -Join: all files as one array.</output>
/// <output cref="NDArray">A compressed member of an archive, which is read into memory.</output>
/// <example>
/// <summary>Look at the bytes of a file</summary>
/// <code>
/// PS> New-MemMap five.bmp -Mode r
/// uint8 (102,) r /data/five.bmp
/// [ 66  77 102   0   0   0   0   0   0   0  54   0   0   0  40   0   0   0
///    5   0   0   0   3   0   0   0   1   0  24   0   0   0   0   0  48   0
///    0   0 196  14   0   0 196  14   0   0   0   0   0   0   0   0   0   0
///   30  20  10  30  20  10  30  20  10  30  20  10  30  20  10   0  30  20
///   10  30  20  10  30  20  10  30  20  10  30  20  10   0  30  20  10  30
///   20  10  30  20  10  30  20  10  30  20  10   0]
/// the bytes of a file that seems to be Bmp: New-MemMap '/data/five.bmp' -Format Bmp opens its arrays
/// </code>
/// <para>Without a dtype, the elements are the bytes of the file. They are read when they are used, so large files open as fast as small
/// ones.</para>
/// </example>
/// <example>
/// <summary>Create a file of numbers</summary>
/// <code>
/// PS> $m = New-MemMap newfile.dat -DType float32 -Mode w+ -Shape 3,4
/// PS> $m | Set-MemMapValue -Value (0..11)
/// PS> $m[1, 2]
/// 6
/// PS> $m.Mean(0)
/// float32 (4,)
/// [4. 5. 6. 7.]
/// </code>
/// </example>
/// <example>
/// <summary>Read records at an offset of a file</summary>
/// <code>
/// PS> $entry = [ordered]@{ flag = 'u1'; first = '3u1'; type = 'u1'; last = '3u1'; lba = '&lt;u4'; count = '&lt;u4' }
/// PS> $parts = New-MemMap mbr.img $entry r -Offset 446 -Shape 4
/// PS> $parts['count']
/// uint32 (4,) r /data/mbr.img
/// [16384 32768 79872     0]
/// </code>
/// <para>Common formats have a name, which replaces the list of fields: New-MemMap mbr.img mbr r. Get-MemMapType lists the names.</para>
/// </example>
/// <example>
/// <summary>The last bytes of a file</summary>
/// <code>
/// PS> New-MemMap five.bmp -Mode r -Offset -6
/// uint8 (6,) r /data/five.bmp
/// [20 10 30 20 10  0]
/// </code>
/// </example>
/// <example>
/// <summary>See what would happen</summary>
/// <code>
/// PS> New-MemMap big.dat float64 w+ -Shape 1000,1000 -WhatIf
/// What if: Performing the operation "Create a file of 8000000 bytes" on target "/data/big.dat".
/// </code>
/// </example>
/// <seealso cref="GetMemMapMemberCommand"/>
/// <seealso cref="GetMemMapSliceCommand"/>
/// <seealso cref="SetMemMapValueCommand"/>
/// <seealso cref="CloseMemMapCommand"/>
/// <seealso cref="GetMemMapTypeCommand"/>
[Cmdlet(VerbsCommon.New, "MemMap", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(MemMapArray), typeof(NDArray), typeof(JoinedMemMap))]
public sealed partial class NewMemMapCommand : MemMapCmdlet
{
    private const string PathSet = "Path", LiteralPathSet = "LiteralPath", StreamSet = "Stream";

    private readonly List<OpenPlan> _parts = [];
    private bool _hasFailed;

    // A type of the pipeline is bound as a path too, where none is given.
    private bool _isFileGiven;

    /// <summary>
    /// The file, relative to PowerShell's location. Wildcards are allowed. A path that matches nothing is the name of a file to create.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    [FileNames]
    public string[] Path { get; set; } = null!;

    /// <summary>The file. No character is a wildcard. The output of Get-ChildItem binds to this parameter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string[] LiteralPath { get; set; } = null!;

    /// <summary>
    /// An open file. It is mapped from its beginning, whatever its position. It stays open, and can be closed before the map.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = StreamSet)]
    [ValidateNotNull]
    public FileStream Stream { get; set; } = null!;

    /// <summary>
    /// A type of Get-MemMapType, from the pipeline: the dtype of an element. A type that was found in a file opens that file, if no other
    /// one is given.
    /// </summary>
    [Parameter(ParameterSetName = PathSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = LiteralPathSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = StreamSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public NamedType InputObject { get; set; } = null!;

    /// <summary>
    /// The dtype of an element: numpy's notation (f4, '>i2', float32, 'i4,(2,3)f8'), a .NET type ([double]), or an ordered hashtable of
    /// fields ([ordered]@{ id = 'i4'; xyz = '3f8' }).
    /// </summary>
    /// <value>uint8</value>
    [Parameter(Position = 1)]
    [DTypeArgument(InsteadOfFile = "the path comes first: New-MemMap {0} float32, and several files are separated by commas")]
    [ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public DType? DType { get; set; }

    /// <summary>
    /// r: read only. r+: read and write an existing file. A file that is too short is extended, but only if r+ is given explicitly. w+:
    /// create or replace a file, filled with zeros. c: copy on write; assignments change the memory, never the file. The names readonly,
    /// readwrite, write and copyonwrite are accepted too.
    /// </summary>
    /// <value>r+, but without extending the file; r for an .npz archive</value>
    [Parameter(Position = 2)]
    [MapModeArgument, ArgumentCompleter(typeof(MapModeCompleter)), ValidateNotNull]
    public MapMode? Mode { get; set; }

    /// <summary>
    /// The offset of the array in the file, in bytes. It need not be aligned. A negative one counts from the end of the file.
    /// </summary>
    /// <value>0</value>
    [Parameter(Position = 3)]
    [OffsetArgument]
    public long? Offset { get; set; }

    /// <summary>The length of each axis: an integer, a list such as 3,4, or @() for a single element. Mode w+ needs it.</summary>
    /// <value>one axis, from the size of the file</value>
    [Parameter(Position = 4)]
    [ShapeArgument, AllowEmptyCollection]
    public long[]? Shape { get; set; }

    /// <summary>The axis that varies fastest in the file: the last (C) or the first (F).</summary>
    /// <value>C</value>
    [Parameter(Position = 5)]
    public MemoryOrder? Order { get; set; }

    /// <summary>
    /// The format of the file. Auto: .npy if the file begins as one, or is created with a name ending in .npy; .npz if the name ends in
    /// .npz; Zarr for a folder with a Zarr store, which is one array, or a group of them; SafeTensors, Fits, Nifti, NetCdf, Mat, Nrrd,
    /// Gguf, Hdf5 and Arrow for files that begin as one, unless a dtype or an offset is given; otherwise raw. Raw maps all bytes, whatever
    /// they are. Wav, Bmp, Idx and streams of Arrow are opened as such only if the format is given.
    /// </summary>
    [Parameter]
    [ReadableFormat]
    public FileFormat Format { get; set; }

    /// <summary>
    /// The members of an .npz archive (with or without .npy) or of another container to open. The default is all arrays. A member that
    /// can't be read is an error, and the others are opened. Stored members are mapped in place. Compressed members are read into memory,
    /// and are an error in mode r+.
    /// When a stored member is changed in mode r+, Invoke-MemMapFlush and Close-MemMap update its checksum in the archive.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(MemberCompleter))]
    public string[]? Member { get; set; }

    /// <summary>
    /// The expected access pattern. Sequential and Random tune the read-ahead of the operating system. Buffered reads and writes parts of
    /// the file instead of mapping it. It is slower. Use it for a file that other processes may truncate at any time: this is then always
    /// an error that can be caught.
    /// </summary>
    [Parameter]
    public AccessHint Access { get; set; }

    /// <summary>Creates or extends a file with holes, instead of reserving the disk space.</summary>
    [Parameter]
    public SwitchParameter Sparse { get; set; }

    /// <summary>
    /// Opens a file as a named type whose magic is not in it, such as an archive with data before its first entry. Otherwise that is an
    /// error, which says what is there instead.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipMagicCheck { get; set; }

    /// <summary>
    /// The maximum length of the header of a .npy file, in bytes. Records with hundreds of fields have longer ones; those of a file from
    /// somewhere else can take long to read.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 1 << 28)]
    public int MaxHeader { get; set; } = NpyHeader.MaxText;

    /// <summary>Makes mode w+ fail if the file exists.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>
    /// Makes one array of all files, one behind the other along the first axis, in the order of their names. See Join-MemMap, which has
    /// more options.
    /// </summary>
    [Parameter(ParameterSetName = PathSet), Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter Join { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _isFileGiven = Path is not null || LiteralPath is not null || Stream is not null;
        // The dtype comes before the mode. Users often forget it.
        if (Mode is null && ReferenceEquals(DType, DTypeArgumentAttribute.OfLetterC) && IsPositional(nameof(DType)))
        {
            ThrowTerminatingError(Errors.ModeOrDType(MyInvocation.MyCommand.Name));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            TakeType();
            if (!_isFileGiven)
            {
                Open(InputObject, FileOfType(), null);
                return;
            }
        }
        if (ParameterSetName == StreamSet)
        {
            Open(Stream, null, Stream);
            return;
        }
        bool isLiteral = ParameterSetName == LiteralPathSet;
        foreach (string path in isLiteral ? LiteralPath : Path)
        {
            if (Try(path,
                () => isLiteral ? [FilePaths.Literal(this, path)] : FilePaths.Resolve(this, path, mustExist: Mode != MapMode.Write),
                out var files))
            {
                foreach (string file in Join && !isLiteral ? FilePaths.InOrder(files) : files)
                {
                    if (Join)
                    {
                        _hasFailed |= !Try(file, () => PlanPart(file), out var plan);
                        _parts.Add(plan!);
                        continue;
                    }
                    Open(file, file, null);
                }
            }
            else
            {
                _hasFailed = true;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // An array without a file that was asked for would look complete.
        if (Join && !_hasFailed && Try(null, () => JoinedMemMap.Join(_parts, 0, null), out var joined))
        {
            WriteVerbose($"Joined {joined.Source}");
            WriteObject(joined);
        }
    }

    private OpenPlan PlanPart(string file)
        => JoinedFiles.Plan(file, Mode, Format, new ArraySpec(DType, Shape, Order, FileOffset.In(file, Offset)), Member, Access);

    private void Open(object target, string? path, FileStream? stream)
    {
        if (!Try(target, () => Plan(path, stream), out var plan))
        {
            return;
        }
        using OpenPlan opening = plan;
        string file = path ?? stream!.Name;
        long? replaced = plan.Request.Mode == MapMode.Write && File.Exists(file) ? new FileInfo(file).Length : null;
        if (!MayChange(plan.Request))
        {
            return;
        }
        foreach (OpenPlan part in plan.Parts ?? [plan])
        {
            if (!Try(target, () => MemMapArray.Open(part), out var arrays))
            {
                continue;
            }
            if (replaced is not null)
            {
                WriteVerbose($"Replaced the {replaced} bytes of '{file}' by zeros; -NoClobber makes that an error");
            }
            if (plan.Request.Mode == MapMode.Write && Format == FileFormat.Auto)
            {
                TellOfPromise(file, arrays);
            }
            TellOfFormat(file, arrays);
            foreach (NDArray array in arrays)
            {
                if (IsVerbose)
                {
                    WriteVerbose(
                        array is MemMapArray map ? Mapped(map)
                            : array is JoinedMemMap joined
                                ? $"Opened {joined.Source}, {(joined.IsDecoded ? "read into memory" : "mapped")} when they are used"
                            : $"{(ArrayFile.FormatOf(file) == FileFormat.Npz ? "A compressed member" : "An array")} of '{file}' was "
                                + $"read into memory: {ArrayHeader.Of(array)}");
                }
                if (array.Size == 0 && plan.Request.Mode != MapMode.Write && IsOfSystem(file))
                {
                    WriteWarning($"the system gives the size of '{file}' as 0, so there is nothing to map; read it with "
                        + $"[MemMap.NDArray]::Array([System.IO.File]::ReadAllBytes('{file}'))");
                }
                if (array is MemMapArray && Access != AccessHint.Buffered && FaultHandler.Absence is { } absence)
                {
                    WriteVerbose(
                        $"This process ends where a page of the file can't be supplied ({absence}); "
                        + "-Access Buffered gives an error instead");
                }
                if (plan.Request.Mode != MapMode.Write)
                {
                    TellOfHeader(file, array);
                }
                WriteObject(array);
            }
        }
    }
}

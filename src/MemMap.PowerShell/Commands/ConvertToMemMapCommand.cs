using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Formats;
using MemMap.Geometry;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Writes objects from the pipeline to a file, and maps it; without a file, it makes an array in memory of them.</summary>
/// <remarks>
/// <para>
/// Objects are written as they arrive, in any number. A number, string, date or raw byte sequence is one element. Lists and arrays are
/// their elements in C order. For a dtype with fields, the values come from the properties of an object, the keys of a hashtable, or the
/// items of a list by position. Text, such as the output of Import-Csv, is parsed in the invariant culture, or that of -Culture.
/// </para>
/// <para>
/// Without -Path, nothing is written: the output is an array in memory, of which Export-MemMap makes a file of any format.
/// </para>
/// <para>
/// With -CsvPath, the rows come from a file of text instead of the pipeline. It is read on all cores, many times as fast as by
/// Import-Csv, and without -DType the dtype is inferred from all rows. A row that can't be read is an error that names its line and its
/// column, and nothing is written then.
/// </para>
/// <para>
/// Tables that Export-MemMap or Export-Csv wrote are read back, by either way: the columns of a nested record (a.b) and of a sub-array
/// (a[0,1]), raw bytes in hexadecimal, time spans, bools as True and False or 1 and 0, and dates in ISO 8601, in the current culture or in
/// the invariant one. An empty cell is NaN for a float, NaT for a time and an empty string. Text that is longer than its field is an error;
/// -Truncate cuts it.
/// </para>
/// <para>
/// Dates are stored without a zone, and come back as UTC. A date of kind Local, such as one of Get-Date or of a file, is converted to UTC;
/// one of kind Unspecified, such as [datetime]'2026-05-06 07:00', counts as UTC already; a [datetimeoffset] is stored as its time in UTC.
/// What is read back is shown in the zone of the machine by its ToLocalTime().
/// </para>
/// <para>
/// Objects that ConvertFrom-MemMap read are written as the bytes they were read from, including bytes that their values don't show:
/// nanoseconds, the bytes after the NUL of a text, and those between the fields of a record. Their records need no -DType.
/// </para>
/// <para>
/// Without -DType, the dtype is one that holds all objects: the longest text, int64 for integers, float64 if there are fractions or values
/// are missing ($null, an empty text, no such property). Numbers that are no properties, and all have one of the types which PowerShell
/// gives no literal, such as those of [byte[]](1, 2) or [single[]](1, 2), keep it: uint8, float32. The fields are those of the first
/// object; a property that only later objects have is left out with a warning. After the first 2048 objects, what a longer text or a
/// fraction needs is made by writing the file again; what can't be made so is an error, which has the -DType to write.
/// </para>
/// <para>
/// A column of text, as Import-Csv and -CsvPath give it, is of numbers if all of its cells are decimal numbers, of which 1e5 is one. A
/// number with a leading zero ('007', a telephone number, a postal code) keeps the column text, and so do 0x10, 1_000, 1,5 and any other
/// text. A warning names the columns that -Culture would make numbers or dates: 1,5 and 29.11.2026 are some in de-DE. -Verbose tells the
/// dtype that was found, and -DType decides itself: 'zip S5, price f8'.
/// </para>
/// <para>
/// An object that can't be converted ends the command with an error that names the object and its position, counted from 0. Nothing is
/// changed then: a new file is deleted, a file that was appended to has its old length, and a file to be replaced remains as it is, because
/// the new content replaces it only when it is complete. If the pipeline is stopped, or fails elsewhere, the elements that came remain in
/// a file that was created or appended to.
/// </para>
/// </remarks>
/// <notes>The file contains only the elements, so a later New-MemMap needs the dtype again. Export-MemMap writes .npy files, which specify
/// their dtype.</notes>
/// <output cref="MemMapArray">The map of the file, in mode r+.</output>
/// <output cref="NDArray">Without a file: the array in memory.</output>
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
/// <summary>An array in memory, without a file</summary>
/// <code>
/// PS> $a = 3, 1, 2 | ConvertTo-MemMap
/// PS> $a.Sort() * 10
/// int64 (3,)
/// [10 20 30]
/// PS> 1..4 | ConvertTo-MemMap -DType float32 -Shape 2
/// float32 (2, 2)
/// [[1. 2.]
///  [3. 4.]]
/// </code>
/// </example>
/// <example>
/// <summary>Numbers that have a type</summary>
/// <code>
/// PS> [byte[]](1, 2) | ConvertTo-MemMap
/// uint8 (2,)
/// [1 2]
/// PS> [single]0.5, 3 | ConvertTo-MemMap
/// float64 (2,)
/// [0.5 3. ]
/// </code>
/// <para>Where types differ, the dtype is that of numbers in general.</para>
/// </example>
/// <example>
/// <summary>Objects as records; the first object defines the fields, and all objects their dtypes</summary>
/// <code>
/// PS> $points = [pscustomobject]@{ name = 'start'; x = 1.5 }, [pscustomobject]@{ name = 'end'; x = 7 }
/// PS> $map = $points | ConvertTo-MemMap points.npy
/// PS> $map.DType
/// [('name', '&lt;U5'), ('x', '&lt;f8')]
/// PS> $map['x'].Max()
/// 7
/// </code>
/// </example>
/// <example>
/// <summary>Some of the records of a file, in another file</summary>
/// <code>
/// PS> $logins = ConvertFrom-MemMap wtmp utmp | Where-Object user -EQ alice | ConvertTo-MemMap alice.npy
/// PS> "$($logins.Size) of $((New-MemMap wtmp utmp r).Size)"
/// 1 of 3
/// </code>
/// <para>The records keep their dtype. What Select-Object or [pscustomobject] makes of them are other objects.</para>
/// </example>
/// <example>
/// <summary>Append to a file</summary>
/// <code>
/// PS> 1, 2 | ConvertTo-MemMap log.dat float32 | Close-MemMap
/// PS> 3, 4.5 | ConvertTo-MemMap log.dat float32 -Append
/// float32 (4,) r+ /data/log.dat
/// [1.  2.  3.  4.5]
/// </code>
/// </example>
/// <example>
/// <summary>A date is stored as UTC</summary>
/// <code>
/// PS> $when = [datetime]::SpecifyKind('2026-05-06 07:00', 'Local')
/// PS> $back = $when | ConvertTo-MemMap when.npy | ConvertFrom-MemMap
/// PS> "$($back.Kind): $($back -eq $when.ToUniversalTime()), $($back.ToLocalTime() -eq $when)"
/// Utc: True, True
/// </code>
/// </example>
/// <example>
/// <summary>A table in text</summary>
/// <code>
/// PS> Set-Content sensor.csv 'time,degrees,state', '2026-05-06T07:00,20.5,ok', '2026-05-06T07:01,,lost'
/// PS> $map = ConvertTo-MemMap sensor.npy -CsvPath sensor.csv
/// PS> $map.DType
/// [('time', '&lt;M8[s]'), ('degrees', '&lt;f8'), ('state', '&lt;U4')]
/// PS> $map | ConvertFrom-MemMap
/// time                degrees state
/// ----                ------- -----
/// 05/06/2026 07:00:00   20.50 ok
/// 05/06/2026 07:01:00     NaN lost
/// </code>
/// <para>With -DType, the columns are found by the names of the fields, and others are left out.</para>
/// </example>
/// <example>
/// <summary>A matrix in text, without names</summary>
/// <code>
/// PS> Set-Content matrix.txt '1;2.5;3', '4;5;6'
/// PS> ConvertTo-MemMap matrix.npy float32 -CsvPath matrix.txt
/// float32 (2, 3) r+ /data/matrix.npy
/// [[1.  2.5 3. ]
///  [4.  5.  6. ]]
/// </code>
/// </example>
/// <example>
/// <summary>Text that is a number, and text that only looks like one</summary>
/// <code>
/// PS> Set-Content places.csv 'zip,people,area', '01067,12000,1.5', '99084,800,1e2'
/// PS> (Import-Csv places.csv | ConvertTo-MemMap places.npy).DType
/// [('zip', '&lt;U5'), ('people', '&lt;i8'), ('area', '&lt;f8')]
/// </code>
/// <para>The leading zero keeps the postal codes text; -DType 'zip i4, people i4, area f8' would make numbers of them.</para>
/// </example>
/// <example>
/// <summary>A table of a German spreadsheet</summary>
/// <code>
/// PS> Set-Content preise.csv 'artikel;preis;ab', 'Rad;1.249,90;29.11.2026', 'Helm;39,5;1.12.2026'
/// PS> ConvertTo-MemMap preise.npy -CsvPath preise.csv -Culture de-DE
/// records of 32 bytes (2,) r+ /data/preise.npy
///    artikel   preis            ab
///    -------   -----            --
/// 0  Rad      1249.9  '2026-11-29'
/// 1  Helm       39.5  '2026-12-01'
/// </code>
/// <para>Export-MemMap with the same -Culture writes such a table.</para>
/// </example>
/// <seealso cref="ConvertFromMemMapCommand"/>
/// <seealso cref="NewMemMapCommand"/>
/// <seealso cref="RegisterMemMapTypeCommand"/>
[Cmdlet(VerbsData.ConvertTo, "MemMap", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(MemMapArray), typeof(NDArray))]
public sealed partial class ConvertToMemMapCommand : MemMapCmdlet, IDisposable
{
    private const string PathSet = "Path", LiteralPathSet = "LiteralPath", CsvSet = "Csv", LiteralCsvSet = "LiteralCsv";

    private AppendTarget? _target;
    private DType? _dtype;
    private bool _isReady, _isInferred, _isOfArray, _isOfFile, _takesNumbers;
    private long _lengthBefore;
    private IElementSink? _appender;
    private InferredAppender? _inferring;

    /// <summary>The file, relative to PowerShell's location. Wildcards are allowed if they match exactly one file.</summary>
    /// <value>no file: the output is an array in memory</value>
    [Parameter(Position = 0, ParameterSetName = PathSet)]
    [Parameter(Position = 0, ParameterSetName = CsvSet)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    [FileNames]
    public string? Path { get; set; }

    /// <summary>The file. No character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralCsvSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string LiteralPath { get; set; } = null!;

    /// <summary>
    /// The dtype of an element, as for New-MemMap. Without it, and without the header of a .npy file to append to, records that
    /// ConvertFrom-MemMap read keep their dtype; of other objects, the dtype is inferred: int64 for integers, float64 for other numbers, a
    /// number or a string of the greatest length for text, and a record of such fields for objects and ordered hashtables.
    /// </summary>
    [Parameter(Position = 1)]
    [DTypeArgument(InsteadOfFile = "one file is written; to read a table in text, write ConvertTo-MemMap {0} -CsvPath table.csv")]
    [ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public DType? DType { get; set; }

    /// <summary>The objects. $null is NaN for floats and NaT for times.</summary>
    // Not mandatory: the engine would ask for it at the prompt.
    [Parameter(ValueFromPipeline = true, ParameterSetName = PathSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = LiteralPathSet)]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>
    /// The lengths of the axes after the first one. The length of the first axis follows from the number of elements. With -Shape 3, each
    /// row has three elements.
    /// </summary>
    [Parameter]
    [ShapeArgument]
    public long[]? Shape { get; set; }

    /// <summary>
    /// The format of the file. Auto: .npy if the existing file to append to is one, or if the name of a new file ends in .npy; otherwise
    /// raw elements, with a warning if the name promises another format (.json, .xlsx, .arrow). Names of formats that Export-MemMap writes
    /// (.csv, .npz), and those of pictures, are an error.
    /// </summary>
    [Parameter]
    [ValidateSet(nameof(FileFormat.Auto), nameof(FileFormat.Raw), nameof(FileFormat.Npy))]
    public FileFormat Format { get; set; }

    /// <summary>
    /// Appends to an existing file. A .npy file must have the same dtype; any other file must contain whole elements of the dtype that is
    /// given. Without -DType, a number that the dtype of a .npy file can't have without loss (1.5 in a file of integers) is an error; with
    /// -DType, it is cast as numpy does. A file without a header doesn't tell its dtype: without -DType, it is that of the session's open
    /// map of the whole file, and where there is none, a warning says which one was inferred for what is appended. The output contains the
    /// old and the new elements. It is an error if another ConvertTo-MemMap is appending to the file.
    /// </summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Cuts text and bytes that are longer than the dtype or field (S, U, V). Without it, they are an error.</summary>
    [Parameter]
    public SwitchParameter Truncate { get; set; }

    /// <summary>Fails if the file exists, unless -Append is given.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(Path ?? LiteralPath, Begin);
    }

    private void Begin()
    {
        BeginCulture();
        if (CsvPath is null && !MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            throw NothingPiped();
        }
        if (Shape is { } row && Layout.CheckedSize(row) == 0)
        {
            throw Errors.EmptyRow(row);
        }
        if (Path is null && LiteralPath is null)
        {
            BeginInMemory();
            return;
        }
        RequireNoDType();
        string file = Path is null ? FilePaths.Literal(this, LiteralPath) : FilePaths.Single(this, Path);
        FileInfo info = new(file);
        string what = CsvPath is null ? "the objects" : $"the rows of '{CsvPath}'";
        string change = !info.Exists ? $"Create a file of {what}"
            : Append ? $"Append {what} to {Error.Counted(info.Length, "byte")}"
            : $"Replace {Error.Counted(info.Length, "byte")} by {what}";
        AppendTarget target = AppendTarget.Find(file, Format, new ArraySpec(DType, Shape), Append);
        if (target is { IsContinued: true, Header: null } && DType is null && OpenAs(info) is [var open, ..] maps)
        {
            target = target with { Row = Shape ?? RowOf(maps) };
            _dtype = open.DType;
            WriteVerbose($"'{file}' is open as {ArrayHeader.Of(open, isShort: true)}: what is appended are such elements");
        }
        _dtype ??= DType ?? target.Header?.DType;
        _isOfFile = DType is null && _dtype is not null;
        _dtype = Truncate ? _dtype?.Truncating() : _dtype;
        _lengthBefore = target.IsContinued ? info.Length : 0;
        _target = target;
        _isReady = ShouldProcess(file, change);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_isReady)
        {
            return;
        }
        NDArray array = null!;
        Require(_target?.Path, () =>
        {
            if (CsvPath is not null)
            {
                array = ImportCsv();
                return;
            }
            _ = _dtype ?? throw Error.NothingToInfer();
            using CellCulture.Scope notation = CellCulture.Use(_culture);
            Open();
            _inferring?.Settle();
            TellOfMeant([.. (_inferring?.Meant ?? []).Select(
                static column => (column.Field.Length == 0 ? "" : $"'{Error.Shortened(column.Field)}'", column.Culture))]);
            _dtype = _appender!.DType;
            array = Complete();
        });
        if (_target is { IsNpy: false, IsContinued: false } && Format == FileFormat.Auto)
        {
            TellOfRaw(_target.Path, ".npy", array, isTypeGiven: DType is not null);
        }
        if (_isInferred || (CsvPath is not null && _dtype is null))
        {
            WriteVerbose($"The data type follows from all values: {ShortNotation.Of(array.DType)}");
        }
        TellOfGuess(array.DType);
        WriteObject(array);
    }

    /// <summary>Closes the file. If the pipeline was stopped, the engine calls only this method.</summary>
    public void Dispose()
    {
        using IDisposable scope = Interruption.Use(StopToken);
        _appender?.Dispose();
    }

    /// <summary>Runs a step whose failure ends the command.</summary>
    private void Require(object? target, Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            Fail(exception, target);
        }
    }

    /// <summary>Leaves what there was before the command, and ends it with an error.</summary>
    private void Fail(Exception exception, object? target)
    {
        if (!StopToken.IsCancellationRequested)
        {
            _appender?.Abandon();
        }
        ThrowTerminatingError(Errors.From(exception, target));
    }
}

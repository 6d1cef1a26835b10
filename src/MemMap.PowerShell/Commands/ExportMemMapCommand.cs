using System.Globalization;
using System.Management.Automation;
using MemMap.Formats;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Writes arrays to a file: numpy's .npy or .npz, safetensors, the raw bytes, CSV, a Zarr store, or a patch.</summary>
/// <remarks>
/// <para>
/// A temporary file in the same folder replaces the old file when it is complete. So a failure or Ctrl+C leaves the old file unchanged. An
/// array can come from the file that is replaced; on Windows, its map must be closed first, which the error says. Memory use is bounded,
/// whatever the size of the array.
/// </para>
/// <para>
/// A .patch file has what was changed in maps of mode c: the offset in the file, the bytes before and those after, as text. Such a patch
/// can be read and reviewed, changes can be taken out of it, and Set-MemMapValue -Patch applies it, or takes it back. Where one array is a
/// part of a map, its changes are written; a joined array gives those of each of its files.
/// </para>
/// <para>
/// The output of Compare-MemMap is written as a patch too: the bytes that make the second array of the first one. All bytes that differ are
/// in it, whatever -First and the tolerances of the comparison are. Both arrays must have the same dtype and shape.
/// </para>
/// </remarks>
/// <notes>A symbolic link is followed: its target is replaced.</notes>
/// <output cref="FileInfo">With -PassThru: the file that was written.</output>
/// <output cref="DirectoryInfo">With -PassThru: the folder of a Zarr store.</output>
/// <example>
/// <summary>A file with its dtype and shape</summary>
/// <code>
/// PS> [MemMap.NDArray]::Arange(0, 6).Reshape(2, 3) | Export-MemMap six.npy
/// PS> New-MemMap six.npy -Mode r
/// int64 (2, 3) r /data/six.npy
/// [[0 1 2]
///  [3 4 5]]
/// </code>
/// </example>
/// <example>
/// <summary>Records as CSV</summary>
/// <code>
/// PS> New-MemMap gpt.img gpt_entry r -Offset 1024 -Shape 2 | Get-MemMapSlice -Field first_lba, last_lba | Export-MemMap parts.csv
/// PS> [System.IO.File]::ReadAllLines("$PWD/parts.csv")
/// first_lba,last_lba
/// 2048,18431
/// 18432,129023
/// </code>
/// </example>
/// <example>
/// <summary>Several arrays in one file</summary>
/// <code>
/// PS> $x, $y = [MemMap.NDArray]::Arange(0, 3), [MemMap.NDArray]::Array((4, 5))
/// PS> $x, $y | Export-MemMap both.npz -Name x, y -PassThru | ForEach-Object Name
/// both.npz
/// PS> New-MemMap both.npz -Member y
/// int64 (2,) r /data/both.npz (member y)
/// [4 5]
/// </code>
/// </example>
/// <example>
/// <summary>Add an array to an archive, and replace one</summary>
/// <code>
/// PS> [MemMap.NDArray]::Arange(7) | Export-MemMap both.npz -Member z -Append
/// PS> [MemMap.NDArray]::Arange(2) | Export-MemMap both.npz -Member x -Append -Force
/// PS> (Get-MemMapMember both.npz).Name
/// y
/// z
/// x
/// </code>
/// <para>The other arrays are not written again, and their maps stay valid.</para>
/// </example>
/// <example>
/// <summary>Files in one archive</summary>
/// <code>
/// PS> Get-ChildItem gpt.img, mbr.img | Export-MemMap disks.npz -Name gpt, mbr
/// PS> (New-MemMap disks.npz -Member mbr).Shape
/// 512
/// </code>
/// </example>
/// <example>
/// <summary>A Zarr store, in chunks of two rows</summary>
/// <code>
/// PS> [MemMap.NDArray]::Arange(0, 15).Reshape(5, 3) | Export-MemMap table.zarr -ChunkLength 2
/// PS> New-MemMap table.zarr -Mode r
/// int64 (5, 3) r /data/table.zarr (3 parts)
/// [[ 0  1  2]
///  [ 3  4  5]
///  [ 6  7  8]
///  [ 9 10 11]
///  [12 13 14]]
/// </code>
/// <para>The store is one array, whose chunks are mapped in place. -ZarrVersion 2 writes one that older programs read.</para>
/// </example>
/// <example>
/// <summary>Changes to a file as a patch that can be reviewed</summary>
/// <code>
/// PS> $m = New-MemMap mbr.img -Mode c
/// PS> $m | Set-MemMapValue 446 0
/// PS> $m | Export-MemMap boot.patch
/// PS> Get-Content boot.patch
/// MemMap patch 1
/// # - are the bytes before, + those after; offsets are from the start of the file
/// file mbr.img
/// @ 0x1be (446), 1 byte
/// - 80                                               |.|
/// + 00                                               |.|
/// end
/// PS> New-MemMap mbr.img | Set-MemMapValue -Patch boot.patch -WhatIf
/// What if: Make 1 change (1 byte) in uint8 (512,) r+ /data/mbr.img
///   000001be  80 -> 00  |.| -> |.|
/// </code>
/// </example>
/// <example>
/// <summary>The differences of two files as a patch</summary>
/// <code>
/// PS> Copy-Item mbr.img edited.img
/// PS> New-MemMap edited.img | Set-MemMapValue 440 -Bytes '01 02 03 04'
/// PS> Compare-MemMap mbr.img edited.img | Export-MemMap edit.patch
/// PS> New-MemMap mbr.img | Set-MemMapValue -Patch edit.patch
/// PS> (Compare-MemMap mbr.img edited.img).Equal
/// True
/// </code>
/// </example>
/// <example>
/// <summary>A table with semicolons, which is read again</summary>
/// <code>
/// PS> [MemMap.NDArray]::Arange(4).Reshape(2, 2) | Export-MemMap semicolon.csv -Delimiter ';'
/// PS> Get-Content semicolon.csv
/// 0;1
/// 2;3
/// PS> (ConvertTo-MemMap semicolon.npy -CsvPath semicolon.csv).Shape
/// 2
/// 2
/// </code>
/// <para>Import-Csv and ConvertTo-MemMap have a parameter of the same name; the latter finds semicolons by itself.</para>
/// </example>
/// <seealso cref="NewMemMapCommand"/>
/// <seealso cref="CompareMemMapCommand"/>
/// <seealso cref="ConvertFromMemMapCommand"/>
/// <seealso cref="SetMemMapValueCommand"/>
[Cmdlet(VerbsData.Export, "MemMap", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo))]
public sealed class ExportMemMapCommand : FileArrayCmdlet
{
    private const string PathSet = "Path", LiteralPathSet = "LiteralPath";

    private readonly List<NDArray> _arrays = [], _opened = [], _compared = [];
    private readonly List<ComparedArrays.Pair> _comparisons = [];

    /// <summary>
    /// The array to write, from the pipeline or by name. An array that was sent by another process (Start-Job, Import-Clixml) is opened
    /// again. A file, such as the output of Get-ChildItem, is opened read-only, and closed when it is written. Of an output of
    /// Compare-MemMap, the differences are written as a patch.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ExportArgument, ValidateNotNull]
    public object InputObject { get; set; } = null!;

    /// <summary>The file to create or replace, relative to PowerShell's location.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string Path { get; set; } = null!;

    /// <summary>The file to create or replace. No character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string LiteralPath { get; set; } = null!;

    /// <summary>
    /// The format of the file. Auto chooses it by the extension: .npy, .npz, .safetensors, .csv, .tsv, .zarr, .patch, and raw bytes for
    /// any other, which -Verbose tells. Pictures are written by Show-MemMap -OutFile. Csv has a header with the field names and a line for
    /// each record, or a line for each row of numbers. Zarr is a folder with an uncompressed file for each chunk of rows. An existing
    /// folder is replaced only if it contains nothing but such a store. Patch writes the changes of maps that were opened with -Mode c, or
    /// the differences that Compare-MemMap has found.
    /// </summary>
    [Parameter]
    public FileFormat Format { get; set; }

    /// <summary>
    /// The names of the arrays in an .npz or .safetensors file, in the order of the pipeline. The default is arr_0, arr_1 ... For arrays,
    /// -Member is the same.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Compresses the arrays in an .npz file. Compressed arrays can't be mapped.</summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <summary>The number of rows in a chunk of a Zarr store.</summary>
    /// <value>as many rows as fit into 64 MiB</value>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? ChunkLength { get; set; }

    /// <summary>The version of a Zarr store: 2 or 3.</summary>
    /// <value>3</value>
    [Parameter]
    [ValidateSet("2", "3")]
    public int? ZarrVersion { get; set; }

    /// <summary>
    /// The character between the cells of a CSV file, such as ';' or "`t". ConvertTo-MemMap -CsvPath finds the usual ones by itself, and
    /// its -Delimiter names others.
    /// </summary>
    /// <value>a comma, or the list separator of the culture; for a name that ends in .tsv, a tab</value>
    [Parameter]
    public char Delimiter { get; set; }

    /// <summary>
    /// The culture in whose notation numbers and dates of a CSV file are written, for spreadsheets: 3,14 and 29.11.2026 13:45:00 in de-DE.
    /// ConvertTo-MemMap -CsvPath with the same -Culture reads them.
    /// </summary>
    /// <value>the same in every session: a point before decimals, and dates in ISO 8601</value>
    [Parameter]
    [CultureArgument, ArgumentCompleter(typeof(CultureCompleter)), ValidateNotNull]
    public CultureInfo? Culture { get; set; }

    /// <summary>Writes numbers and dates in the notation of the session's culture, that of Get-Culture.</summary>
    [Parameter]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>
    /// Adds the arrays to an .npz archive that exists, and leaves the others where they are. If it is interrupted, the archive is the old
    /// one. Without an archive, one is created.
    /// </summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>
    /// Writes to a file that is read-only, as Export-Csv does; the file stays read-only. With -Append, also replaces an array of the same
    /// name. Other files are replaced without it, and -NoClobber refuses whether it is given or not.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Fails if the file exists, unless -Append is given. Without it, an existing file is replaced.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Writes an object for the new file to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    // What is written from, and what to: two names of files in one order or the other.
    private protected override string? InsteadOf(object? argument)
    {
        if (argument is NDArray)
        {
            return $"$m | Export-MemMap '{Path ?? LiteralPath}'";
        }
        if (argument is not string second || IsName(second) || Path is null)
        {
            return null;
        }
        bool isSecond = PositionalFile.Of(this, second) is not null && PositionalFile.Of(this, Path) is null;
        (string source, string target) = isSecond ? (second, Path) : (Path, second);
        return "the file to write is named here, and what to write comes through the pipeline: "
            + $"Get-Item {CommandText.Quoted(source)} | Export-MemMap {CommandText.Quoted(target)}";
    }

    // For arrays, it is the name of the member to write.
    private protected override bool TakesMemberOfArrays => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (InputObject is null && !MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(Path is not null && PositionalFile.Of(this, Path) is not null
                ? Errors.NoTarget(MyInvocation.MyCommand.Name, Path) : Errors.NoInput(MyInvocation.MyCommand.Name));
        }
        if (UseCulture && Culture is not null)
        {
            ThrowTerminatingError(Errors.OneOf(nameof(Culture), nameof(UseCulture)));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        EndIfRefused(InputObject);
        if (InputObject is ArrayComparison or ArrayRealignment)
        {
            RefuseFileParameters();
            _comparisons.Add(ComparedArrays.Of(InputObject)!);
            return;
        }
        List<NDArray> arrays = OpenAll(InputObject);
        _arrays.AddRange(arrays);
        _opened.AddRange(InputObject is NDArray ? [] : arrays);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            Export();
        }
        finally
        {
            Close(_opened);
        }
    }

    private void Export()
    {
        string given = Path ?? LiteralPath;
        if ((_arrays.Count > 0 || _comparisons.Count > 0)
            && Try(given, OpenCompared)
            && Try(given, TargetPath, out var path)
            && Try(given, () => new ArrayExport(Request(path)), out var export)
            && Try(given, () => RequireWritable(path))
            && ShouldProcess(path, Deed(path, export))
            && Try(given, () => Run(export, path)))
        {
            if (Format == FileFormat.Auto && export.Format == FileFormat.Raw)
            {
                TellOfRaw(path, ".csv, .npy and .npz", _arrays is [{ } written] ? written : null);
            }
            if (PassThru)
            {
                WriteObject(export.Format == FileFormat.Zarr ? new DirectoryInfo(path) : new FileInfo(path));
            }
        }
    }

    /// <summary>Opens the arrays of comparisons: their maps may be closed, as those of files are when they are compared.</summary>
    private void OpenCompared()
    {
        if (_comparisons.Count > 0 && _arrays.Count > 0)
        {
            throw Errors.ComparisonsAndArrays();
        }
        foreach (ComparedArrays.Pair pair in _comparisons)
        {
            _arrays.Add(Opened(pair.Reference));
            _compared.Add(Opened(pair.Difference));
        }
    }

    private NDArray Opened(KeptArray kept)
    {
        NDArray array = kept.Open(out bool isOwn);
        if (isOwn)
        {
            _opened.Add(array);
        }
        return array;
    }

    private ExportRequest Request(string path)
        => new(
            path, [.. _arrays.Select(array => array.Ref)], Format, Name ?? (_opened.Count == 0 ? Member : null), Compress,
            NoClobber && !Append, ChunkLength, ZarrVersion, Append, Force,
            _comparisons.Count == 0 ? null : [.. _compared.Select(array => array.Ref)],
            MyInvocation.BoundParameters.ContainsKey(nameof(Delimiter)) ? Delimiter : null,
            CellCulture.Of(UseCulture ? CultureInfo.CurrentCulture : Culture));

    private string Deed(string path, ArrayExport export)
    {
        string arrays = Error.Counted(_arrays.Count, "array");
        if (export.Format == FileFormat.Patch)
        {
            return $"Write the {(_comparisons.Count > 0 ? "differences" : "changes")} of {arrays} as a patch";
        }
        string bytes = Error.Counted(export.TotalBytes, "byte");
        string format = export.Format == FileFormat.Raw ? "raw bytes" : $".{export.Format.ToString().ToLowerInvariant()}";
        return export.IsAdded ? $"Add {arrays} of {bytes}" : $"Write {arrays} of {bytes} as "
            + $"{format}{(File.Exists(path) ? $" in place of {Error.Counted(new FileInfo(path).Length, "byte")}" : "")}";
    }

    private string TargetPath()
    {
        if (ParameterSetName == LiteralPathSet)
        {
            return FilePaths.Literal(this, LiteralPath);
        }
        IReadOnlyList<string> files = FilePaths.Resolve(this, Path);
        return files.Count == 1 ? files[0] : throw Errors.SeveralFiles(Path, files.Count);
    }

    private void Run(ArrayExport export, string path)
    {
        using ProgressLine progress = new(this, $"Exporting to {path}", export.TotalBytes);
        FileAttributes? attributes = IsReadOnly(path) ? File.GetAttributes(path) : null;
        try
        {
            if (attributes is { } before)
            {
                File.SetAttributes(path, before & ~FileAttributes.ReadOnly);
            }
            export.Run(progress.Report);
        }
        finally
        {
            if (attributes is { } before)
            {
                File.SetAttributes(path, before);
            }
        }
    }

    private void RequireWritable(string path)
    {
        if (!Force && !NoClobber && IsReadOnly(path))
        {
            throw Errors.FileReadOnly(path);
        }
    }

    private static bool IsReadOnly(string path) => new FileInfo(path) is { Exists: true, IsReadOnly: true };
}

using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Formats;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Gets the named dtypes: the built-in formats and the registered ones, or those that a file may be of.</summary>
/// <remarks>
/// <para>
/// Each has a Name, an ItemSize in bytes, a Description, a DType, Fields, and the Definition that it was made of. The name can be used
/// wherever a dtype is expected, as in New-MemMap disk.img mbr.
/// </para>
/// <para>
/// With -Path, or files instead of a name (*.bin too), it gets the types whose magic stands at the start of a file, or at -Offset, the
/// most telling one first. Each then has the FileName. Not all types have a magic.
/// </para>
/// <para>
/// The built-in formats are definitions in C, in files of the module's folder types. Such a file can be copied, changed and registered with
/// Register-MemMapType -Path and -Force.
/// </para>
/// </remarks>
/// <notes>The built-in formats have their documented byte order, so they read the same on every machine.</notes>
/// <output cref="NamedType">A dtype with its name.</output>
/// <example>
/// <summary>The known formats of disks</summary>
/// <code>
/// PS> Get-MemMapType gpt* | ForEach-Object { "$($_.Name): $($_.ItemSize) bytes" }
/// gpt: 92 bytes
/// gpt_entry: 128 bytes
/// </code>
/// </example>
/// <example>
/// <summary>What a file may be</summary>
/// <code>
/// PS> Get-MemMapType tone.wav | ForEach-Object Name
/// wav
/// riff
/// PS> Get-ChildItem two* | Get-MemMapType | ForEach-Object { "$(Split-Path $_.FileName -Leaf): $($_.Name)" }
/// two.pcap: pcap
/// two.zip: zip_local
/// </code>
/// </example>
/// <example>
/// <summary>The fields of a format</summary>
/// <code>
/// PS> (Get-MemMapType gpt_entry).Fields
///   Offset     Size Name                 DType
///   ------     ---- ----                 -----
///        0       16 type_guid            guid (|V16)
///       16       16 guid                 guid (|V16)
///       32        8 first_lba            uint64
///       40        8 last_lba             uint64
///       48        8 attributes           gpt_attributes (uint64)
///       56       72 name                 utf16 (|V72)
/// </code>
/// </example>
/// <example>
/// <summary>The definition of a format</summary>
/// <code>
/// PS> (Get-MemMapType riff_chunk).Definition
/// typedef LE struct {
///     char id[4];
///     uint32_t size;
///     uint8_t data[size];
///     uint8_t padding[size % 2];
/// } riff_chunk;
/// </code>
/// </example>
/// <example>
/// <summary>Read a file by a format's name, or by the types that it begins as</summary>
/// <code>
/// PS> (New-MemMap tone.wav wav r -Shape 1)[0].rate
/// 8000
/// PS> (Get-MemMapType wav | New-MemMap tone.wav -Mode r -Shape 1)[0].rate
/// 8000
/// PS> (Get-MemMapType two.zip | Get-MemMapRecord).name
/// a.txt
/// b/c.txt
/// </code>
/// <para>A type may be piped to each cmdlet that reads files: it is their -DType, or the type of their records.</para>
/// </example>
/// <seealso cref="RegisterMemMapTypeCommand"/>
/// <seealso cref="NewMemMapCommand"/>
[Cmdlet(VerbsCommon.Get, "MemMapType", DefaultParameterSetName = NameSet)]
[OutputType(typeof(NamedType))]
public sealed class GetMemMapTypeCommand : MemMapCmdlet
{
    private const string NameSet = "Name", PathSet = "Path", LiteralPathSet = "LiteralPath";

    /// <summary>
    /// The names to get, also from the pipeline. Wildcards are allowed; -Verbose tells of one that fits no name. An unknown name without
    /// wildcards is an error, unless it is that of a file. Wildcards that fit no name of a type may fit names of files.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = NameSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty, SupportsWildcards, ArgumentCompleter(typeof(NamedTypeCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Files to find the types of. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    [FileNames]
    public string[] Path { get; set; } = null!;

    /// <summary>
    /// Files to find the types of. No character is a wildcard. The output of Get-ChildItem binds to this parameter.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string[] LiteralPath { get; set; } = null!;

    /// <summary>Where in the file to look, in bytes. A negative offset counts from the end.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public long Offset { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool isLiteral = ParameterSetName == LiteralPathSet;
        if (!isLiteral && ParameterSetName != PathSet)
        {
            WriteNamed();
            return;
        }
        foreach (string path in isLiteral ? LiteralPath : Path)
        {
            if (!Try(path,
                () => isLiteral ? [FilePaths.Literal(this, path)] : FilePaths.Resolve(this, path, mustExist: true), out var files))
            {
                continue;
            }
            Array.ForEach([.. files], WriteFitting);
        }
    }

    private void WriteFitting(string file)
    {
        if (!Try(file, () => RawFile.TypesOf(file, FileOffset.In(file, Offset)!.Value), out var fitting))
        {
            return;
        }
        if (fitting.Count == 0)
        {
            if (Try(file, () => FileContent.Of(file, FileOffset.In(file, Offset)!.Value), out var content))
            {
                WriteError(Errors.NoTypeFits(file, content, FileOffset.In(file, Offset)!.Value));
            }
            return;
        }
        if (Try(file, () => FileContent.Of(file, 0), out var known) && known.Format is { } format)
        {
            WriteVerbose($"New-MemMap {CommandText.Quoted(file)} -Format {format} opens the arrays of the file");
        }
        foreach (NamedSource source in fitting)
        {
            // A copy: the engine would keep the property with the one object that all files have.
            PSObject type = new(source.Type with { });
            type.Properties.Add(new PSNoteProperty("FileName", file));
            type.TypeNames.Insert(0, "MemMap.NamedType#File");
            WriteObject(type);
        }
    }

    private void WriteNamed()
    {
        foreach (string name in Name)
        {
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
            NamedType[] found = [.. NamedTypes.All.Where(type => pattern.IsMatch(type.Name))];
            bool isPattern = WildcardPattern.ContainsWildcardCharacters(name);
            if (found.Length == 0 && !isPattern && PositionalFile.Of(this, name) is not null)
            {
                WriteFitting(FilePaths.Literal(this, name));
            }
            else if (found.Length == 0 && !isPattern)
            {
                WriteError(Errors.NoSuchType(name));
            }
            else if (found.Length == 0 && NamedFiles.Of(this, name) is { Length: > 0 } files)
            {
                Array.ForEach(files, WriteFitting);
            }
            else if (found.Length == 0 && PositionalFile.MayName(name))
            {
                WriteError(Errors.NoTypeAndNoFile(name));
            }
            else if (found.Length == 0)
            {
                WriteVerbose($"No type has a name like '{name}'; Get-MemMapType without a name lists all");
            }
            WriteObject(found, enumerateCollection: true);
        }
    }
}

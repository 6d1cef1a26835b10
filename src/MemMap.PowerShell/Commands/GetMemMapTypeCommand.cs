using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Gets the named dtypes: the built-in formats and the registered ones.</summary>
/// <remarks>
/// <para>
/// Each has a Name, an ItemSize in bytes, a Description, a DType, Fields, and the Definition that it was made of. The name can be used
/// wherever a dtype is expected, as in New-MemMap disk.img mbr.
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
/// <summary>Read a file by a format's name</summary>
/// <code>
/// PS> (New-MemMap tone.wav wav r -Shape 1)[0].rate
/// 8000
/// </code>
/// </example>
/// <seealso cref="RegisterMemMapTypeCommand"/>
/// <seealso cref="NewMemMapCommand"/>
[Cmdlet(VerbsCommon.Get, "MemMapType")]
[OutputType(typeof(NamedType))]
public sealed class GetMemMapTypeCommand : MemMapCmdlet
{
    /// <summary>The names to get. Wildcards are allowed. An unknown name without wildcards is an error.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty, SupportsWildcards, ArgumentCompleter(typeof(NamedTypeCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
            NamedType[] found = [.. NamedTypes.All.Where(type => pattern.IsMatch(type.Name))];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(Errors.NoSuchType(name));
            }
            WriteObject(found, enumerateCollection: true);
        }
    }
}

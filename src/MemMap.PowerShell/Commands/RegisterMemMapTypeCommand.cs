using System.Collections;
using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Registers a name for a dtype, which can be used wherever a dtype is expected.</summary>
/// <remarks>
/// <para>
/// The name is known in all runspaces of this process, and Tab completes it. Files and other processes never refer to the name: arrays
/// carry the dtype itself. Nothing is written unless -PassThru is given; -Verbose tells what was registered.
/// </para>
/// <para>
/// Members of a definition in C follow one another without padding, as in most file formats. For a struct of a program, add -Align: its
/// members are placed as a C compiler places them. Where that makes a difference, a warning tells it, unless -Align:$false, a
/// #pragma pack or __attribute__((packed)) says that packed is meant.
/// </para>
/// </remarks>
/// <notes>Registering the same name and dtype again is not an error, so a profile or a module can do it.</notes>
/// <output cref="NamedType">With -PassThru: the registered dtype with its name.</output>
/// <example>
/// <summary>A record of a sensor</summary>
/// <code>
/// PS> Register-MemMapType sensor ([ordered]@{ time = 'M8[s]'; id = 'u2'; value = 'f4' }) -Description 'A reading'
/// PS> New-MemMap readings.dat sensor w+ -Shape 2
/// sensor (2,) w+ /data/readings.dat
///                     time  id  value
///                     ----  --  -----
/// 0  '1970-01-01T00:00:00'   0      0
/// 1  '1970-01-01T00:00:00'   0      0
/// </code>
/// <para>The command writes nothing. With -PassThru it writes the type, and with -Verbose it tells the size of each one.</para>
/// </example>
/// <example>
/// <summary>A name for an array of another type</summary>
/// <code>
/// PS> Register-MemMapType point3 '3f8' -PassThru | ForEach-Object ItemSize
/// 24
/// PS> Register-MemMapType segment ([ordered]@{ from = 'point3'; to = 'point3' }) -PassThru | ForEach-Object ItemSize
/// 48
/// </code>
/// </example>
/// <example>
/// <summary>Another layout under the same name</summary>
/// <code>
/// PS> Register-MemMapType pixel '3u1'
/// PS> try { Register-MemMapType pixel '4u1' -ErrorAction Stop } catch { "$_" }
/// the name 'pixel' stands for ('u1', (3,)) already; -Force replaces it
/// PS> Register-MemMapType pixel '4u1' -Force
/// </code>
/// </example>
/// <example>
/// <summary>A struct in C, as the format is documented</summary>
/// <code>
/// PS> Register-MemMapType -Definition 'typedef LE struct { char id[4]; uint32_t size; WORD kind:4, flags:12; } part_header;'
/// PS> (Get-MemMapType part_header).Fields
///   Offset     Size Name                 DType
///   ------     ---- ----                 -----
///        0        4 id                   cstr (|S4)
///        4        4 size                 uint32
///        8        1 kind                 u1[0:4]
///        8        2 flags                u2[4:16]
/// </code>
/// </example>
/// <example>
/// <summary>The definition alone</summary>
/// <code>
/// PS> Register-MemMapType 'LE struct wind { float speed; uint16_t degrees; }'
/// PS> (New-MemMap wind.dat wind w+ -Shape 2).NBytes
/// 12
/// </code>
/// <para>The semicolon behind the last brace can be left out. LE is the byte order of the file.</para>
/// </example>
/// <example>
/// <summary>A struct of a program, with its padding</summary>
/// <code>
/// PS> Register-MemMapType 'struct aligned_reading { uint8_t id; double value; }' -Align -PassThru | ForEach-Object ItemSize
/// 16
/// PS> Register-MemMapType 'struct packed_reading { uint8_t id; double value; }' -Align:$false -PassThru | ForEach-Object ItemSize
/// 9
/// </code>
/// </example>
/// <example>
/// <summary>Structs of a header</summary>
/// <code>
/// PS> Set-Content shapes.h '#pragma pack(1)', 'enum shape : uint8_t { Circle = 1, Square = 4 };'
/// PS> Add-Content shapes.h 'struct item { enum shape shape; float size; };'
/// PS> Register-MemMapType -Path shapes.h -PassThru | ForEach-Object { "$($_.Name): $($_.ItemSize) bytes" }
/// shape: 1 bytes
/// item: 5 bytes
/// PS> $m = New-MemMap items.dat item w+ -Shape 2
/// PS> $m[0] = @{ shape = 'Square'; size = 1.5 }
/// PS> "$($m[0].shape), $($m[0].size)"
/// Square, 1.5
/// </code>
/// </example>
/// <example>
/// <summary>A magic, without which a file isn't opened as the type</summary>
/// <code>
/// PS> Register-MemMapType image ([ordered]@{ magic = 'S8'; size = '>u4'; type = 'S4' }) -Magic @{ type = 'IHDR' }
/// PS> try { New-MemMap tone.wav image r -Shape 1 -ErrorAction Stop } catch { "$_" }
/// '/data/tone.wav' has no image there: type is 'fmt ', not 'IHDR'; -DType 'wav' fits; New-MemMap -SkipMagicCheck opens it all the same
/// </code>
/// </example>
/// <seealso cref="UnregisterMemMapTypeCommand"/>
/// <seealso cref="GetMemMapTypeCommand"/>
/// <seealso cref="NewMemMapCommand"/>
[Cmdlet(VerbsLifecycle.Register, "MemMapType", DefaultParameterSetName = TypeSet)]
[OutputType(typeof(NamedType))]
public sealed class RegisterMemMapTypeCommand : MemMapCmdlet
{
    private const string TypeSet = "DType", DefinitionSet = "Definition", PathSet = "Path";

    /// <summary>
    /// The name: letters, digits, '_', '-' and '.'. Case is ignored. Names of numpy's dtypes are an error. With -Definition, the name of
    /// the type that the text defines last; with -Path, the only type of the header to register. If it is the only argument, it can be a
    /// definition in C with a name, or the path of a header.
    /// </summary>
    /// <value>The names in the definition or the header.</value>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TypeSet)]
    [Parameter(Position = 0, ParameterSetName = DefinitionSet)]
    [Parameter(Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The dtype, written as for New-MemMap. It can contain registered names.</summary>
    /// <value>That of the definition, if the name is one.</value>
    [Parameter(Position = 1, ParameterSetName = TypeSet)]
    [DTypeArgument, ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public DType? DType { get; set; }

    /// <summary>
    /// Definitions in C: structs, unions, enums, typedefs and constants. All structs, unions and enums with names are registered. Members
    /// follow one another without padding unless a #pragma pack or -Align says otherwise; BE and LE before a struct or a member are its
    /// byte order. The initial value of a member, as in char id[4] = "RIFF", is its magic.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = DefinitionSet)]
    [ValidateNotNullOrEmpty]
    public string Definition { get; set; } = null!;

    /// <summary>
    /// A header in C. Its structs, unions and enums are registered, except those with pointers or with types of other headers: -Verbose
    /// names them. Files that it includes are not read.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string Path { get; set; } = null!;

    /// <summary>
    /// Aligns members of a definition in C as a compiler does, where the text has no #pragma pack. Without it, they have no padding; a
    /// warning tells of structs that a compiler lays out in another way, and -Align:$false says that packed is meant.
    /// </summary>
    [Parameter]
    public SwitchParameter Align { get; set; }

    /// <summary>A description, which Get-MemMapType shows.</summary>
    [Parameter]
    [ValidateNotNull]
    public string Description { get; set; } = "";

    /// <summary>
    /// What fields of the first element hold in every file of the format, by their names: @{ magic = 'RIFF' }. A list is several values
    /// that a field can have. New-MemMap then refuses to open a file with other values as this type.
    /// </summary>
    [Parameter(ParameterSetName = TypeSet)]
    [ValidateNotNull]
    public IDictionary? Magic { get; set; }

    /// <summary>Replaces a name of another dtype, even a built-in one.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the registered dtypes to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        object target = Name ?? (ParameterSetName == PathSet ? Path : Definition);
        if (!Try(target, Types, out var types))
        {
            return;
        }
        foreach (NamedType type in types)
        {
            NamedType described = Description.Length > 0 ? type with { Description = Description } : type;
            if (!Try(type.Name, () => NamedTypes.Register(described, Force)))
            {
                continue;
            }
            WriteVerbose($"Registered {type.Name}: {Error.Counted(type.ItemSize, "byte")}");
            if (PassThru)
            {
                WriteObject(described);
            }
        }
    }

    private IReadOnlyList<NamedType> Types() => ParameterSetName switch
    {
        TypeSet => DType is null ? OfText(Name!) : Align ? throw Errors.AlignOfType(Name!) : [new(Name!, DType, Description, Magics())],
        DefinitionSet => Define(Definition, Name),
        _ => OfHeader(Path, Name),
    };

    // The only argument: whoever has a definition or a header at hand gives nothing else.
    private IReadOnlyList<NamedType> OfText(string text)
        => Magic is not null ? throw Errors.TypeMissing(text)
            : CDefinitions.IsDefinition(text) ? Define(text, null)
            : File.Exists(FilePaths.Literal(this, text)) ? OfHeader(WildcardPattern.Escape(text), null)
            : throw Errors.TypeMissing(text);

    private IReadOnlyList<NamedType> Define(string text, string? name)
    {
        IReadOnlyList<NamedType> types = NamedTypes.Define(text, Align, name);
        TellOfPadding(types, text);
        return types;
    }

    // Formats of files are packed more often than not, and a C compiler aligns: whoever copies a struct of a program is told.
    private void TellOfPadding(IReadOnlyList<NamedType> types, string text)
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Align)))
        {
            return;
        }
        CPadding[] packed = [.. CPadding.Of(text).Where(one => one.Name is null || types.Any(type => type.Name == one.Name))];
        if (packed.Length > 0)
        {
            WriteWarning(PackedStruct.Warning(packed) + "-Align lays it out so; -Align:$false, or #pragma pack(1) in the text, says that "
                + "it is packed");
        }
    }

    private IReadOnlyList<NamedType> OfHeader(string path, string? name)
    {
        string file = FilePaths.Single(this, path), text = File.ReadAllText(file);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw Errors.NoHeader(file);
        }
        (IReadOnlyList<NamedType> types, IReadOnlyList<(string Name, string Why)> skipped) = NamedTypes.Header(text, Align);
        if (name is null)
        {
            TellOfPadding(types, text);
        }
        else
        {
            TellOfPadding([.. types.Where(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase))], text);
        }
        if (name is null)
        {
            foreach ((string left, string why) in skipped)
            {
                WriteVerbose(ShownText.Of($"{left}: {why}"));
            }
            return types.Count > 0 ? types : throw Error.HeaderEmpty(file, skipped.Count);
        }
        return types.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } only ? [only]
            : skipped.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Why: { } reason }
                ? throw new FormatException(reason)
            : throw Error.HeaderLacks(file, name, DTypeNames.Nearest(name, types.Select(type => type.Name)));
    }

    private FieldMagic[] Magics()
        => Magic is null ? []
            : [.. Magic.Cast<DictionaryEntry>().Select(entry => new FieldMagic(entry.Key.ToString()!, Values(entry.Value)))];

    // A list is several values that the field can have, and bytes are one.
    private static object[] Values(object? value)
    {
        value = HostObjects.Unwrap(value);
        return value is object?[] list ? [.. list.Select(item => HostObjects.Unwrap(item)!)] : [value!];
    }
}

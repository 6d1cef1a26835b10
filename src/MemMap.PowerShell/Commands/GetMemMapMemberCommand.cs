using System.Management.Automation;
using MemMap.Formats;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Lists the arrays that a file holds or describes, without opening them.</summary>
/// <remarks>
/// <para>
/// Containers are .npy, .npz, Zarr, safetensors, WAV, BMP, FITS, NIfTI, IDX, NetCDF-3, MATLAB 4 and 5, NRRD, MetaImage and GGUF.
/// New-MemMap -Member opens an array by the name that is listed here. Only headers are read.
/// </para>
/// </remarks>
/// <notes>
/// IsMapped tells whether an array is mapped in place or read into memory. An array with a Problem can't be opened; the others of the file
/// can.
/// </notes>
/// <output cref="ArrayMember">An array: its name, dtype, shape, offset, and what the file says beside it.</output>
/// <example>
/// <summary>The members of an archive</summary>
/// <code>
/// PS> [MemMap.NDArray]::Zeros((2, 3), 'float32'), [MemMap.NDArray]::Arange(5) | Export-MemMap both.npz -Name w, b
/// PS> Get-MemMapMember both.npz
///    FileName: /data/both.npz
/// Name DType   Shape  Offset NBytes IsMapped Problem
/// ---- -----   -----  ------ ------ -------- -------
/// w    float32 (2, 3)    163     24 True
/// b    int64   (5,)      350     40 True
/// </code>
/// </example>
/// <example>
/// <summary>What a sound file says</summary>
/// <code>
/// PS> (Get-MemMapMember tone.wav -Format Wav).Attributes['SampleRate']
/// 8000
/// </code>
/// </example>
/// <example>
/// <summary>The arrays of one kind</summary>
/// <code>
/// PS> $names = (Get-MemMapMember both.npz | Where-Object DType -EQ 'float32').Name
/// PS> New-MemMap both.npz -Member $names
/// float32 (2, 3) r /data/both.npz (member w)
/// [[0. 0. 0.]
///  [0. 0. 0.]]
/// </code>
/// </example>
/// <seealso cref="NewMemMapCommand"/>
/// <seealso cref="JoinMemMapCommand"/>
[Cmdlet(VerbsCommon.Get, "MemMapMember", DefaultParameterSetName = PathSet)]
[OutputType(typeof(ArrayMember))]
public sealed class GetMemMapMemberCommand : MemMapCmdlet
{
    private const string PathSet = "Path", LiteralPathSet = "LiteralPath";

    /// <summary>The file, relative to PowerShell's location. Wildcards are allowed.</summary>
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

    /// <summary>The format of the file. Auto recognises all but Wav, Bmp, Idx, MATLAB 4 and streams of Arrow.</summary>
    [Parameter]
    [ReadableFormat]
    public FileFormat Format { get; set; }

    /// <summary>The names to list. Wildcards are allowed.</summary>
    /// <value>all</value>
    [Parameter]
    [ValidateNotNullOrEmpty, SupportsWildcards, ArgumentCompleter(typeof(MemberCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool isLiteral = ParameterSetName == LiteralPathSet;
        foreach (string path in isLiteral ? LiteralPath : Path)
        {
            if (!Try(path,
                () => isLiteral ? [FilePaths.Literal(this, path)] : FilePaths.Resolve(this, path, mustExist: true), out var files))
            {
                continue;
            }
            foreach (string file in files)
            {
                if (Try(file, () => MemberList.Of(file, Format), out var members))
                {
                    WriteObject(members.Where(IsWanted), enumerateCollection: true);
                }
            }
        }
    }

    private bool IsWanted(ArrayMember member)
        => Name is null || Name.Any(name => name == member.Name || new WildcardPattern(name).IsMatch(member.Name));
}

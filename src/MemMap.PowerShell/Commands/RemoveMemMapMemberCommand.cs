using System.Management.Automation;
using MemMap.Formats;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Removes arrays from an .npz archive, and leaves the others where they are.</summary>
/// <remarks>
/// <para>
/// Only the directory of the archive is written, so that it takes the same time whatever the size of the archive. If it is interrupted, the
/// archive is the old one. Maps of the other members stay valid.
/// </para>
/// </remarks>
/// <notes>
/// What a removed array had stays as unused bytes in the file, unless it was the last one. Export-MemMap writes an archive without them.
/// </notes>
/// <example>
/// <summary>Remove an array</summary>
/// <code>
/// PS> [MemMap.NDArray]::Arange(3), [MemMap.NDArray]::Arange(5) | Export-MemMap two.npz -Name a, b
/// PS> Remove-MemMapMember two.npz -Name a
/// PS> (Get-MemMapMember two.npz).Name
/// b
/// </code>
/// </example>
/// <example>
/// <summary>Remove the arrays of one kind</summary>
/// <code>
/// PS> [MemMap.NDArray]::Arange(3), [MemMap.NDArray]::Zeros(5, 'float32') | Export-MemMap kinds.npz -Name n, f
/// PS> Get-MemMapMember kinds.npz | Where-Object DType -EQ float32 | Remove-MemMapMember
/// PS> (Get-MemMapMember kinds.npz).Name
/// n
/// </code>
/// </example>
/// <example>
/// <summary>See what would happen</summary>
/// <code>
/// PS> [MemMap.NDArray]::Arange(3), [MemMap.NDArray]::Arange(5) | Export-MemMap two.npz -Name a, b
/// PS> Remove-MemMapMember two.npz -Name a -WhatIf
/// What if: Performing the operation "Remove member a" on target "/data/two.npz".
/// </code>
/// </example>
/// <seealso cref="GetMemMapMemberCommand"/>
/// <seealso cref="ExportMemMapCommand"/>
[Cmdlet(VerbsCommon.Remove, "MemMapMember", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
public sealed class RemoveMemMapMemberCommand : MemMapCmdlet
{
    private const string PathSet = "Path", LiteralPathSet = "LiteralPath";

    // The members of an archive are removed together: the directory is written once.
    private readonly Dictionary<string, List<string>> _members = [];

    /// <summary>The archive, relative to PowerShell's location. Wildcards are allowed if they match exactly one file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    [FileNames]
    public string Path { get; set; } = null!;

    /// <summary>The archive. No character is a wildcard. The output of Get-MemMapMember binds to this parameter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName", "FileName")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public string LiteralPath { get; set; } = null!;

    /// <summary>The names of the arrays, with or without .npy. No character is a wildcard.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(MemberCompleter))]
    public string[] Name { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Try(
            Path ?? LiteralPath,
            () => ParameterSetName == LiteralPathSet ? FilePaths.Literal(this, LiteralPath) : FilePaths.Single(this, Path!),
            out var file))
        {
            _members.TryAdd(file, []);
            _members[file].AddRange(Name);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach ((string file, List<string> names) in _members)
        {
            string what = $"Remove {(names.Count == 1 ? "member" : "members")} {string.Join(", ", names)}";
            if (Try(file, () => Check(file, names)) && ShouldProcess(file, what))
            {
                _ = Try(file, () => NpzUpdate.Remove(file, names));
            }
        }
    }

    private static void Check(string file, List<string> names)
    {
        HashSet<string> present = NpzUpdate.Names(file);
        if (names.FirstOrDefault(name => !present.Contains(name) && !present.Contains(name + NpzFile.Extension)) is { } missing)
        {
            throw Error.NoSuchMember(file, missing, present.Select(NpzFile.ShortName));
        }
    }
}

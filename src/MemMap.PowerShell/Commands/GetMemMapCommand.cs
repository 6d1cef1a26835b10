using System.Management.Automation;

namespace MemMap.Commands;

/// <summary>Gets the maps that are open in this process, in the order they were opened.</summary>
/// <remarks>
/// A map is open until it is closed, or nothing refers to it any more and the garbage collector finds out. Views aren't listed.
/// </remarks>
[Cmdlet(VerbsCommon.Get, "MemMap")]
[OutputType(typeof(MemMapArray))]
public sealed class GetMemMapCommand : MemMapCmdlet
{
    /// <summary>Files whose maps to get; wildcards are allowed. A path without wildcards of which no map is open is an error.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    public string[]? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IReadOnlyList<MemMapArray> maps = MemMapArray.OpenMaps;
        if (Path is null)
        {
            WriteObject(maps, enumerateCollection: true);
            return;
        }
        foreach (string path in Path)
        {
            if (!Try(path, () => FilePaths.Pattern(this, path), out var matches))
            {
                continue;
            }
            MemMapArray[] found = [.. maps.Where(map => matches(map.Path))];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(path))
            {
                WriteError(Errors.NotOpen(path));
            }
            WriteObject(found, enumerateCollection: true);
        }
    }
}

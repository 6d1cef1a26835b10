using System.Management.Automation;

namespace MemMap.Output;

/// <summary>
/// The number of matches in one of several files: the output of Find-MemMapValue -CountOnly. It is a number, with the file as a property,
/// so that it can be compared and added up as that of a single file.
/// </summary>
internal static class MatchCount
{
    // MemMap.format.ps1xml has a view for it.
    private const string TypeName = "MemMap.MatchCount";

    /// <summary>Returns a number of matches with its file.</summary>
    /// <param name="count">The number of matches.</param>
    /// <param name="array">What was searched.</param>
    /// <param name="file">The file that was opened for it; null for an array.</param>
    internal static PSObject Of(long count, NDArray array, string? file)
    {
        MemMapArray? map = array as MemMapArray;
        PSObject number = new(count);
        number.TypeNames.Insert(0, TypeName);
        number.Properties.Add(new PSNoteProperty("Count", count));
        number.Properties.Add(new PSNoteProperty("FileName", map?.FileName ?? file));
        if ((map?.Member ?? array.Buffer.Member) is { } member)
        {
            number.Properties.Add(new PSNoteProperty("Member", member));
        }
        return number;
    }
}

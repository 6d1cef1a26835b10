using System.Management.Automation;
using MemMap.DataTypes;

namespace MemMap.Commands;

/// <summary>Gets the dtypes that have a name of their own: the formats that are built in, and what was registered.</summary>
[Cmdlet(VerbsCommon.Get, "MemMapType")]
[OutputType(typeof(NamedType))]
public sealed class GetMemMapTypeCommand : MemMapCmdlet
{
    /// <summary>The names to get; wildcards are allowed. A name without wildcards that isn't known is an error.</summary>
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

using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using MemMap.Output;

namespace MemMap;

/// <summary>
/// What is left of the module in a session that removes it: arrays are objects that stay what they are, so variables with maps still have
/// them open. They print their elements as text, and whoever removes the module with open maps is told how they are closed.
/// </summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    // So many characters of names of files.
    private const int MostOfNames = 80;

    // Sessions that have the views for it.
    private static readonly ConditionalWeakTable<Runspace, object> Known = [];

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        ArgumentNullException.ThrowIfNull(psModuleInfo);
        // Import-Module -Force removes the module too.
        if (Runspace.DefaultRunspace is not { } session || !new StackTrace().GetFrames().Any(
            static frame => frame.GetMethod()?.DeclaringType?.Name == "RemoveModuleCommand"))
        {
            return;
        }
        if (Known.TryAdd(session, Known))
        {
            using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            shell.AddCommand("Microsoft.PowerShell.Utility\\Update-FormatData")
                .AddParameter("AppendPath", Path.Combine(psModuleInfo.ModuleBase, "MemMap.removed.format.ps1xml")).Invoke();
        }
        if (MemMapArray.OpenMaps is { Length: > 0 and var count } maps)
        {
            Warnings.Say($"{(count == 1 ? "a map is" : $"{count} maps are")} still open ({Files(maps)}): $m.Close() closes one, and "
                + "Import-Module MemMap with Close-MemMap -All all of them");
        }
    }

    // As many as a line has room for; the first one always.
    private static string Files(MemMapArray[] maps)
    {
        string[] names = [.. maps.Select(static map => map.FileName).Distinct().Order(StringComparer.Ordinal)];
        int shown = 1, length = names[0].Length;
        while (shown < names.Length && length + names[shown].Length <= MostOfNames)
        {
            length += names[shown++].Length;
        }
        return string.Join(", ", names.Take(shown)) + (shown < names.Length ? $" and {names.Length - shown} more" : "");
    }
}

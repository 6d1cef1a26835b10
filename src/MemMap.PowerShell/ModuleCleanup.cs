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
        if (MemMapArray.OpenMaps.Length is > 0 and var count)
        {
            Warnings.Say($"{(count == 1 ? "a map is" : $"{count} maps are")} still open: $m.Close() closes one, and Import-Module MemMap "
                + "with Close-MemMap -All all of them");
        }
    }
}

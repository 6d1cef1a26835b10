using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;
using MemMap.Parameters;

namespace MemMap.Output;

/// <summary>
/// Warns where a cmdlet of PowerShell makes text of all properties of an array, which says nothing of its elements: ConvertTo-Json and
/// its like take an array as one object.
/// </summary>
/// <remarks>
/// The running command is not public, and is found by reflection. If an engine lacks these members, there is no warning.
/// </remarks>
internal static class PropertyReader
{
    private static readonly string[] Writers =
        ["ConvertToJsonCommand", "ConvertToCsvCommand", "ExportCsvCommand", "ConvertToHtmlCommand", "ConvertToXmlCommand"];

    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    private static readonly PropertyInfo? Context = typeof(Runspace).GetProperty("GetExecutionContext", Hidden)
        ?? typeof(Runspace).GetProperty("ExecutionContext", Hidden);

    private static readonly PropertyInfo? Processor = Context?.PropertyType.GetProperty("CurrentCommandProcessor", Hidden);
    private static readonly PropertyInfo? Running = Processor?.PropertyType.GetProperty("Command", Hidden);

    private static readonly ConditionalWeakTable<Cmdlet, object> Warned = [];

    // What stands in a property of something else is an array among others.
    private static bool IsArray(Cmdlet command)
        => PipelineElements.Bare(command.GetType().GetProperty("InputObject")?.GetValue(command)) is NDArray;

    /// <summary>Warns, once for each command, if what reads the properties of an array writes them as text.</summary>
    internal static void Warn()
    {
        if (Running is not null && Runspace.DefaultRunspace is { } runspace && Context?.GetValue(runspace) is { } context
            && Processor?.GetValue(context) is { } processor && Running.GetValue(processor) is Cmdlet command
            && Writers.Contains(command.GetType().Name) && IsArray(command) && Warned.TryAdd(command, command))
        {
            string name = command is PSCmdlet cmdlet ? cmdlet.MyInvocation.MyCommand.Name : "the command";
            command.WriteWarning(
                $"{name} writes the properties of an array, and not its elements; $m | ConvertFrom-MemMap | {name} writes these");
        }
    }
}

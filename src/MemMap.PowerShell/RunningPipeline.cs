using System.Diagnostics.CodeAnalysis;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemMap;

/// <summary>
/// Detects Ctrl+C while a script calls a method of an array. The engine stops cmdlets but does not notify methods. The state of the
/// pipeline in which a method runs does change.
/// </summary>
/// <remarks>
/// The running pipeline is not public, and the reference assembly has no pipelines, so it is found by reflection. If an engine lacks these
/// members, methods can't be interrupted.
/// </remarks>
internal static class RunningPipeline
{
    private static readonly MethodInfo? Find = typeof(Runspace)
        .GetMethod("GetCurrentlyRunningPipeline", BindingFlags.Instance | BindingFlags.NonPublic, []);
    private static readonly EventInfo? Changed = Find?.ReturnType.GetEvent("StateChanged");
    private static readonly PropertyInfo? Info = Find?.ReturnType.GetProperty("PipelineStateInfo");
    private static readonly PropertyInfo? State = Info?.PropertyType.GetProperty("State");
    private static readonly Func<Runspace, object?>? Current = State is null || Changed is null ? null
        : Find?.CreateDelegate<Func<Runspace, object?>>();

    private static readonly ConditionalWeakTable<object, Watch> Watches = [];

    /// <summary>Returns a token that is cancelled when the pipeline of this thread is stopped.</summary>
    internal static CancellationToken Token()
        => Runspace.DefaultRunspace is { } runspace && Current?.Invoke(runspace) is { } pipeline
            ? Watches.GetValue(pipeline, static pipeline => new Watch(pipeline)).Token
            : CancellationToken.None;

    /// <summary>Cancels a token when its pipeline is stopped.</summary>
    [SuppressMessage("Design", "CA1001",
        Justification = "The token source has no timer and no handle, and the pipeline may be stopped as it ends.")]
    private sealed class Watch
    {
        private readonly CancellationTokenSource _stop = new();

        internal Watch(object pipeline)
        {
            MethodInfo handler = typeof(Watch).GetMethod(nameof(OnChanged), BindingFlags.Instance | BindingFlags.NonPublic)!;
            Changed!.AddEventHandler(pipeline, handler.CreateDelegate(Changed.EventHandlerType!, this));
        }

        internal CancellationToken Token => _stop.Token;

        private void OnChanged(object sender, EventArgs change)
        {
            if (State!.GetValue(Info!.GetValue(sender)) is Enum state && state.ToString() is "Stopping" or "Stopped")
            {
                _stop.Cancel();
            }
        }
    }
}

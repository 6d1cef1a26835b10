using System.Diagnostics.CodeAnalysis;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemMap;

/// <summary>
/// Ctrl+C while a script calls a method of an array. The engine tells cmdlets that they are to stop, and methods nothing; but the pipeline
/// in which they run changes its state.
/// </summary>
/// <remarks>
/// Which pipeline runs isn't public, and the reference assembly that the module is compiled against has no pipelines. Should an engine not
/// have what is looked for here, methods run to their end, as those of others do.
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

    /// <summary>What is cancelled once the pipeline that runs on this thread is being stopped.</summary>
    internal static CancellationToken Token()
        => Runspace.DefaultRunspace is { } runspace && Current?.Invoke(runspace) is { } pipeline
            ? Watches.GetValue(pipeline, static pipeline => new Watch(pipeline)).Token
            : CancellationToken.None;

    /// <summary>Waits for a pipeline to be stopped.</summary>
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

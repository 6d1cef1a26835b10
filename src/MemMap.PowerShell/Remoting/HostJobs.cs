using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MemMap.Handles;

namespace MemMap.Remoting;

/// <summary>The options of calls to hosts.</summary>
/// <param name="ThrottleLimit">The maximum number of hosts that work at the same time.</param>
/// <param name="Silence">The time without any response after which a host counts as lost; zero for no limit.</param>
internal sealed record HostOptions(int ThrottleLimit, TimeSpan Silence);

/// <summary>The result of the work on one part.</summary>
/// <param name="Task">The index of the part in the request.</param>
/// <param name="Host">The host that did the work, or the last one that failed.</param>
/// <param name="Values">The output of the work.</param>
/// <param name="Failure">The error; null if the work succeeded.</param>
internal sealed record PartAnswer(int Task, string Host, IReadOnlyList<object?> Values, Exception? Failure);

/// <summary>
/// Runs some work on every part, on the hosts that have the parts: the hosts in parallel, the parts of a host sequentially. An answer is
/// returned when all work on a part is done, so a part that fails halfway can be repeated on its replica.
/// </summary>
/// <param name="options">The options of calls to hosts.</param>
/// <param name="stop">Stops the work here and on the hosts.</param>
internal sealed class HostJobs(HostOptions options, CancellationToken stop)
{
    /// <summary>The minimum version of the module on hosts: the version of this one.</summary>
    internal static readonly Version Needed = typeof(HostJobs).Assembly.GetName().Version is { } version
        ? new Version(version.Major, version.Minor, version.Build) : new Version();

    private readonly ConcurrentQueue<string> _warnings = new();

    /// <summary>The warnings of the hosts.</summary>
    internal IEnumerable<string> Warnings => _warnings;

    /// <summary>Runs the work, and returns the answers as they become ready, in any order.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="work">The script that runs on each part: <c>param($map, $arguments)</c>, with its value as pipeline input.</param>
    /// <param name="arguments">The arguments of the work, the same for each part.</param>
    /// <param name="values">Returns the pipeline input of the work for each part; its second argument says whether it is for the
    /// replica.</param>
    /// <param name="onReplicas">Whether the work runs on the replicas instead of the first hosts.</param>
    /// <param name="mayAskReplica">Whether work that failed on a host is repeated on the replica.</param>
    internal IEnumerable<PartAnswer> Run(
        IReadOnlyList<DistributedPart> parts, string work, object? arguments, Func<int, bool, object?>? values = null,
        bool onReplicas = false,
        bool mayAskReplica = true)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using SemaphoreSlim throttle = new(Math.Max(1, options.ThrottleLimit));
        using BlockingCollection<PartAnswer> answers = [];
        Job job = new(parts, work, arguments, values, answers.Add, enough.Token);
        Task[] hosts =
        [
            .. Enumerable.Range(0, parts.Count)
                .GroupBy(task => onReplicas ? parts[task].ReplicaSession! : parts[task].Session)
                .Select(host => Task.Run(
                    async () =>
                    {
                        await throttle.WaitAsync(enough.Token).ConfigureAwait(false);
                        try
                        {
                            DoOnHost(job, host.Key, [.. host], onReplicas, mayAskReplica && !onReplicas);
                        }
                        finally
                        {
                            throttle.Release();
                        }
                    },
                    enough.Token)),
        ];
        Task all = Task.WhenAll(hosts);
        _ = all.ContinueWith(
            _ => answers.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            foreach (PartAnswer answer in answers.GetConsumingEnumerable(stop))
            {
                yield return answer;
            }
            all.GetAwaiter().GetResult();
        }
        finally
        {
            // The caller has stopped enumerating: stop the hosts.
            enough.Cancel();
            ((IAsyncResult)all).AsyncWaitHandle.WaitOne();
        }
    }

    private void DoOnHost(Job job, PSSession session, List<int> tasks, bool onReplica, bool mayAskReplica)
    {
        Dictionary<int, Exception> failures = Ask(job, session, tasks, onReplica);
        if (failures.Count == 0)
        {
            return;
        }
        foreach (var again in failures.Keys.GroupBy(task => mayAskReplica ? job.Parts[task].ReplicaSession : null))
        {
            Dictionary<int, Exception> second = again.Key is null ? [] : Ask(job, again.Key, [.. again], onReplica: true);
            foreach (int task in again)
            {
                if (again.Key is null)
                {
                    job.Answer(new PartAnswer(task, session.ComputerName, [], failures[task]));
                }
                else if (second.TryGetValue(task, out Exception? failure))
                {
                    job.Answer(new PartAnswer(task, again.Key.ComputerName, [], LostHostException.Both(failures[task], failure)));
                }
            }
        }
    }

    /// <summary>Runs the work for some parts on a host. Returns the failed parts with their errors.</summary>
    private Dictionary<int, Exception> Ask(Job job, PSSession session, List<int> tasks, bool onReplica)
    {
        Dictionary<int, Exception> failures = [];
        HashSet<int> open = [.. tasks];
        try
        {
            Dictionary<int, List<object?>> values = [];
            foreach (PSObject answer in HostCall.Run(
                session, HostScripts.ForEachPart, Arguments(job, tasks, onReplica), _warnings.Enqueue, options.Silence, job.Stop))
            {
                if (answer.Properties["Parts"]?.Value is not { } numbers)
                {
                    throw LostHostException.OfModule(session, Text(answer, "Id"), Text(answer, "Message"), Needed);
                }
                int task = LanguagePrimitives.ConvertTo<int[]>(numbers)[0];
                if (answer.Properties["Id"] is not null)
                {
                    failures[task] = LostHostException.OnPart(Text(answer, "Id"), Text(answer, "Message"));
                    open.Remove(task);
                }
                else if (answer.Properties["Done"] is not null)
                {
                    open.Remove(task);
                    job.Answer(new PartAnswer(task, session.ComputerName, values.GetValueOrDefault(task) ?? [], null));
                    values.Remove(task);
                }
                else if (values.TryGetValue(task, out List<object?>? known))
                {
                    known.Add(answer.Properties["Value"].Value);
                }
                else
                {
                    values[task] = [answer.Properties["Value"].Value];
                }
            }
        }
        catch (LostHostException exception)
        {
            foreach (int task in open)
            {
                failures[task] = exception;
            }
        }
        return failures;
    }

    private Hashtable Arguments(Job job, List<int> tasks, bool onReplica) => new()
    {
        ["Needed"] = Needed,
        ["TellsProgress"] = options.Silence > TimeSpan.Zero,
        ["Work"] = job.Work,
        ["Arguments"] = job.Arguments,
        ["Parts"] = tasks.Select(task => new Hashtable
        {
            ["Number"] = task,
            ["Array"] = DeserializedArray.Bag(job.Parts[task].Handle(onReplica)),
            ["Value"] = job.Values?.Invoke(task, onReplica),
        }).ToArray(),
    };

    private static string Text(PSObject answer, string name) => answer.Properties[name]?.Value?.ToString() ?? "";

    private sealed record Job(
        IReadOnlyList<DistributedPart> Parts, string Work, object? Arguments, Func<int, bool, object?>? Values, Action<PartAnswer> Answer,
        CancellationToken Stop);
}

using System.Diagnostics;
using System.Management.Automation;
using MemMap.Commands;

namespace MemMap.Remoting;

/// <summary>Shows the progress of work on hosts: nothing in the first second, then the number of completed parts for each host.</summary>
/// <param name="cmdlet">The cmdlet, on whose thread progress is shown; null to show nothing.</param>
/// <param name="activity">The activity to show.</param>
internal sealed class HostProgress(MemMapCmdlet? cmdlet, string activity) : IDisposable
{
    private readonly Dictionary<string, (int Done, int Parts, ProgressRecord Record)> _hosts = [];
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private bool _isShown;

    /// <summary>Sets the parts to process.</summary>
    internal void Begin(IEnumerable<DistributedPart> parts)
    {
        foreach (var host in parts.GroupBy(part => part.Host))
        {
            ProgressRecord record = _hosts.TryGetValue(host.Key, out var known) ? known.Record
                : new(_hosts.Count, $"{activity}: {host.Key}", " ");
            _hosts[host.Key] = (0, host.Count(), record);
        }
    }

    /// <summary>Marks a part as done.</summary>
    internal void Done(DistributedPart part)
    {
        (int done, int parts, ProgressRecord record) = _hosts[part.Host];
        _hosts[part.Host] = (++done, parts, record);
        record.PercentComplete = 100 * done / parts;
        record.StatusDescription = $"{done} of {parts} parts";
        if (cmdlet is not null && _time.Elapsed >= TimeSpan.FromSeconds(1))
        {
            _isShown = true;
            cmdlet.WriteProgress(record);
        }
    }

    /// <summary>Removes the progress lines.</summary>
    public void Dispose()
    {
        if (_isShown)
        {
            foreach ((_, _, ProgressRecord record) in _hosts.Values)
            {
                record.RecordType = ProgressRecordType.Completed;
                cmdlet!.WriteProgress(record);
            }
        }
    }
}

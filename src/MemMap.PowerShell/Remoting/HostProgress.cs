using System.Diagnostics;
using System.Management.Automation;
using MemMap.Commands;

namespace MemMap.Remoting;

/// <summary>What is shown of work on hosts: nothing in the first second, then for each host how many of its parts are done.</summary>
/// <param name="cmdlet">The cmdlet, on whose thread it is told; none shows nothing.</param>
/// <param name="activity">What is done.</param>
internal sealed class HostProgress(MemMapCmdlet? cmdlet, string activity) : IDisposable
{
    private readonly Dictionary<string, (int Done, int Parts, ProgressRecord Record)> _hosts = [];
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private bool _isShown;

    /// <summary>Tells what there is to do.</summary>
    internal void Begin(IEnumerable<DistributedPart> parts)
    {
        foreach (var host in parts.GroupBy(part => part.Host))
        {
            ProgressRecord record = _hosts.TryGetValue(host.Key, out var known) ? known.Record
                : new(_hosts.Count, $"{activity}: {host.Key}", " ");
            _hosts[host.Key] = (0, host.Count(), record);
        }
    }

    /// <summary>Tells that a part is done.</summary>
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

    /// <summary>Takes the lines away.</summary>
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

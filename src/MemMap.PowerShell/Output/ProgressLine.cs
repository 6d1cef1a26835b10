using System.Diagnostics;
using System.Management.Automation;
using MemMap.Commands;
using MemMap.Compute;

namespace MemMap.Output;

/// <summary>Shows the progress of long work: nothing in the first second, then the percentage, the rate and the remaining time.</summary>
/// <param name="cmdlet">The cmdlet that does the work.</param>
/// <param name="activity">The activity to show.</param>
/// <param name="totalBytes">The total number of bytes to process.</param>
/// <param name="slow">Why it takes long, which is shown after two seconds; null if there is nothing to say.</param>
internal sealed class ProgressLine(MemMapCmdlet cmdlet, string activity, long totalBytes, string? slow = null) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), Interval = TimeSpan.FromSeconds(0.25),
        Long = TimeSpan.FromSeconds(2);

    private readonly ProgressRecord _record = new(0, activity, " ");
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private TimeSpan _next = Patience;

    /// <summary>Shows the progress. Call it on the cmdlet's thread.</summary>
    internal void Report(long doneBytes)
    {
        TimeSpan elapsed = _time.Elapsed;
        if (elapsed < _next || totalBytes <= 0)
        {
            return;
        }
        _next = elapsed + Interval;
        double part = Math.Clamp((double)doneBytes / totalBytes, 0, 1), rate = doneBytes / elapsed.TotalSeconds;
        _record.PercentComplete = (int)(100 * part);
        _record.SecondsRemaining = rate > 0 ? (int)Math.Min(int.MaxValue, (totalBytes - Math.Min(doneBytes, totalBytes)) / rate) : -1;
        _record.StatusDescription = FormattableString.Invariant($"{doneBytes >> 20} of {totalBytes >> 20} MiB, {rate / (1 << 20):0} MiB/s");
        if (slow is not null && elapsed >= Long)
        {
            _record.Activity = slow;
        }
        cmdlet.WriteProgress(_record);
    }

    /// <summary>Writes the activity, the number of bytes read, the access and the rate to the verbose stream.</summary>
    /// <param name="array">The array that was read.</param>
    /// <param name="bytes">The number of bytes read; null if unknown.</param>
    internal void Tell(NDArray array, long? bytes)
    {
        double seconds = _time.Elapsed.TotalSeconds;
        string how = array switch
        {
            JoinedMemMap => "joined",
            MemMapArray { Access: AccessHint.Buffered } => "read in parts",
            MemMapArray => "mapped",
            _ => "in memory",
        };
        string threads = BlockLoop.Threads == 1 ? "one thread" : $"up to {BlockLoop.Threads} threads";
        string rate = bytes is { } count
            ? FormattableString.Invariant($"{count} bytes, {how}, in {seconds:0.000} s ({count / seconds / (1 << 20):0} MiB/s)")
            : FormattableString.Invariant($"{how}, in {seconds:0.000} s");
        cmdlet.WriteVerbose($"{activity}: {rate}, {threads}");
    }

    /// <summary>Removes the progress line.</summary>
    public void Dispose()
    {
        if (_next > Patience)
        {
            _record.RecordType = ProgressRecordType.Completed;
            cmdlet.WriteProgress(_record);
        }
    }
}

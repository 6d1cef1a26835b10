using System.Management.Automation;
using MemMap.Compute;
using MemMap.Parameters;

namespace MemMap.Questions;

/// <summary>What groups are made by, for the records of an array.</summary>
internal sealed class Grouping
{
    private static readonly NDArray Yes = NDArray.Array(true, DType.Bool);

    private readonly ComputedKey[] _computed;

    /// <param name="cmdlet">The cmdlet, in whose caller's scope variables are.</param>
    /// <param name="keys">Fields and script blocks.</param>
    /// <param name="dtype">The dtype of the records.</param>
    /// <param name="limit">The largest number of groups.</param>
    /// <exception cref="ArgumentException">The records have no such field.</exception>
    internal Grouping(PSCmdlet cmdlet, GroupKey[] keys, DType dtype, int limit)
    {
        ComputedKey?[] computed = [.. keys.Select(key => key.Script is null ? null : new ComputedKey(cmdlet, key, dtype, limit))];
        _computed = [.. computed.OfType<ComputedKey>()];
        Sources = [.. keys.Select((key, i) => computed[i]?.Source ?? GroupKeySource.Field(dtype, FieldName.Of(dtype, key.Name)))];
    }

    /// <summary>What the values of the keys come from.</summary>
    internal GroupKeySource[] Sources { get; }

    /// <summary>The names of the keys.</summary>
    internal string[] Names => [.. Sources.Select(static source => source.Name)];

    /// <summary>Why script blocks run for each record; empty if all were compiled.</summary>
    internal IEnumerable<string> Reasons => _computed.Select(static key => key.Reason).OfType<string>();

    /// <summary>Adds the records of an array to a measure, those alone for which a condition holds.</summary>
    /// <param name="array">The records.</param>
    /// <param name="condition">The condition; null for all records.</param>
    /// <param name="measure">The measure, by these groups.</param>
    internal void Measure(NDArray array, Condition? condition, GroupedMeasure measure)
    {
        if (_computed.Length == 0 && condition is null)
        {
            measure.Add(array.Ref);
            return;
        }
        // A script block runs on the pipeline's thread alone.
        Func<NDArray, bool>? holds = Reasons.Any() ? null : records => _computed.All(key => key.Holds(records));
        RowFilter filter = condition?.FilterOf(array, holds)
            ?? array.FilterBy(holds is null ? null : records => holds(records) ? Yes : null, static _ => Yes);
        foreach (SearchWindow window in filter.Windows)
        {
            filter.Each(window, (rows, mask, _) =>
            {
                measure.Add(condition is null ? rows : MaskSelection.Take(mask, rows));
                return true;
            }, readsOnce: _computed.Length == 0);
        }
    }
}

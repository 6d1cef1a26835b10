using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Questions;

namespace MemMap.Commands;

// The records for which a condition holds.
public sealed partial class SetMemMapValueCommand
{
    /// <summary>
    /// Changes only the records for which a condition holds, in which $_ is a record: { $_.price -gt 20 -and $_.kind -eq 'warn' }; of other
    /// arrays, $_ is an element. It is asked of all records before any is changed. about_MemMap_Questions tells what the condition may
    /// contain.
    /// </summary>
    [Parameter(ParameterSetName = ValueSet)]
    [ValidateNotNull, ConditionArgument, ArgumentCompleter(typeof(ConditionCompleter))]
    public ScriptBlock? Where { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RequirePlace();
        FindSource();
        if (IndexParameter.ConditionOf(Index) is { } condition)
        {
            (Where, Index) = (Where is null ? condition : Where, Where is null ? null : Index);
        }
        if (Where is not null && Index is { Length: > 0 })
        {
            ThrowTerminatingError(Errors.OneOf(nameof(Where), nameof(Index)));
        }
    }

    /// <summary>Finds the records for which the condition holds; null without a condition.</summary>
    private bool TryWhere(out NDArray? mask)
    {
        mask = null;
        return TryCondition(_array, Where, out Condition? condition)
            && (condition is null || TryLong(_array, "Selecting", 1, () => MaskOf(condition), out mask));
    }

    private NDArray MaskOf(Condition condition)
    {
        // What can't be changed is an error before all records are read.
        _ = _array.SelectToChange([]);
        return _array is DistributedMemMap ? throw Errors.WhereNotOnHosts() : condition.MaskOf(_array);
    }
}

using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Questions;

namespace MemMap.Commands;

// -Value with a script block: what it gives for each element.
public sealed partial class SetMemMapValueCommand
{
    private void Compute(ScriptBlock script, NDArray? mask)
    {
        if (!Try(_array, () => Planned(script, mask), out var assignment))
        {
            return;
        }
        if (assignment.Reason is { } reason)
        {
            TellOfScript("The value is computed by a script block for each element", reason);
        }
        object?[] items = mask is null ? IndexParameter.Items(this, Index, _array) : [mask];
        string subject = Subject(items);
        long size = assignment.Target.Size;
        if (ShouldProcess(subject, $"Assign {Constants.Line(script.Ast)} to {Amount(assignment.Target)}")
            && TryLong(_array, "Computing", 1, () => { assignment.Run(); return true; }, out _))
        {
            Tell(size, subject);
            if (assignment.Unfit > 0)
            {
                bool isOne = assignment.Unfit == 1;
                WriteWarning(FormattableString.Invariant($"{assignment.Unfit:N0} of the values of {Constants.Line(script.Ast)} ")
                    + $"{(isOne ? "doesn't" : "don't")} fit {assignment.Target.DType.Called}, and {(isOne ? "was" : "were")} cast to its "
                    + $"bits as elements of arrays are; [Math]::Min(..., ...) keeps {(isOne ? "it" : "them")} in it");
            }
        }
    }

    private ComputedAssignment Planned(ScriptBlock script, NDArray? mask)
    {
        if (Operation is { } operation)
        {
            throw Errors.ValueAndOperation(Constants.Line(script.Ast), operation);
        }
        if (_array is DistributedMemMap)
        {
            throw Errors.ValueNotOnHosts();
        }
        NDArray field = IndexParameter.Fields(_array, Field);
        return new(
            this, script, _array, Truncate ? field.WithLayout(field.Layout, field.DType.Truncating()) : field,
            mask is null ? IndexParameter.Items(this, Index, field) : [], mask);
    }
}

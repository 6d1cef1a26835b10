using MemMap.Output;

namespace MemMap.Commands;

// Two arrays or files of the pipeline, which are compared with one another.
public sealed partial class CompareMemMapCommand
{
    private readonly List<object> _pair = [];
    private long _count;

    /// <summary>Keeps an object of the pipeline; of more than two, their number is told.</summary>
    private void Gather()
    {
        if (++_count <= 2)
        {
            _pair.Add(DifferenceObject);
        }
    }

    private void CompareGathered()
    {
        if (_pair is not [var reference, var difference] || _count > 2)
        {
            ThrowTerminatingError(Errors.NoPair(MyInvocation.MyCommand.Name, _count));
            return;
        }
        Compare(reference, difference);
    }
}

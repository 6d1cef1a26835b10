using System.Management.Automation;
using MemMap.Handles;
using MemMap.Output;

namespace MemMap.Commands;

// What one array has and the other lacks.
public sealed partial class CompareMemMapCommand
{
    /// <summary>
    /// Finds the ranges that were inserted, removed and changed from the ReferenceObject to the DifferenceObject. Bytes are compared as
    /// they are, other elements and rows of tables as a whole; the dtypes must be the same. Of large files, ranges with many equal parts
    /// may be found longer than they are.
    /// </summary>
    [Parameter]
    public SwitchParameter Realign { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if ((DifferenceObject is null && !MyInvocation.ExpectingInput) || (ReferenceObject is null && DifferenceObject is not null))
        {
            ThrowTerminatingError(Errors.NothingToCompare(MyInvocation.MyCommand.Name));
        }
        string[] others =
        [
            nameof(Field), nameof(Tolerance), nameof(RelativeTolerance), nameof(NaNDiffers), nameof(Quiet), nameof(AllowPartial),
        ];
        if (Realign && Array.Find(others, MyInvocation.BoundParameters.ContainsKey) is { } other)
        {
            ThrowTerminatingError(Errors.OneOf(nameof(Realign), other));
        }
    }

    /// <summary>Keeps what later commands ask of the arrays, and tells where -Realign says more.</summary>
    private static void Keep(ArrayComparison comparison, NDArray reference, NDArray difference)
    {
        ComparedArrays.Keep(comparison, reference, difference);
        if (comparison.Equal || !reference.CanRealign(difference))
        {
            return;
        }
        bool isLonger = reference.Shape[0] != difference.Shape[0];
        if (isLonger || (comparison.Differences is [{ Index: var index }, ..]
            && reference.IsShifted(difference, index is long[] several ? several[0] : (long)index)))
        {
            comparison.Hint = $"{(isLonger ? "" : "the rest looks shifted; ")}-Realign finds what was inserted and removed";
        }
    }

    private void ToRealignment(NDArray reference, NDArray difference)
    {
        using ProgressLine progress = new(this, $"Comparing {ArrayHeader.Of(difference)}", reference.NBytes);
        long row = reference.NDim == 0 || reference.Shape[0] == 0 ? 0 : reference.NBytes / reference.Shape[0];
        if (Try(difference, () => reference.Realign(difference, First, rows => progress.Report(rows * row)), out var found))
        {
            progress.Tell(difference, difference.NBytes);
            found.ReferenceFileName = (reference as MemMapArray)?.FileName;
            found.FileName = (difference as MemMapArray)?.FileName;
            ComparedArrays.Keep(found, reference, difference);
            WriteObject(found);
        }
    }
}

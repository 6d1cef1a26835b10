using MemMap.Formats;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// -Patch: changes that were written as text.
public sealed partial class SetMemMapValueCommand
{
    private void ApplyPatch()
    {
        string what = Reverse ? "Take back" : "Make", title = ArrayHeader.Of(_array);
        if (Try(Patch, () => new ArrayPatch(FilePaths.Single(this, Patch), _array.Ref, Reverse), out var patch)
            && Try(_array, () => patch.Check(ChangeList.Length), out var changes)
            && ShouldProcess(
                ChangeList.Of($"{what} {ChangeList.Count(changes)} in {title}", changes),
                ChangeList.Of($"{what} {ChangeList.Count(changes)} in {title}?", changes), "Apply a patch")
            && Try(_array, patch.Apply))
        {
            WriteVerbose($"{(Reverse ? "Took back" : "Made")} {ChangeList.Count(changes)} in {title}");
            if (PassThru)
            {
                WriteObject(_array);
            }
        }
    }
}

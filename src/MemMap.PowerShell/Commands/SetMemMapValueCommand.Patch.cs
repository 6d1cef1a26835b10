using MemMap.Formats;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// -Patch: changes that were written as text.
public sealed partial class SetMemMapValueCommand
{
    private void ApplyPatch()
    {
        string what = Reverse ? "Take back" : "Make", title = ArrayHeader.Of(InputObject);
        if (Try(Patch, () => new ArrayPatch(FilePaths.Single(this, Patch), InputObject.Ref, Reverse), out var patch)
            && Try(InputObject, () => patch.Check(ChangeList.Length), out var changes)
            && ShouldProcess(
                ChangeList.Of($"{what} {ChangeList.Count(changes)} in {title}", changes),
                ChangeList.Of($"{what} {ChangeList.Count(changes)} in {title}?", changes), "Apply a patch")
            && Try(InputObject, patch.Apply))
        {
            WriteVerbose($"{(Reverse ? "Took back" : "Made")} {ChangeList.Count(changes)} in {title}");
            if (PassThru)
            {
                WriteObject(InputObject);
            }
        }
    }
}

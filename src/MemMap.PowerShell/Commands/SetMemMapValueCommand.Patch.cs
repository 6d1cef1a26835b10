using System.Management.Automation;
using MemMap.Formats;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// -Patch: changes that were written as text.
public sealed partial class SetMemMapValueCommand
{
    private protected override string? InsteadOf(object? argument)
        => IsName(argument) && ((string)argument!).TrimStart('-').TrimEnd(':').ToUpperInvariant() is "UNDO" or "REVERT" or "ROLLBACK"
            or "RESTORE" ? "-Patch FILE -Reverse takes the changes of a patch back, and -WhatIf lists them; changes of a map of mode c, "
                + "which Export-MemMap x.patch writes as one, are not in the file yet, and end with the map" : null;

    /// <summary>The error of the name of a patch in the place of an index; null if there is no such patch.</summary>
    private static ArgumentException? PatchForPlace(PSCmdlet cmdlet, string text, string? file)
        => NamedFiles.Of(cmdlet, text) is [var only] && PatchReader.IsPatch(only) ? Errors.PatchForPlace(text, file) : null;

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

namespace MemMap;

// Errors of changes that are in memory only, and of writing them to their file.
internal static partial class Error
{
    internal static ArgumentException NoPrivateChanges(MapMode? mode, string? path) => With("NoPrivateChanges", new ArgumentException(
        mode is null ? "an array in memory has no file that its changes are for; open the file with New-MemMap -Mode c, and change that"
            : $"the changes of {(path is null ? "this array" : $"'{path}'")} are in the file already, as its mode is {mode}; changes that "
                + "can be written later, or never, are those of a map that was opened with New-MemMap -Mode c"));

    internal static ArgumentException ChangesOfJoinedView() => With("ChangesOfJoinedView", new ArgumentException(
        "the changes of a joined array are written for all of it; give the joined array and no view of it"));

    internal static ArgumentException PatchOfOtherType(DType dtype, DType other) => With("PatchOfOtherType", new ArgumentException(
        $"a patch replaces bytes, so both arrays are of one dtype, and these are {dtype.Called} and {other.Called}; compare the files "
            + "as bytes, or one array with the other one's AsType"));

    internal static ArgumentException PatchOfOtherShape(ReadOnlySpan<long> shape, ReadOnlySpan<long> other)
        => With("PatchOfOtherShape", new ArgumentException(
            $"a patch replaces bytes and makes no file longer or shorter, and the arrays have shapes {Shape(shape)} and {Shape(other)}; "
                + "compare slices of one shape, such as $a['0:100'] and $b['0:100'], or copy the second file"));

    internal static ArgumentException PatchOfView() => With("PatchOfView", new ArgumentException(
        "a patch is for bytes of one file, or of one array in memory, each of them once; the first array is joined, computed or "
            + "distributed, or a view that repeats elements; compare its files"));

    internal static IOException ChangedMeanwhile(string path) => With("ChangedMeanwhile", new IOException(
        $"'{path}' was written by others since it was opened; on pages that were changed here, what they wrote would be undone. "
        + "Open the file again and change that, or write the changes as a patch and look at it; -Force writes them all the same"));
}

using System.Management.Automation;

namespace MemMap.Output;

// Errors of files in the wrong place.
internal static partial class Errors
{
    /// <summary>A file in place of a kind of picture, a number, an axis.</summary>
    internal static PSInvalidCastException FileInPlaceOf(string path, Type type) => Error.With("FileInPlaceOfValue",
        new PSInvalidCastException($"'{path}' is a file" + (type == typeof(PictureKind)
            ? $" and no kind of picture: -OutFile '{path}' writes the picture to it, and several files to show are separated by commas"
            : type.IsPrimitive ? " and no number: files come first, separated by commas, and the number behind them"
            : ": several files are separated by commas, and come before the other arguments")));

    /// <summary>A number in place of a kind of picture.</summary>
    internal static FormatException NumberForPicture(object number) => Error.With("NotAPicture", new FormatException(
        $"{number} is no kind of picture; to show so many elements, write -First {number}, and to leave out so many, -Skip {number}"));

    /// <summary>A folder in place of a file.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="instead">What takes the files in it.</param>
    internal static UnauthorizedAccessException FolderForFile(string path, string instead) => Error.With("PathIsDirectory",
        new UnauthorizedAccessException($"'{path}' is a directory; {instead}"));

    /// <summary>The dtype named c, where the mode of this name may be meant.</summary>
    internal static ErrorRecord ModeOrDType(string command) => From(Error.With("DTypeAmbiguous", new FormatException(
        $"'c' is a mode, and in numpy a data type too: write {command} -Mode c to leave the file as it is, or {command} -DType S1 for "
            + "single characters")), "c");
}

using System.Management.Automation;
using MemMap.Parameters;
using MemMap.Pictures;
using static MemMap.Output.CommandText;

namespace MemMap.Output;

// Errors of files: which one it is, and files in the wrong place.
internal static partial class Errors
{
    /// <summary>An error of one file of several, which says of which.</summary>
    /// <param name="record">The error.</param>
    /// <param name="path">The file; null if it is the only one.</param>
    internal static ErrorRecord InFile(ErrorRecord record, string? path)
    {
        string message = record.ErrorDetails?.Message ?? record.Exception.Message;
        // A name alone may be a word of any message: that of a file named fields, or 8.
        if (path is not null && $"'{Printable.Line(path)}'" is var file && !message.Contains(file, StringComparison.OrdinalIgnoreCase))
        {
            record.ErrorDetails = new ErrorDetails($"{message} (in {file})");
        }
        return record;
    }

    /// <summary>A file in place of a kind of picture, a number, an axis.</summary>
    internal static PSInvalidCastException FileInPlaceOf(string path, Type type) => Error.With("FileInPlaceOfValue",
        new PSInvalidCastException($"'{path}' is a file" + (type == typeof(PictureKind)
            ? " and no kind of picture: " + (PictureFile.IsNamed(path) ? $"-OutFile {Quoted(path)} writes the picture to it, and " : "")
                + "several files to show are separated by commas"
            : type.IsPrimitive ? " and no number: files come first, separated by commas, and the number behind them"
            : ": several files are separated by commas, and come before the other arguments")));

    /// <summary>A number in place of a kind of picture.</summary>
    internal static FormatException NumberForPicture(object number) => Error.With("NotAPicture", new FormatException(
        $"{number} is no kind of picture; to show so many elements, write -First {number}, and to leave out so many, -Skip {number}"));

    /// <summary>Fields in place of files.</summary>
    internal static string FieldsForFile(string[] fields)
        => $"; {(fields.Length == 1 ? $"'{fields[0]}' is a field" : $"'{fields[0]}' and '{fields[1]}' are fields")}: write -Field "
            + string.Join(", ", fields.Select(Word));

    /// <summary>A folder in place of a file.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="instead">What takes the files in it.</param>
    internal static UnauthorizedAccessException FolderForFile(string path, string instead) => Error.With("PathIsDirectory",
        new UnauthorizedAccessException($"'{path}' is a directory; {instead}"));

    /// <inheritdoc cref="NothingPiped(string, string, bool, bool)"/>
    internal static ArgumentException NothingPiped(string command) => Error.With("NothingPiped", new ArgumentException(
        $"no objects come through the pipeline: write $objects | {command} for an array in memory, $objects | {command} x.npy for a file, "
            + $"or {command} -CsvPath table.csv for a table in text"));

    /// <summary>A parameter that tells about a file to write, where none is named.</summary>
    internal static ArgumentException NeedsFile(string command, string parameter) => Error.With("NeedsFile", new ArgumentException(
        $"-{parameter} is for a file, and without -Path the array is in memory: write {command} x.npy -{parameter}"));

    /// <summary>A dtype in place of a file to write.</summary>
    internal static ArgumentException DTypeForFile(string command, string dtype) => Error.With("DTypeForFile", new ArgumentException(
        $"'{dtype}' is a data type, and the file comes first: write {command} -DType {dtype} for an array in memory, or "
            + $"{command} x.dat {dtype}; {command} ./{dtype} would write a file of that name"));

    /// <summary>Bytes to write, and no place.</summary>
    /// <param name="path">The file; null for an array.</param>
    /// <param name="count">The number of bytes to write.</param>
    /// <param name="size">The number of bytes that there are.</param>
    internal static ArgumentException BytesWithoutPlace(string? path, int count, long size)
    {
        string command = Changing(path);
        return Error.With("BytesWithoutPlace", new ArgumentException(
            $"{count} bytes are given for all {size}: {command} 0 -Bytes ... writes them from position 0 on, and "
                + $"{command} ({Searching(path, "'old'")}) -Bytes ... over each 'old' that is found"));
    }

    /// <summary>A place to write to that is $null or an empty list.</summary>
    /// <param name="path">The file before it; null if there is none.</param>
    internal static ArgumentException PlaceEmpty(string? path) => Error.With("NoPlace", new ArgumentException(
        $"nothing is changed: the place to write to{(path is null ? "" : $", behind '{Printable.Line(path)}',")} is $null or an empty "
            + "list, as where nothing was found; '...' means all elements"));

    /// <summary>A path that is $null or empty.</summary>
    internal static ArgumentException PathEmpty() => Error.With("PathEmpty", new ArgumentException("-Path is $null or empty"));

    /// <summary>A value behind a file and an index that is $null or empty.</summary>
    internal static ArgumentException ValueEmpty(string path) => Error.With("ValueEmpty", new ArgumentException(
        $"nothing is changed: the value, the third argument behind '{Printable.Line(path)}', is $null or empty"));

    /// <summary>A text in place of a position of bytes: most likely, it is to be replaced.</summary>
    internal static ArgumentException TextForPlace(string? path, string text, object? value, Exception cause)
    {
        string command = Changing(path);
        string bytes = PipelineElements.Bare(value) is string given ? Quoted(given) : "...";
        return Error.With("TextForPlace", new ArgumentException(
            $"'{text}' is no position; to find it and write over it, write {command} ({Searching(path, Quoted(text))}) -Bytes {bytes}",
            cause));
    }

    /// <summary>The name of a patch in place of a position.</summary>
    internal static ArgumentException PatchForPlace(string patch, string? path)
    {
        string command = Changing(path);
        return Error.With("PatchForPlace", new ArgumentException(
            $"'{patch}' is a patch and no position: {command} -Patch {Quoted(patch)} makes its changes, and with -Reverse takes them "
                + "back"));
    }

    private static string Changing(string? path) => path is null ? "$m | Set-MemMapValue" : $"Set-MemMapValue {Quoted(path)}";

    private static string Searching(string? path, string text)
        => path is null ? $"$m | Find-MemMapValue {text}" : $"Find-MemMapValue {text} {Quoted(path)}";

    /// <summary>A line of text in place of the name of a file.</summary>
    internal static ErrorRecord TextForFile(string command, string text) => From(Error.With("FileNotFound", new FileNotFoundException(
        $"there is no file '{Error.Shortened(text)}': texts in the pipeline are names of files; {command} works on a file by its name, "
            + "and Select-String searches lines of text", text)), text);

    /// <summary>A file in place of the name of a digest.</summary>
    internal static ArgumentException FileForDigest(string path) => Error.With("FileInPlaceOfValue", new ArgumentException(
        $"'{path}' is a file and no digest: several files are separated by commas, and come before it, as in Get-MemMapHash a.bin, b.bin "
            + $"SHA1; digests are {string.Join(", ", Formats.Digest.Names)}"));

    /// <summary>The dtype named c, where the mode of this name may be meant.</summary>
    internal static ErrorRecord ModeOrDType(string command) => From(Error.With("DTypeAmbiguous", new FormatException(
        $"'c' is a mode, and in numpy a data type too: write {command} -Mode c to leave the file as it is, or {command} -DType S1 for "
            + "single characters")), "c");

    /// <summary>A file to read that isn't there.</summary>
    internal static FileNotFoundException NoFile(string path)
        => Error.With("FileNotFound", new FileNotFoundException($"there is no file '{path}'", path));

    /// <summary>A name for which there is no file, in a place where something else may stand.</summary>
    /// <param name="name">The name.</param>
    /// <param name="other">What else may stand there.</param>
    internal static ErrorRecord NoFile(string name, string other)
        => From(Error.With("FileNotFound", new FileNotFoundException($"there is no file '{name}'; {other}", name)), name);

    /// <summary>A path of a provider other than FileSystem.</summary>
    internal static NotSupportedException NotAFilePath(string path, string provider)
        => Error.With("NotAFilePath",
            new NotSupportedException($"'{path}' is a path of the provider {provider}; only files can be mapped"));

    /// <summary>A path with wildcards that no file matches.</summary>
    internal static ItemNotFoundException NoMatch(string path)
        => Error.With("NoMatch", new ItemNotFoundException($"no file matches '{path}'"));

    /// <summary>A path for output that matches several files.</summary>
    internal static ArgumentException SeveralFiles(string path)
        => Error.With("SeveralFiles", new ArgumentException($"'{path}' matches several files, and one is to be written"));

    /// <summary>A path with wildcards that matches several files, in place of one file.</summary>
    internal static ArgumentException SeveralFiles(string path, int count)
        => Error.With("SeveralFiles", new ArgumentException($"'{path}' matches {count} files; one is to be written"));

    /// <summary>A file whose elements can't be waited for.</summary>
    internal static ArgumentException CannotFollow(string path) => Error.With("CannotFollow", new ArgumentException(
        $"'{path}' has several arrays, or a compressed one; -Wait takes a file of elements or a .npy file"));

    /// <summary>A parameter that tells about a file, and an array in place of one.</summary>
    internal static ErrorRecord ForFiles(string parameter)
        => From(Error.With("NeedsFile", new ArgumentException(
            $"-{parameter} is for a file, and an array was given, which has its own already; to read a file, give its path")), parameter);
}

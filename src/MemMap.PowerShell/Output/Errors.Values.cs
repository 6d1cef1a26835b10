using System.Management.Automation;
using MemMap.Pictures;
using static MemMap.Output.CommandText;

namespace MemMap.Output;

// Errors of values that are given in place of numbers, bytes, text, places or elements.
internal static partial class Errors
{
    /// <summary>Properties of an array as one object, in place of its elements.</summary>
    internal static ArgumentException NotElements(string maker) => Error.With("NotElements", new ArgumentException(
        $"{maker} was given the array as one object and not its elements; write $m | ConvertFrom-MemMap | {maker} ... | "
            + "ConvertTo-MemMap ..."));

    /// <summary>An array in place of a number.</summary>
    internal static PSInvalidCastException NotANumber(NDArray array, Type type) => Error.With("NotANumber", new PSInvalidCastException(
        $"an array of {array.Size} elements is no {type.Name}; $m[0] is an element, [{type.Name}[]]$m a list of all, and to shift a "
            + "number, write [MemMap.NDArray]::Array(3) -shl $m"));

    /// <summary>An offset from the end that is longer than what there is.</summary>
    internal static ArgumentException OffsetBeforeStart(string what, long length, long offset)
        => Error.With("OffsetBeforeStart", new ArgumentException(
            $"offset {offset} counts from the end of {what}, which has {Error.Counted(length, "byte")}: it must be from {-length} to "
                + $"{length}"));

    /// <summary>Close-MemMap without a map.</summary>
    internal static ErrorRecord NothingToClose(IReadOnlyList<string> files)
    {
        const int most = 5;
        string open = string.Join(", ", files.Take(most).Select(static file => $"'{Path.GetFileName(file)}'"))
            + (files.Count > most ? $" and {files.Count - most} more" : "");
        return From(Error.With("NothingToClose", new ArgumentException(
            files.Count == 0 ? "no map is open"
                : $"the map to close is missing: write $m | Close-MemMap, Close-MemMap FILE or Close-MemMap -All; "
                    + $"open {(files.Count == 1 ? "is" : "are")} {open}")), null);
    }

    /// <summary>A command to write objects, and no object.</summary>
    /// <param name="command">The command.</param>
    /// <param name="file">The file that it would write.</param>
    /// <param name="exists">Whether there is such a file, which may be meant as what to read.</param>
    /// <param name="isTable">Whether that file is a table in text.</param>
    internal static ArgumentException NothingPiped(string command, string file, bool exists, bool isTable)
        => Error.With("NothingPiped", new ArgumentException(
            $"no objects come through the pipeline, and {command} writes them to '{file}': write $objects | {command} {Quoted(file)}"
                + (isTable ? $"; to read that table, write {command} new.npy -CsvPath {Quoted(file)}"
                    : exists ? $"; to open the file that is there, write New-MemMap {Quoted(file)}"
                    : $", or for a table in text {command} {Quoted(file)} -CsvPath table.csv")));

    /// <summary>Nothing to merge.</summary>
    internal static ErrorRecord NoMeasures(string command) => From(Error.With("NothingPiped", new ArgumentException(
        $"no measures come through the pipeline: write $parts | Measure-MemMap | {command}")), command);

    /// <summary>A number of records to get, and nothing that selects or orders them.</summary>
    internal static ErrorRecord FirstWithoutCondition(long count) => From(Error.With("NeedsParameter", new ArgumentException(
        $"-First is for -Where or -OrderBy, which is not given; the index ':{count}' selects the first {count}, and '-{count}:' the last")),
        "First");

    /// <summary>A text, most likely a path, in place of a number of parts.</summary>
    internal static ArgumentException NotAPartCount(string text) => Error.With("NotAPartCount", new ArgumentException(
        $"'{text}' is no number of parts, and there is no such file"));

    /// <summary>Something that makes no groups.</summary>
    internal static ArgumentException NotAGroupKey(object? value) => Error.With("NotAGroupKey", new ArgumentException(
        $"{Error.InOneLine(value)} makes no groups: write the name of a field, a script block such as {{ $_.time.Hour }}, or "
            + "@{ Name = 'hour'; Expression = { $_.time.Hour } }"));

    /// <summary>What a script block gives for a record, and makes no group.</summary>
    internal static ArgumentException NotAGroupValue(string script, object? value) => Error.With("NotAGroupValue", new ArgumentException(
        $"{script} gives {(value is null ? "several values" : $"a {value.GetType().Name}")} for a record; it has to give one number, "
            + "text, date, bool or member of an enum"));

    /// <summary>Groups by a script block of an array on other hosts.</summary>
    internal static NotSupportedException GroupScriptOnHosts(string script) => Error.With("GroupScriptOnHosts", new NotSupportedException(
        $"{script} can't be asked of other hosts; group by a field (-Lookup replaces its values), or measure what "
            + "ConvertFrom-MemMap writes"));

    /// <summary>Something else in place of a measure.</summary>
    internal static ArgumentException NotAMeasure(object value) => Error.With("NotAMeasure", new ArgumentException(
        $"{Error.InOneLine(value)} ({value.GetType().Name}) is no measure; Measure-MemMap writes them"));

    /// <summary>Something that isn't one place in an array.</summary>
    internal static ArgumentException NotAPlace(int count) => Error.With("NotAPlace", new ArgumentException(
        count == 1 ? "a place is the position of an element, such as 0x24, or what Find-MemMapValue or Compare-MemMap has found"
            : $"{count} places are given, and one is to be shown; write $found[0]"));

    /// <summary>A picture without room for what it shows.</summary>
    internal static ArgumentException TooFewPixels(int width, int height, int leastWidth, int leastHeight)
        => Error.With("TooFewPixels", new ArgumentException(FormattableString.Invariant(
            $"a picture of {width} x {height} pixels has no room beside its title and axes; -Width is at least {leastWidth}, and -Height ")
            + FormattableString.Invariant($"at least {leastHeight}")));

    /// <summary>A text that is not a kind of picture, and may be the path of the file to draw.</summary>
    internal static FormatException NotAPicture(string text) => Error.With("NotAPicture", new FormatException(
        text.AsSpan().ContainsAny("./\\")
            ? $"there is no file '{text}', and it is no kind of picture"
                + (PictureFile.IsNamed(text)
                    ? $"; to write the picture to it, add -OutFile {Quoted(text)}" : "")
        : $"there is no file '{text}', and no kind of picture has that name; "
            + (DType.TryParse(text, out _) ? $"it is a data type: write -DType {text}; kinds are "
                : $"-Field {text} is a field of records, and kinds are ")
            + string.Join(", ", Enum.GetNames<PictureKind>())));

    /// <summary>A condition for elements to change that are on other hosts.</summary>
    internal static NotSupportedException WhereNotOnHosts() => Error.With("NotOnHosts", new NotSupportedException(
        "on other hosts, a condition finds records and changes none; Invoke-Command runs Set-MemMapValue -Where there"));

    /// <summary>Something about the differences of arrays that is no patch.</summary>
    internal static ArgumentException NoPatchOf(object value) => Error.With("NoPatchOf", new ArgumentException(value switch
    {
        ArrayComparison or ArrayRealignment => "a comparison has its arrays only in the session of its Compare-MemMap, and on this machine",
        _ => "differences are no array: Compare-MemMap a.img b.img | Export-MemMap x.patch writes all of a comparison as a patch, "
            + "and Export-Csv those that are listed as a table",
    }));

    /// <summary>The error of a value, with what to write instead.</summary>
    internal static Exception WithHint(Exception error, string hint)
    {
        string id = error.Data[Error.IdKey] as string ?? error.GetType().Name, message = Error.WithField(error);
        message += message.EndsWith('?') ? $" Or {hint}" : $"; {hint}";
        return error is FormatException ? Error.With(id, new FormatException(message, error))
            : error is InvalidCastException ? Error.With(id, new InvalidCastException(message, error))
            : error is OverflowException ? Error.With(id, new OverflowException(message, error))
            : Error.With(id, new ArgumentException(message, error));
    }

    /// <summary>Nothing to assign.</summary>
    /// <param name="path">The file that the command begins with; null for an array.</param>
    internal static ArgumentException NoValue(string? path)
    {
        string command = Changing(path);
        return Error.With("NoValue", new ArgumentException(
            $"a value is missing; write -Value, as in {command} -Value 5 for all elements, or {command} '1:3' 5: the first argument "
                + $"{(path is null ? "" : "behind the file ")}is the index"));
    }

    /// <summary>Bytes that extend past the end of the array.</summary>
    internal static ArgumentException BytesBeyondEnd(int count, long offset, long size)
        => Error.With("BytesBeyondEnd", new ArgumentException(
        $"{Error.Counted(count, "byte")} from {offset} on {(count == 1 ? "is" : "are")} not all within an array of {size}"));

    /// <summary>Bytes in place of what was found, which is longer or shorter.</summary>
    internal static ArgumentException OtherLength(int found, long offset, int given) => Error.With("OtherLength", new ArgumentException(
        $"the match at {offset} has {Error.Counted(found, "byte")} and {given} {(given == 1 ? "is" : "are")} given: they would "
        + $"{(given > found ? "overwrite what follows it" : "leave its end")}; write as many, or add -Force"));

    /// <summary>A range of records, without the field whose values it is of.</summary>
    internal static ArgumentException NeedsSortedBy(DType dtype) => Error.With("NeedsSortedBy", new ArgumentException(
        "-Between needs the field that the records are sorted by: add -SortedBy, with one of "
            + string.Join(", ", dtype.Fields!.Select(field => field.Name))));

    /// <summary>A file that is not to be changed.</summary>
    internal static UnauthorizedAccessException FileReadOnly(string path) => Error.With("FileReadOnly", new UnauthorizedAccessException(
        $"'{path}' is read-only; -Force replaces it all the same"));
}

using System.Collections.Frozen;
using System.Management.Automation;

namespace MemMap.Output;

/// <summary>Makes all error records. The id comes from Core's exception, the category from the type of the exception.</summary>
internal static partial class Errors
{
    // The categories of ids for which the type of the exception is not specific enough.
    private static readonly FrozenDictionary<string, ErrorCategory> CategoryById = new Dictionary<string, ErrorCategory>
    {
        ["FileExists"] = ErrorCategory.ResourceExists,
        ["PathIsDirectory"] = ErrorCategory.InvalidType,
        ["NotAFile"] = ErrorCategory.InvalidType,
        ["FileTooShort"] = ErrorCategory.InvalidData,
        ["FileTruncated"] = ErrorCategory.InvalidData,
        ["MemoryFault"] = ErrorCategory.ReadError,
        ["NpyTooShort"] = ErrorCategory.InvalidData,
        ["ZarrChunkTooShort"] = ErrorCategory.InvalidData,
        ["ZarrChunkDamaged"] = ErrorCategory.InvalidData,
        ["MemberExists"] = ErrorCategory.ResourceExists,
        ["AppendInUse"] = ErrorCategory.ResourceBusy,
        ["InUse"] = ErrorCategory.ResourceBusy,
        ["StillMapped"] = ErrorCategory.ResourceBusy,
        ["FolderHasMore"] = ErrorCategory.ResourceExists,
        ["NoArrays"] = ErrorCategory.ObjectNotFound,
        ["NoSpace"] = ErrorCategory.ResourceUnavailable,
        ["CannotExtend"] = ErrorCategory.WriteError,
        ["FlushFailed"] = ErrorCategory.WriteError,
        ["WriteFailed"] = ErrorCategory.WriteError,
        ["CannotReplace"] = ErrorCategory.WriteError,
        ["BadObject"] = ErrorCategory.InvalidData,
        ["IncompleteRow"] = ErrorCategory.InvalidData,
        ["HandleOtherFile"] = ErrorCategory.InvalidData,
        ["TypeNameTaken"] = ErrorCategory.ResourceExists,
        ["ReadOnly"] = ErrorCategory.PermissionDenied,
    }.ToFrozenDictionary();

    /// <summary>Returns the record of an exception that Core or the engine has thrown.</summary>
    internal static ErrorRecord From(Exception exception, object? target)
    {
        ErrorRecord record = RecordOf(exception, target);
        // Core's messages are escaped for a terminal. Messages of .NET and of the engine contain unescaped names.
        string message = exception.Message, shown = Printable.Lines(Error.WithField(exception));
        record.ErrorDetails = shown == message ? null : new ErrorDetails(shown);
        record.CategoryInfo.TargetName = Printable.Line(target as string ?? "") is { Length: > 0 } name && !ReferenceEquals(name, target)
            ? name : null;
        return record;
    }

    /// <summary>
    /// The engine's exception of an expression, such as <c>$m[10]</c>, with a record like that of a cmdlet; <see langword="null"/> if the
    /// exception has one already. Without a record, the engine says OperationStopped of every exception, and NotSpecified of a method's.
    /// </summary>
    internal static RuntimeException? OfExpression(Exception exception)
    {
        if (exception is MethodInvocationException { InnerException: { } inner } && inner.Data[Error.IdKey] is not null)
        {
            // The exception of the record stays the engine's: scripts look into its InnerException, which is Core's.
            ErrorRecord told = From(inner, null);
            return new(Error.WithField(inner), inner, new(exception, told.FullyQualifiedErrorId, told.CategoryInfo.Category, null)
            {
                ErrorDetails = new(told.ErrorDetails?.Message ?? inner.Message),
            });
        }
        return exception is IContainsErrorRecord or OperationCanceledException ? null
            : new RuntimeException(Error.WithField(exception), exception, From(exception, null));
    }

    /// <summary>
    /// Whether an exception is the engine's of a property that an object doesn't have. That of one that is read-only has the same id.
    /// </summary>
    internal static bool IsNoMember(Exception exception, object target, string name) => exception switch
    {
        SetValueInvocationException { InnerException: { } inner } => IsNoMember(inner, target, name),
        IContainsErrorRecord { ErrorRecord.FullyQualifiedErrorId: "PropertyAssignmentException" or "PropertyNotFoundStrict" }
            => PSObject.AsPSObject(target).Members[name] is null,
        _ => false,
    };

    private static ErrorRecord RecordOf(Exception exception, object? target)
    {
        string? id = exception.Data[Error.IdKey] as string;
        if (id is null && exception is IContainsErrorRecord { ErrorRecord: { } known })
        {
            return new ErrorRecord(exception, known.FullyQualifiedErrorId, known.CategoryInfo.Category, target);
        }
        id ??= exception.GetType().Name;
        return new ErrorRecord(
            exception, id, CategoryById.TryGetValue(id, out ErrorCategory category) ? category : CategoryOf(exception), target);
    }

    /// <summary>Files are to be created as one array.</summary>
    internal static ArgumentException JoinMode()
        => Error.With("JoinMode", new ArgumentException(
            "files that exist are joined, and mode 'w+' replaces them; use mode r+ to write to them"));

    /// <summary>A mode in place of a dtype.</summary>
    internal static FormatException ModeForDType(string mode)
        => Error.With("DTypeNotUnderstood",
            new FormatException($"data type '{mode}' not understood; it is a mode: write New-MemMap -Mode {mode}, or the data type before "
                + $"it: New-MemMap x.dat float32 {mode}{(mode == "w+" ? " -Shape 100" : "")}"));

    /// <summary>A dtype in the place of a mode.</summary>
    internal static ArgumentException DTypeForMode(string dtype) => Error.With("DTypeForMode", new ArgumentException(
        $"'{dtype}' is a data type, which stands before the mode: New-MemMap x.dat {dtype} r; the lengths of the axes are -Shape 3,4"));

    /// <summary>A text, most likely a path, in place of an array.</summary>
    internal static ArgumentException NotAnArray(string text)
        => Error.With("NotAnArray", new ArgumentException(
            $"'{text}' is a text and no array; to work on a file, write (New-MemMap '{text}' -Mode r), r+ to change it, "
                + "or w+ with -DType and -Shape to make it"));

    /// <summary>A number, or a result of Find-MemMapValue, in place of an array.</summary>
    internal static ArgumentException NotAnArray(object value)
        => Error.With("NotAnArray", new ArgumentException(value is PatternMatch or IndexedElement
        ? "what was found is an index and no array: write " + FoundIn(value) switch
        {
            { } file => $"$found = Find-MemMapValue ..., and then Set-MemMapValue '{file}' $found ...",
            _ => "$m | Set-MemMapValue $found ..., where $m is the array that was searched",
        }
        : ResultInstead(value) is { } instead ? instead
        : $"'{Error.InOneLine(value)}' ({value.GetType().Name}) is no array; New-MemMap writes one, " + (value is IConvertible
            ? "and [MemMap.NDArray]::Array(...) makes one of numbers"
            : "[MemMap.NDArray]::Array($objects.NAME) makes one of a property, and ConvertTo-MemMap one of records")));

    // The file with what was found.
    private static string? FoundIn(object found) => found switch
    {
        PatternMatch match => match.FileName,
        IndexedFileElement element => element.FileName,
        _ => null,
    };

    /// <summary>A text that is neither the name of a digest nor a file.</summary>
    internal static ArgumentException NotADigest(string text) => Error.With("NoSuchDigest", new ArgumentException(
        $"no digest is named '{text}', and there is no such file; digests are {string.Join(", ", Formats.Digest.Names)}"));

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

    /// <summary>A picture file for several arrays.</summary>
    internal static ArgumentException OnePicture(int count)
        => Error.With("OnePicture", new ArgumentException($"a file holds the picture of one array, and {count} were given"));

    /// <summary>A shape of rows without elements.</summary>
    internal static ArgumentException EmptyRow(long[] shape)
        => Error.With("EmptyRow", new ArgumentException($"rows of shape {Error.Shape(shape)} hold no elements"));

    /// <summary>An axis that is neither a number nor a name.</summary>
    internal static ArgumentException NotAnAxis(object? value)
        => Error.With("NotAnAxis", new ArgumentException(value is ScriptBlock condition
            ? $"a condition is no axis: write -Where {{ {Error.InOneLine(condition.ToString().Trim())} }}"
            : $"an axis is an integer or a name; not '{Error.InOneLine(value)}'"));

    /// <summary>The name of an axis where no array says which one that is.</summary>
    internal static ArgumentException AxisNameWithoutArray(string name) => Error.With("AxisNameWithoutArray", new ArgumentException(
        $"the files are not open yet, so axis '{Error.InOneLine(name)}' needs a number here; arrays from the pipeline have names"));

    /// <summary>A shape in the place of a mode.</summary>
    internal static ArgumentException ShapeForMode(string shape) => Error.With("ShapeForMode", new ArgumentException(
        $"{shape} is no mode; the lengths of the axes are -Shape {shape}, and modes are {string.Join(", ", MapMode.Names)}"));

    /// <summary>A shape in the place of an offset.</summary>
    internal static ArgumentException ShapeForOffset(string shape) => Error.With("ShapeForOffset", new ArgumentException(
        $"{shape} is no offset, which is one number of bytes; the lengths of the axes are -Shape {shape}"));

    /// <summary>A shape that isn't made of integers.</summary>
    internal static ArgumentException NotAShape(object? value)
        => Error.With("NotAShape", new ArgumentException($"a shape is an integer or a list of integers, such as 3,4; not "
            + $"'{Error.InOneLine(value)}'"));

    /// <summary>A shape with an unknown length, which only Reshape accepts.</summary>
    internal static ArgumentException UnknownLength(long[] shape) => Error.With("NegativeDimension", new ArgumentException(
        $"negative dimensions are not allowed, but the shape is {Error.Shape(shape)}; without -Shape the array is as long as the file"
        + (shape.Length > 1 ? $", and .Reshape({string.Join(", ", shape)}) of it has as many rows as there are" : "")));

    /// <summary>A path with wildcards that matches several files, in place of one file.</summary>
    internal static ArgumentException SeveralFiles(string path, int count)
        => Error.With("SeveralFiles", new ArgumentException($"'{path}' matches {count} files; one is to be written"));

    /// <summary>A file whose elements can't be waited for.</summary>
    internal static ArgumentException CannotFollow(string path) => Error.With("CannotFollow", new ArgumentException(
        $"'{path}' has several arrays, or a compressed one; -Wait takes a file of elements or a .npy file"));

    /// <summary>A parameter that is not for a file that grows.</summary>
    internal static ErrorRecord NotOfGrowing(string parameter) => From(Error.With("OneOf", new ArgumentException(
        $"-Wait and -{parameter} exclude one another; a dtype such as 3f4 has rows")), null);

    /// <summary>A parameter that requires another one.</summary>
    internal static ErrorRecord NeedsParameter(string parameter, string other)
        => From(Error.With("NeedsParameter", new ArgumentException($"-{parameter} is for -{other}, which is not given")), parameter);

    /// <summary>A parameter that tells about a file, and an array in place of one.</summary>
    internal static ErrorRecord ForFiles(string parameter)
        => From(Error.With("NeedsFile", new ArgumentException(
            $"-{parameter} is for a file, and an array was given, which has its own already; to read a file, give its path")), parameter);

    /// <summary>An array where the name of a file, an axis or the like belongs.</summary>
    internal static ArgumentException ArrayForName() => Error.With("ArrayForName", new ArgumentException(
        "an array comes through the pipeline: write $m | and the command, or -InputObject before it"));

    /// <summary>A script block where the name of a file belongs.</summary>
    internal static ArgumentException ScriptForName(ScriptBlock script) => Error.With("ScriptForName", new ArgumentException(
        $"a script block names no file; as a condition, it stands behind the name of its parameter, -Where {{{script}}}, or before "
            + $"a cmdlet that has none: $m | Get-MemMapSlice -Where {{{script}}} | ..."));

    /// <summary>Numbers where the names of files belong.</summary>
    internal static ArgumentException NumbersForName() => Error.With("NumbersForName", new ArgumentException(
        "a list of numbers names no file; write [MemMap.NDArray]::Array($numbers) | and the command"));

    /// <summary>No array.</summary>
    internal static ErrorRecord NoInput(string command) => From(Error.With("NoInput", new ArgumentException(
        $"{command} needs an array, which comes through the pipeline: write $m | {command} ..., or -InputObject $m")), command);

    /// <summary>A file that exists, and no array: it may be what is to be written to another one.</summary>
    internal static ErrorRecord NoTarget(string command, string path) => From(Error.With("NoInput", new ArgumentException(
        $"{command} needs an array, which comes through the pipeline: $m | {command} '{path}' replaces that file, and Get-Item '{path}' | "
            + $"{command} x.npy writes what is in it to another one")), path);

    /// <summary>Files to resize, and no length.</summary>
    internal static ErrorRecord NoLength(string command, string path) => From(Error.With("NoLength", new ArgumentException(
        $"the new length is missing: write {command} '{path}' 1000, or -Shape 1000, 3")), path);

    /// <summary>Nothing to compare something with.</summary>
    internal static ErrorRecord NothingToCompare(string command) => From(Error.With("NothingToCompare", new ArgumentException(
        $"{command} needs two arrays or files: write {command} a.bin b.bin, or $m | {command} a.bin")), command);

    /// <summary>Not two things of the pipeline, which are compared with nothing else.</summary>
    internal static ErrorRecord NoPair(string command, long count) => From(Error.With("NoPair", new ArgumentException(
        $"two arrays or files are compared, and {count} {(count == 1 ? "is" : "are")} piped; to compare {(count == 1 ? "it" : "each")} "
            + $"with another one, write it: ... | {command} a.bin")), command);

    /// <summary>A search, and nothing to find.</summary>
    internal static ErrorRecord NothingToFind(string command) => From(Error.With("NothingToFind", new ArgumentException(
        $"it is not said what to find: write {command} 'GNU' x.bin for text or bytes, with the pattern before the file, "
            + $"{command} {{ $_ -gt 5 }}, or -EQ, -GT, -Like ... and a value")), command);

    /// <summary>No array and no file, or both.</summary>
    internal static ErrorRecord OneSource(string command, bool isBoth, string? hint)
        => From(Error.With("OneSource", new ArgumentException(isBoth
        ? $"{command} works on an array or file from the pipeline, or on the files of -Path or -LiteralPath, and more than one is "
            + $"given{hint}"
        : $"{command} needs an array or a file: write $m | {command} ..., Get-ChildItem *.bin | {command} ..., or -Path x.bin{hint}")),
            command);

    /// <summary>Mutually exclusive parameters.</summary>
    internal static ErrorRecord OneOf(string first, string second, string third)
        => From(Error.With("OneOf", new ArgumentException($"-{first}, -{second} and -{third} exclude one another")), null);

    /// <inheritdoc cref="OneOf(string, string, string)"/>
    internal static ErrorRecord OneOf(string first, string second)
        => From(Error.With("OneOf", new ArgumentException($"-{first} and -{second} exclude one another")), null);

    /// <summary>A viewer where there is no terminal.</summary>
    internal static ErrorRecord NoConsole(string why) => From(Error.With("NoConsole", new InvalidOperationException(
        $"-Interactive needs a terminal for keys and a screen, and {why}; without it, Show-MemMap writes a dump as text")), null);

    /// <summary>A search that only works on this machine.</summary>
    internal static ErrorRecord NotOnHosts() => From(Error.With("NotOnHosts", new NotSupportedException(
        "on other hosts, one -Pattern without -Context is searched; -Regex, -Text and several patterns are for arrays of this "
            + "machine")), null);

    /// <summary>An unknown name of an encoding.</summary>
    internal static ArgumentException NoSuchEncoding(string name, IEnumerable<string> known)
        => Error.With("NoSuchEncoding",
            new ArgumentException($"no encoding is named '{name}'; there are {string.Join(", ", known)}, utf16 and utf16be, ansi and oem, "
                + "and those of .NET by name or number (windows-1252, 437)"));

    internal static ArgumentException NoSuchCulture(string name) => Error.With("NoSuchCulture", new ArgumentException(
        System.Globalization.CultureInfo.GetCultures(System.Globalization.CultureTypes.SpecificCultures).Length > 1
            ? $"no culture is named '{name}'; names are as de-DE or fr, and Tab lists them"
            : $"this system has the invariant culture only, and not '{name}'; make one with $c = [cultureinfo]::InvariantCulture.Clone(); "
                + "$c.NumberFormat.NumberDecimalSeparator = ','"));

    private static ErrorCategory CategoryOf(Exception exception) => exception switch
    {
        ItemNotFoundException => ErrorCategory.ObjectNotFound,
        FileNotFoundException or DirectoryNotFoundException => ErrorCategory.ObjectNotFound,
        UnauthorizedAccessException => ErrorCategory.PermissionDenied,
        IOException => ErrorCategory.OpenError,
        InvalidDataException => ErrorCategory.InvalidData,
        OutOfMemoryException => ErrorCategory.ResourceUnavailable,
        OverflowException => ErrorCategory.LimitsExceeded,
        ObjectDisposedException => ErrorCategory.ResourceUnavailable,
        InvalidCastException => ErrorCategory.InvalidType,
        NotSupportedException => ErrorCategory.InvalidType,
        InvalidOperationException => ErrorCategory.InvalidOperation,
        ArgumentException or FormatException or IndexOutOfRangeException or KeyNotFoundException => ErrorCategory.InvalidArgument,
        _ => ErrorCategory.NotSpecified,
    };
}

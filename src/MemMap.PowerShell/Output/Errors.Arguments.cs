using System.Management.Automation;
using MemMap.Questions;
using static MemMap.Output.CommandText;

namespace MemMap.Output;

// Errors of arguments that are missing, or are in the place of others.
internal static partial class Errors
{
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
        $"'{dtype}' is a data type, which stands before the mode: New-MemMap x.dat {Quoted(dtype)} r; the lengths of the axes are "
            + "-Shape 3,4"));

    /// <summary>A text, most likely a path, in place of an array.</summary>
    internal static ArgumentException NotAnArray(string text)
        => Error.With("NotAnArray", new ArgumentException(
            $"'{text}' is a text and no array; to work on a file, write (New-MemMap {Quoted(text)} -Mode r), r+ to change it, "
                + "or w+ with -DType and -Shape to make it"));

    /// <summary>A number, or a result of Find-MemMapValue, in place of an array.</summary>
    internal static ArgumentException NotAnArray(object value)
        => Error.With("NotAnArray", new ArgumentException(value is PatternMatch or IndexedElement
        ? "what was found is an index and no array: write " + FoundIn(value) switch
        {
            { } file => $"$found = Find-MemMapValue ..., and then Set-MemMapValue {Quoted(file)} $found ...",
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

    /// <summary>A picture file for several arrays.</summary>
    internal static ArgumentException OnePicture(int count)
        => Error.With("OnePicture", new ArgumentException($"a file holds the picture of one array, and {count} were given"));

    /// <summary>A shape of rows without elements.</summary>
    internal static ArgumentException EmptyRow(long[] shape)
        => Error.With("EmptyRow", new ArgumentException($"rows of shape {Error.Shape(shape)} hold no elements"));

    /// <summary>An axis that is neither a number nor a name.</summary>
    internal static ArgumentException NotAnAxis(object? value)
        => Error.With("NotAnAxis", new ArgumentException(value is ScriptBlock condition
            ? $"a condition is no axis: write -Where {{ {Constants.Line(condition.ToString())} }}"
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

    /// <summary>A parameter that is not for a file that grows.</summary>
    internal static ErrorRecord NotOfGrowing(string parameter) => From(Error.With("OneOf", new ArgumentException(
        $"-Wait and -{parameter} exclude one another; a dtype such as 3f4 has rows")), null);

    /// <summary>A parameter that requires another one.</summary>
    internal static ErrorRecord NeedsParameter(string parameter, string other)
        => From(Error.With("NeedsParameter", new ArgumentException($"-{parameter} is for -{other}, which is not given")), parameter);

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
        $"{command} needs an array, which comes through the pipeline: $m | {command} {Quoted(path)} replaces that file, and "
            + $"Get-Item {Quoted(path)} | {command} x.npy writes what is in it to another one")), path);

    /// <summary>Files to resize, and no length.</summary>
    internal static ErrorRecord NoLength(string command, string path) => From(Error.With("NoLength", new ArgumentException(
        $"the new length is missing: write {command} {Quoted(path)} 1000, or -Shape 1000, 3")), path);

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
}

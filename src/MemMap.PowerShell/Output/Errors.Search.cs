using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Parameters;
using static MemMap.Output.CommandText;

namespace MemMap.Output;

// Errors of what is searched for: patterns, places that were found, encodings.
internal static partial class Errors
{
    /// <summary>A parameter that tells what to show, and a match that does too.</summary>
    internal static ErrorRecord PlaceIsFound(string parameter, string found) => From(Error.With("OneOf", new ArgumentException(
        $"-{parameter} is for an array, and a {found} was given, which is the place to show; -First tells how much of it")), parameter);

    /// <summary>A difference, which is in two arrays, where one is to be shown.</summary>
    internal static ErrorRecord DifferenceInTwo(string parameter) => From(Error.With("DifferenceInTwo", new ArgumentException(
        $"a difference is in two arrays, and -{parameter} is for one; write Show-MemMap a.bin -Around $difference -{parameter}"
            + (parameter == "OutFile" ? " a.png" : ""))), parameter);

    /// <summary>A match of an array that isn't in this session.</summary>
    internal static ArgumentException FoundElsewhere() => Error.With("FoundElsewhere", new ArgumentException(
        "what was found doesn't have its array: it was found on another host, or by another process; write "
            + "$m | Show-MemMap -Around $found"));

    /// <summary>A file in place of a pattern, and a pattern in place of a file.</summary>
    internal static ErrorRecord PatternFirst(string file, string pattern) => From(Error.With("PatternFirst", new ArgumentException(
        $"there is no file '{pattern}', and '{file}' is one; "
            + (NumberText.TryReal(pattern) is not null
                ? $"write Find-MemMapValue {Quoted(file)} -EQ {pattern} for a value, and "
                    + $"Find-MemMapValue -Pattern {pattern} {Quoted(file)} for a byte"
                : $"the pattern comes first: Find-MemMapValue {Quoted(pattern)} {Quoted(file)}"))), file);

    /// <summary>A pattern and a file in the wrong order, and no such file.</summary>
    internal static ErrorRecord NoFileAtAll(string file, string pattern) => From(Error.With("FileNotFound", new FileNotFoundException(
        $"there is no file '{file}', and none '{pattern}'; the pattern comes first: Find-MemMapValue {Quoted(pattern)} FILE", file)), file);

    /// <summary>A value in place of a file, and a file behind the name of the parameter that takes the value.</summary>
    internal static ErrorRecord FileAsValue(string parameter, string value, string file) => From(Error.With("PatternFirst",
        new ArgumentException($"there is no file '{value}', and '{file}' is one; write Find-MemMapValue {Quoted(file)} -{parameter} "
            + (NumberText.TryReal(value) is null ? Quoted(value) : value))), file);

    /// <summary>An encoding where no bytes are searched.</summary>
    internal static ErrorRecord EncodingOfText(string parameter) => From(Error.With("NeedsParameter", new ArgumentException(
        $"-Encoding is for -Pattern, which searches the bytes of a text; -{parameter} "
            + (parameter switch
            {
                "Regex" => "is over bytes: in UTF-16, 'G\\x00N\\x00' stands for GN",
                "Text" => "finds text in ASCII and in UTF-16 by itself",
                "FilterScript" => "compares elements, whose dtype says how their text is encoded",
                _ => "compares elements, whose dtype says how their text is encoded; leave -Encoding out",
            }))), "Encoding");

    /// <summary>An array in the place of the pattern, before what is to be found in it.</summary>
    internal static ArgumentException ArrayForPattern(string value) => Error.With("ArrayForPattern", new ArgumentException(
        "the array comes from the pipeline: $m | Find-MemMapValue "
            + (NumberText.TryReal(value) is not null ? $"-EQ {value}" : value.StartsWith('-') ? "-GT 5" : Quoted(value))));

    /// <summary>Numbers without a name of a parameter, which may be values or bytes.</summary>
    /// <param name="pattern">The numbers.</param>
    /// <param name="dtype">The dtype of what is searched.</param>
    internal static ErrorRecord ValuesForBytes(object pattern, DType dtype)
    {
        string numbers = string.Join(", ", pattern is IEnumerable list ? list.Cast<object?>().Select(Text) : [Text(pattern)]);
        bool isOne = pattern is not IEnumerable;
        string field = dtype.Fields is { } fields ? fields[0].Name : "";
        string what = dtype.Fields is null ? $"the value{(isOne ? "" : "s")} of elements, {dtype.Called},"
            : $"the value{(isOne ? "" : "s")} of a field";
        string value = field.Length > 0 ? $"-Field {field} " : "", element = field.Length > 0 ? $"$_.{field}" : "$_";
        return From(Error.With("ValuesForBytes", new ArgumentException(
            $"{numbers} may be {what} or {(isOne ? "a byte" : "bytes")}: "
                + (isOne ? $"{value}-EQ {numbers} finds the value" : $"{{ {element} -in {numbers} }} finds the values")
                + $", and -Pattern {numbers} the byte{(isOne ? "" : "s")}")), pattern);

        static string Text(object? value) => Convert.ToString(PipelineElements.Bare(value), CultureInfo.InvariantCulture)!;
    }

    /// <summary>A value that is not a byte.</summary>
    internal static ArgumentException NotAByte(object? value)
        => Error.With("NotAByte", new ArgumentException($"a byte is an integer from 0 to 255, not {Error.InOneLine(value)}"
            + (value is int or long ? FormattableString.Invariant($"; several are written as text, such as '0x{value:X2}'") : "")
            + (value is ValueType ? "; numbers of another dtype are an array, such as [MemMap.NDArray]::Array((1000, 2000), '<u2')" : "")));

    /// <summary>Arrays, and comparisons of arrays.</summary>
    internal static ArgumentException ComparisonsAndArrays() => Error.With("ComparisonsAndArrays", new ArgumentException(
        "both arrays and comparisons were given; a patch has the changes of arrays, or the differences of comparisons"));

    /// <summary>Bytes for an array whose elements are not bytes.</summary>
    internal static ArgumentException NotBytes(NDArray array) => Error.With("NotBytes", new ArgumentException(
        $"this is for bytes in a row, and the array is {array.DType.Called} {Error.Shape(array.Shape)}; open the file without a data "
            + "type"));

    /// <summary>Elements that are not text.</summary>
    internal static NotSupportedException NotText(DType dtype) => Error.With("NotText", new NotSupportedException(
        $"-Like, -Match and -IgnoreCase are for text, and an element is {dtype.Called}; "
            + (dtype.Meaning?.ClrType == typeof(System.Net.IPAddress)
                ? "-EQ '10.0.0.1' finds an address, and -Between '10.0.0.0', '10.255.255.255' those of a network"
                : "compare numbers with -EQ, -GT ..., and find bytes with -Pattern")));
}

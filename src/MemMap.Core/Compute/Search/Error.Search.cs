using System.Globalization;
using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap;

internal static partial class Error
{
    internal static NotSupportedException NoFlags(DType dtype)
        => With("NoFlags", new NotSupportedException($"flags are bits of integers, and an element is {dtype.Called}"));

    internal static ArgumentException NoSuchFlag(string name, DType dtype) => With("NoSuchFlag", new ArgumentException(
        dtype.Meaning?.ClrType is { IsEnum: true } type
            ? DTypeNames.Nearest(name, Enum.GetNames(type)) is { } near ? $"{dtype.Meaning.Name} has no flag '{name}'; did you mean {near}?"
                : $"{dtype.Meaning.Name} has no flag '{name}'; there are {string.Join(", ", Enum.GetNames(type))}"
            : $"'{name}' is no number, and {dtype.Called} has no names for its bits"));

    internal static NotSupportedException SearchRecords(DType dtype) => With("UnsupportedDType", new NotSupportedException(
        $"a record is no value to compare with; name a field: {string.Join(", ", dtype.Fields!.Select(field => field.Name))}"));

    internal static NotSupportedException SearchSortedRecords(DType dtype) => With("SearchSortedRecords", new NotSupportedException(
        $"records have no order of their own; search the field that they are sorted by, as in $m['{dtype.Fields![0].Name}']"
            + $".SearchSorted(...): there are {string.Join(", ", dtype.Fields.Select(field => field.Name))}"));

    internal static ArgumentException SearchNull()
        => With("SearchNull", new ArgumentException("nothing is equal to $null; NaN and NaT are found with -IsNaN"));

    internal static ArgumentException NotComparable(string text, DType dtype)
        => With("NotComparable", new ArgumentException(dtype.Meaning?.Forms is { } forms
            ? $"'{text}' is nothing to compare these elements with; write {forms}"
            : $"'{text}' is no number, and elements of dtype {dtype.Called} are"
                + (dtype.IsInteger && DateTime.TryParse(text, CultureInfo.InvariantCulture, out _)
                    ? "; of seconds since 1970, the type 'datetime64[s]' or 'unixtime' makes dates" : "")));

    internal static NotSupportedException NeverNaN(DType dtype)
        => With("UnsupportedDType",
            new NotSupportedException($"elements of dtype {dtype.Called} are never NaN or NaT; floats, complex numbers and times may be"));

    internal static ArgumentException EmptyPattern()
        => With("EmptyPattern", new ArgumentException("a pattern has one byte at least that is not ??"));

    internal static ArgumentException PatternTooLong(int length, int max) => With("PatternTooLong", new ArgumentException(
        $"a pattern with a ? has at most {max} bytes, and this one has {length}; look for a part of it"));

    internal static ArgumentException BytesAmbiguous(string text, string digits) => With("BytesAmbiguous", new ArgumentException(
        $"'{Shortened(text)}' may be text or hexadecimal digits: write '0x{Shortened(digits)}' for the digits, or add "
        + "-Encoding ascii for the text"));

    internal static ArgumentException OddDigits(string text) => With("OddDigits", new ArgumentException(
        $"'{Shortened(text)}' has an odd number of hexadecimal digits, and a byte has two; add a digit, or add "
        + "-Encoding ascii for the text"));

    internal static ArgumentException BytesMalformed(string text, string token) => With("BytesMalformed", new ArgumentException(
        $"'{Shortened(text)}' is mostly bytes in hexadecimal, but {(token.Length == 0 ? "a sign in it has no byte beside it"
            : $"'{Shortened(token)}' is no byte")}: write each byte with two digits, or add -Encoding ascii for the text"));

    internal static ArgumentException UnknownByte()
        => With("UnknownByte", new ArgumentException("bytes to write are all known: there is no ? among them"));

    internal static NotSupportedException ToleranceOf(DType dtype) => With("UnsupportedDType", new NotSupportedException(
        $"a tolerance is for numbers, and elements of dtype {dtype.Called} are none; name the fields that have some"));

    internal static ArgumentException FieldShapes(string field, ReadOnlySpan<long> mine, ReadOnlySpan<long> theirs)
        => With("ShapeMismatch", new ArgumentException($"field {field} has shapes that differ: {Shape(mine)} and {Shape(theirs)}"));

    internal static ArgumentException NotRealignable(ArrayRef x, ArrayRef y) => With("NotRealignable", new ArgumentException(
        x.NDim == 0 || y.NDim == 0 ? "an array of one element has no ranges to realign"
            : $"arrays of the same dtype and columns can be realigned, and these are {x.DType.Called} {Shape(x.Shape)} and "
                + $"{y.DType.Called} {Shape(y.Shape)}; files are compared as bytes with -DType uint8 or -Format Raw"));

    internal static ArgumentException RowTooLong(long bytes) => With("RowTooLong", new ArgumentException(
        $"rows of {bytes} bytes can't be realigned, as more than {AnchorSearch.MostUnit} bytes; take another view, such as Ravel()"));
}

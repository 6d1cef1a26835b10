using System.Globalization;
using System.Numerics;
using MemMap.DataTypes;

namespace MemMap;

// Errors of single elements and between dtypes: values that a dtype can't hold, dtypes without a common one.
internal static partial class Error
{
    /// <summary>The key under which <see cref="Exception.Data"/> holds the field for which a value was wrong.</summary>
    private const string FieldKey = "MemMap.Field";

    internal static InvalidCastException CannotConvert(object? value, DType dtype)
        => With("CannotConvert", new InvalidCastException($"cannot convert {Described(value)} to {dtype.Called}"
            + (value is null ? "; for nothing, floats have NaN and times NaT, and others no value" : "")));

    internal static OverflowException IntegerOutOfBounds(IFormattable value, DType dtype)
        => With("IntegerOutOfBounds",
            new OverflowException($"integer {Shortened(value.ToString(null, CultureInfo.InvariantCulture))} is out of bounds for "
                + $"{NameOf(dtype)}"));

    internal static InvalidCastException NotFinite(double value, DType dtype)
        => With("NotFinite",
            new InvalidCastException($"cannot convert float {(double.IsNaN(value) ? "NaN" : "infinity")} to {NameOf(dtype)}"));

    internal static InvalidCastException ComplexToReal(Complex value, DType dtype)
        => With("ComplexToReal",
            new InvalidCastException($"cannot convert complex {value.ToString(CultureInfo.InvariantCulture)} to {NameOf(dtype)}"));

    /// <summary>How text is written into bytes.</summary>
    internal const string TextIntoBytes = "text is written into bytes with -Bytes, from one position on: $m | Set-MemMapValue 10 -Bytes "
        + "'text'";

    /// <summary>The key under which <see cref="Exception.Data"/> holds a text that is no number or date, and the dtype.</summary>
    private const string TextKey = "MemMap.Text";

    /// <summary>The text that was no number or date, and the dtype that it was for; null where that wasn't the error.</summary>
    internal static (string Text, DType DType)? TextOf(Exception exception)
        => exception.Data[TextKey] is (string text, DType dtype) ? (text, dtype) : null;

    private static T OfText<T>(string text, DType dtype, T error) where T : Exception
    {
        error.Data[TextKey] = (text, dtype);
        return error;
    }

    /// <summary>The message of an error, with the field of the record in which the value was wrong.</summary>
    internal static string WithField(Exception exception)
        => exception.Data[FieldKey] is string field ? $"field '{Shortened(field)}': {exception.Message}" : exception.Message;

    internal static FormatException NumberText(string text, DType dtype)
        => OfText(text, dtype, With("NumberText", new FormatException($"could not convert string '{Shortened(text)}' to {NameOf(dtype)}")));

    /// <summary>The error of a text that was to be a byte, with what writes it into bytes.</summary>
    internal static FormatException TextForByte(FormatException error)
        => With("NumberText", new FormatException($"{error.Message}; {TextIntoBytes}", error));

    internal static FormatException MeaningText(string text, DType dtype, string name, string forms) => OfText(text, dtype, With(
        "NumberText", new FormatException($"could not convert string '{Shortened(text)}' to {name}; write {forms}")));

    /// <param name="value">What was given.</param>
    /// <param name="name">The meaning of the elements.</param>
    /// <param name="range">What they can hold; null if it is not known.</param>
    internal static OverflowException MeaningOutOfBounds(object? value, string name, string? range)
        => With("TimeOutOfBounds", new OverflowException(
            $"{Described(value)} is out of bounds for {name}{(range is null ? "" : $", which holds {range}")}"));

    internal static InvalidCastException NoCommonDType(DType a, DType b)
        => With("NoCommonDType", new InvalidCastException($"the data types {Called(a, b)} and {Called(b, a)} do not have a common data type"
            + (a.Unit is { IsGeneric: false } x && b.Unit is { IsGeneric: false } y && x.IsCalendar != y.IsCalendar
                ? ": " + NoFixedLength(x.IsCalendar ? x : y) : "")));

    internal static InvalidCastException NoFixedLength(DType span, DType other) => With("NoCommonDType", new InvalidCastException(
        $"{span.AsNative()} and {other.AsNative()} do not go together: {NoFixedLength(span.Unit!.Value)}; "
        + $"AsType('{other.KindLetter}8[{span.Unit}]') first makes the other one count {span.Unit.Value.Name}"));

    private static string NoFixedLength(TimeUnit unit)
        => $"{(unit.Base == TimeBase.Year ? "a year" : "a month")} is no fixed number of days";

    internal static OverflowException TimeOutOfBounds(object value, DType dtype)
        => With("TimeOutOfBounds", new OverflowException($"{Described(value)} is out of bounds for {NameOf(dtype)}"));

    internal static FormatException DateText(string text)
        => OfText(text, MemMap.DType.Time(ElementKind.DateTime64, default), With("DateText", new FormatException(
            $"error parsing datetime string '{Shortened(text)}': expected ISO 8601 such as 2024-05-06T07:08:09")));

    internal static FormatException LongYear(string text, DType dtype) => With("DateText", new FormatException(
        $"'{Shortened(text)}' alone is a year of more than four digits; for {NameOf(dtype)} write it with dashes, such as 2024-05-06"));

    internal static ArgumentException NotAscii(char c, int position)
        => With("NotAscii", new ArgumentException(
            $"can't read byte 0x{(int)c:x2} in position {position} as text: only ASCII is known to be; make it a string"));

    internal static ArgumentException NotOneByte(string text, int position) => With("NotOneByte", new ArgumentException(
        $"can't store character U+{(int)text[position]:X4} in position {position} of '{Shortened(text)}' in a byte: "
        + "S holds U+0000 to U+00FF, use a U dtype"));

    internal static ArgumentException TextTooLong(string text, int length, int room, DType dtype)
        => With("TextTooLong", new ArgumentException(
            $"string '{Shortened(text)}' has {length} characters and {dtype.Called} holds {room}; shorten it, use a longer dtype, or let "
            + "-Truncate cut it"));

    internal static ArgumentException TextTooLong(string text, int room) => With("TextTooLong", new ArgumentException(
        $"string '{Shortened(text)}' has {text.Length} UTF-16 units and the element holds {room}; shorten it, or let -Truncate cut it"));

    internal static ArgumentException Utf8TooLong(string text, int length, int room) => With("TextTooLong", new ArgumentException(
        $"string '{Shortened(text)}' has {length} bytes of UTF-8 and the element holds {room}; shorten it, or let -Truncate cut it"));

    internal static ArgumentException BytesTooLong(int length, DType dtype) => With("TextTooLong", new ArgumentException(
        $"{length} bytes are given and {dtype.Called} holds {dtype.ItemSize}; give less, use a longer dtype, or let -Truncate cut them"));

    internal static FormatException RawBytesText(string text, DType dtype) => With("NumberText", new FormatException(
        $"could not convert string '{Shortened(text)}' to {dtype.Called}; " + (dtype.ItemSize == IpMeaning.Length4
            && System.Net.IPAddress.TryParse(text, out System.Net.IPAddress? address)
            && address.GetAddressBytes().Length == IpMeaning.Length6
        ? "it is an address of IP version 6, and needs a field of ip6address"
        : (dtype.Meaning is not IpMeaning ? "write "
            : $"write an address such as {(dtype.ItemSize == IpMeaning.Length4 ? "10.0.0.1" : "fe80::1")}, or ")
            + $"its {dtype.ItemSize} bytes as {2 * (long)dtype.ItemSize} hexadecimal digits, or give a byte[]")));

    internal static FormatException NetworkForAddress(string network, System.Net.IPAddress first, System.Net.IPAddress last)
        => With("NetworkForAddress", new FormatException(
            $"'{Shortened(network)}' is a network, and an element is one address; -Between '{first}', '{last}' finds those of the "
                + "network"));

    internal static FormatException BoolText(string text)
        => With("NumberText", new FormatException($"could not convert string '{Shortened(text)}' to bool; write True, False, 1 or 0"));

    internal static ArgumentException RecordCount(int given, int fields)
        => With("RecordCount", new ArgumentException($"could not assign a list of length {given} to a record with {fields} fields"));

    /// <param name="name">The field.</param>
    /// <param name="given">The names that are given and are no fields, as far as they are known.</param>
    internal static ArgumentException FieldMissing(string name, IEnumerable<string> given)
        => With("FieldMissing", new ArgumentException($"no value for field '{name}' of the record"
            + (DTypeNames.Nearest(name, given) is { } near ? $"; is '{Shortened(near)}' meant to be it?" : "")));

    internal static ArgumentException FieldsDifferByCase(string one, string other) => With("FieldsDifferByCase", new ArgumentException(
        $"fields '{one}' and '{other}' differ in letter case alone, which an object's properties can't; "
        + "give the values as a list, in the fields' order"));

    internal static KeyNotFoundException FieldUnknown(string name, IReadOnlyList<string> fields)
        => With("FieldUnknown", new KeyNotFoundException($"no field of name '{Shortened(name)}'; "
            + (DTypeNames.Nearest(name, fields) is { } near ? $"did you mean {near}? Fields" : "fields")
            + $" are {string.Join(", ", fields)}"));

    internal static ArgumentException SubArrayBroadcast(int count, ReadOnlySpan<long> shape)
        => With("SubArrayBroadcast",
            new ArgumentException($"could not broadcast a list of length {count} into a sub-array of shape {Shape(shape)}"));

    /// <summary>Notes the field for which a value was wrong, for who reports the error; of nested records, all of them.</summary>
    internal static void NoteField(Exception exception, string name)
        => exception.Data[FieldKey] = exception.Data[FieldKey] is string inner ? $"{name}.{inner}" : name;

    private static string NameOf(DType dtype) => dtype.RegisteredName ?? dtype.Name;

    /// <summary>A dtype in a message that names another one, from which it can be told.</summary>
    private static string Called(DType dtype, DType other)
        => dtype.Called == other.Called ? dtype.ToString() : dtype.Called;

    private static string Described(object? value) => value switch
    {
        null => "null",
        IFormattable number => $"{number.GetType().Name} {Shortened(number.ToString(null, CultureInfo.InvariantCulture))}",
        string text => $"string '{Shortened(text)}'",
        _ => $"a value of type {value.GetType().Name}",
    };

    // Truncates values from files and users, which could make a message unreadable.
    internal static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "...";
}

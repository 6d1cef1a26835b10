namespace MemMap;

internal static partial class Error
{
    internal static InvalidOperationException ViewerReadOnly() => With("ReadOnly", new InvalidOperationException(
        "these bytes are read-only; open the map with New-MemMap -Mode r+ (or c, which keeps the file as it is) to change them"));

    internal static ArgumentException ViewerPastEnd(int count, long room) => With("ViewerPastEnd", new ArgumentException(
        $"{count} {(count == 1 ? "byte doesn't" : "bytes don't")} fit: {(room == 1 ? "1 byte is" : $"{room:N0} bytes are")} left here"));

    internal static FormatException ViewerPlace(string text) => With("ViewerPlace", new FormatException(
        $"'{text}' is no place; write 0x1f4 or 500, +16 or -0x10, #3 for an element, 50%, start or end"));

    internal static ArgumentException ViewerOutside(string text, string first, string last) => With("ViewerOutside", new ArgumentException(
        $"{text} is outside: there are bytes from {first} to {last}"));

    internal static FormatException ViewerBytes(string text) => With("ViewerBytes", new FormatException(
        $"'{text}' is no bytes in hexadecimal; write pairs of digits, such as 4D 5A, with ? for any digit"));
}

namespace MemMap;

internal static partial class Error
{
    internal static ArgumentException NotInBytes(string text) => With("NotInBytes", new ArgumentException(
        $"'{text}' has characters beyond U+00FF, and elements of bytes (S) can't have them; AsType('U') gives the texts as Unicode"));

    internal static ArgumentException FillCharacter(string fill) => With("FillCharacter", new ArgumentException(
        $"texts are filled up with one character, and '{fill}' is not one"));

    internal static ArgumentException TextWidth(string what, long value)
        => With("TextWidth", new ArgumentException($"{what} must not be negative, and it is {value}"));
}

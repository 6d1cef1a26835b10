using MemMap.Compute;

namespace MemMap;

/// <summary>
/// numpy's functions of texts (<c>np.strings</c>, <c>np.char</c>): <c>$names.Strings.Upper()</c>. They are functions of elements, and of a
/// lazy array lazy. Texts end before the NULs at their end. Of <c>U</c> characters are code points, and each is looked at by itself; of
/// <c>S</c> they are bytes, of which those beyond ASCII are no letters.
/// </summary>
public sealed class StringFunctions
{
    private readonly ArrayRef _texts;

    internal StringFunctions(ArrayRef texts) => _texts = texts;

    /// <summary>Each character in upper case.</summary>
    /// <returns>A new array of the same shape and dtype.</returns>
    /// <exception cref="NotSupportedException">The elements are no texts.</exception>
    public NDArray Upper() => Unary(new Upper());

    /// <summary>Each character in lower case.</summary>
    /// <inheritdoc cref="Upper"/>
    public NDArray Lower() => Unary(new Lower());

    /// <summary>Each character in the other case.</summary>
    /// <inheritdoc cref="Upper"/>
    public NDArray SwapCase() => Unary(new SwapCase());

    /// <summary>The first character of each text in upper case, the others in lower case.</summary>
    /// <inheritdoc cref="Upper"/>
    public NDArray Capitalize() => Unary(new Capitalize());

    /// <summary>The first letter of each word in upper case, the others in lower case.</summary>
    /// <inheritdoc cref="Upper"/>
    public NDArray Title() => Unary(new Title());

    /// <summary>Texts without white space, or other characters, at both ends.</summary>
    /// <param name="chars">The characters that go; null for white space.</param>
    /// <returns>A new array of the same shape and dtype.</returns>
    /// <exception cref="ArgumentException">A character is beyond U+00FF, and the elements are bytes.</exception>
    /// <exception cref="NotSupportedException">The elements are no texts.</exception>
    public NDArray Strip(string? chars = null) => Unary(new Strip(chars, atStart: true, atEnd: true));

    /// <summary>Texts without white space, or other characters, at the start.</summary>
    /// <inheritdoc cref="Strip"/>
    public NDArray LStrip(string? chars = null) => Unary(new Strip(chars, atStart: true, atEnd: false));

    /// <summary>Texts without white space, or other characters, at the end.</summary>
    /// <inheritdoc cref="Strip"/>
    public NDArray RStrip(string? chars = null) => Unary(new Strip(chars, atStart: false, atEnd: true));

    /// <summary>Whether each text begins with another.</summary>
    /// <param name="prefix">A text, or an array or list of them that broadcasts.</param>
    /// <param name="start">The first character that is looked at; negative counts from the end.</param>
    /// <param name="end">The one after the last; null for the end of the text.</param>
    /// <returns>An array of bools of the broadcast shape.</returns>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The elements are no texts.</exception>
    public NDArray StartsWith(object prefix, long start = 0, long? end = null)
        => Search("startswith", TextQuestion.StartsWith, prefix, start, end);

    /// <summary>Whether each text ends with another.</summary>
    /// <inheritdoc cref="StartsWith"/>
    /// <param name="suffix">A text, or an array or list of them that broadcasts.</param>
    /// <param name="start">The first character that is looked at; negative counts from the end.</param>
    /// <param name="end">The one after the last; null for the end of the text.</param>
    public NDArray EndsWith(object suffix, long start = 0, long? end = null)
        => Search("endswith", TextQuestion.EndsWith, suffix, start, end);

    /// <summary>The index at which another text first stands in each; -1 where it doesn't.</summary>
    /// <param name="sub">A text, or an array or list of them that broadcasts.</param>
    /// <param name="start">The first character that is looked at; negative counts from the end.</param>
    /// <param name="end">The one after the last; null for the end of the text.</param>
    /// <returns>An int64 array of the broadcast shape.</returns>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The elements are no texts.</exception>
    public NDArray Find(object sub, long start = 0, long? end = null) => Search("find", TextQuestion.First, sub, start, end);

    /// <summary>The index at which another text last stands in each; -1 where it doesn't.</summary>
    /// <inheritdoc cref="Find"/>
    public NDArray RFind(object sub, long start = 0, long? end = null) => Search("rfind", TextQuestion.Last, sub, start, end);

    /// <summary>How often another text stands in each, without overlap.</summary>
    /// <inheritdoc cref="Find"/>
    public NDArray Count(object sub, long start = 0, long? end = null) => Search("count", TextQuestion.Count, sub, start, end);

    /// <summary>
    /// Texts in which one text is replaced by another, from the left. The dtype is as long as the longest result, so that texts are read
    /// once to find that, also of a lazy array.
    /// </summary>
    /// <param name="old">What is replaced; an empty text stands before every character and at the end.</param>
    /// <param name="new">What replaces it.</param>
    /// <param name="count">The most replacements in a text; -1 for all.</param>
    /// <returns>A new array of the same shape.</returns>
    /// <exception cref="ArgumentException">A character is beyond U+00FF, and the elements are bytes.</exception>
    /// <exception cref="NotSupportedException">The elements are no texts.</exception>
    public NDArray Replace(string old, string @new, long count = -1)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        return new(TextReplace.Run(_texts, old, @new, count));
    }

    /// <summary>Each text with another behind it.</summary>
    /// <param name="other">A text, or an array or list of them that broadcasts.</param>
    /// <returns>A new array of the broadcast shape, as long as both dtypes together.</returns>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The elements are no texts.</exception>
    public NDArray Add(object other) => new(Elementwise.Binary(new TextAdd(), _texts, other));

    /// <summary>Each text so many times, one behind the other.</summary>
    /// <param name="times">How often; 0 gives empty texts.</param>
    /// <returns>A new array of the same shape.</returns>
    /// <exception cref="ArgumentException"><paramref name="times"/> is negative.</exception>
    /// <exception cref="NotSupportedException">The elements are no texts.</exception>
    public NDArray Multiply(long times) => Unary(
        new Repeated(times >= 0 ? times : throw Error.TextWidth("how often", times), MemMap.Compute.StrLen.Longest(_texts)));

    /// <summary>Texts filled up to a width on the right; longer ones stay.</summary>
    /// <param name="width">The width in characters.</param>
    /// <param name="fill">The character that fills up.</param>
    /// <returns>A new array of the same shape, as long as the width or the longest text.</returns>
    /// <exception cref="ArgumentException"><paramref name="fill"/> is not one character, or the width is negative.</exception>
    /// <exception cref="NotSupportedException">The elements are no texts.</exception>
    public NDArray LJust(long width, string fill = " ") => Padded("ljust", PadSide.Right, width, fill);

    /// <summary>Texts filled up to a width on the left; longer ones stay.</summary>
    /// <inheritdoc cref="LJust"/>
    public NDArray RJust(long width, string fill = " ") => Padded("rjust", PadSide.Left, width, fill);

    /// <summary>Texts filled up to a width on both sides; longer ones stay.</summary>
    /// <inheritdoc cref="LJust"/>
    public NDArray Center(long width, string fill = " ") => Padded("center", PadSide.Both, width, fill);

    /// <summary>Texts filled up to a width with zeros on the left, after a sign; longer ones stay.</summary>
    /// <inheritdoc cref="LJust"/>
    /// <param name="width">The width in characters.</param>
    public NDArray ZFill(long width) => Unary(new ZFill(Width(width), MemMap.Compute.StrLen.Longest(_texts)));

    /// <summary>The number of characters of each text.</summary>
    /// <returns>An int64 array of the same shape.</returns>
    /// <exception cref="NotSupportedException">The elements are no texts.</exception>
    public NDArray StrLen() => Unary(new StrLen());

    /// <summary>Whether each text has letters only, and has one.</summary>
    /// <returns>An array of bools of the same shape.</returns>
    /// <exception cref="NotSupportedException">The elements are no texts.</exception>
    public NDArray IsAlpha() => Unary(new CharacterTest<Alphabetic>("isalpha"));

    /// <summary>Whether each text has letters and numbers only, and has one.</summary>
    /// <inheritdoc cref="IsAlpha"/>
    public NDArray IsAlnum() => Unary(new CharacterTest<Alphanumeric>("isalnum"));

    /// <summary>Whether each text has digits only, and has one; raised and circled digits are some.</summary>
    /// <inheritdoc cref="IsAlpha"/>
    public NDArray IsDigit() => Unary(new CharacterTest<Digit>("isdigit"));

    /// <summary>Whether each text has digits of decimal numbers only, and has one.</summary>
    /// <inheritdoc cref="IsAlpha"/>
    public NDArray IsDecimal() => Unary(new CharacterTest<DecimalDigit>("isdecimal"));

    /// <summary>Whether each text has characters with the value of a number only, such as fractions, and has one.</summary>
    /// <inheritdoc cref="IsAlpha"/>
    public NDArray IsNumeric() => Unary(new CharacterTest<Numeric>("isnumeric"));

    /// <summary>Whether each text has white space only, and has some.</summary>
    /// <inheritdoc cref="IsAlpha"/>
    public NDArray IsSpace() => Unary(new CharacterTest<Space>("isspace"));

    /// <summary>Whether all letters of each text are lower case, and it has one.</summary>
    /// <inheritdoc cref="IsAlpha"/>
    public NDArray IsLower() => Unary(new IsCase(isUpper: false));

    /// <summary>Whether all letters of each text are upper case, and it has one.</summary>
    /// <inheritdoc cref="IsAlpha"/>
    public NDArray IsUpper() => Unary(new IsCase(isUpper: true));

    /// <summary>Whether each word of each text begins in upper case and goes on in lower case, and it has one.</summary>
    /// <inheritdoc cref="IsAlpha"/>
    public NDArray IsTitle() => Unary(new IsTitle());

    private NDArray Unary(UnaryOperation function) => new(Elementwise.Unary(function, _texts));

    private NDArray Search(string name, TextQuestion question, object sub, long start, long? end)
        => new(Elementwise.Binary(new TextSearch(name, question, start, end), _texts, sub));

    private NDArray Padded(string name, PadSide side, long width, string fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        return fill.EnumerateRunes().Count() != 1 ? throw Error.FillCharacter(fill)
            : Unary(new TextPad(name, side, Width(width), fill, MemMap.Compute.StrLen.Longest(_texts)));
    }

    private static long Width(long width) => width >= 0 ? width : throw Error.TextWidth("the width", width);
}

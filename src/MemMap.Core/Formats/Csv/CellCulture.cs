using System.Globalization;

namespace MemMap.Formats;

/// <summary>
/// The notation of numbers and dates in a culture, for cells of tables: it is translated to the invariant notation and back, so that what
/// reads and writes elements knows one notation. Numbers have the decimal separator of the culture, and between their groups the group
/// separator or nothing. The groups must have the lengths that the culture gives them: 3.14 is no number in de-DE, and not 314.
/// </summary>
internal sealed partial class CellCulture
{
    // Digits beyond these are no number of any dtype; see NumberText.
    internal const int MaxLength = 1024;

    [ThreadStatic]
    private static CellCulture? _current;

    private readonly CultureInfo _culture;
    private readonly string _point;
    private readonly string[] _separators;
    private readonly int[] _sizes;

    private CellCulture(CultureInfo culture)
    {
        _culture = culture;
        NumberFormatInfo numbers = culture.NumberFormat;
        _point = numbers.NumberDecimalSeparator;
        // In some countries, the thousands of amounts stand apart otherwise than those of other numbers, and spreadsheets have the former.
        _separators = [.. ((string[])[numbers.NumberGroupSeparator, numbers.CurrencyGroupSeparator]).Distinct()
            .Where(separator => separator.Length > 0 && separator != _point)];
        _sizes = numbers.NumberGroupSizes is { Length: > 0 } sizes ? sizes : [0];
    }

    /// <summary>The notation in which text of the pipeline is read on this thread; null for the invariant one.</summary>
    internal static CellCulture? Current => _current;

    /// <summary>A number in the notation, for messages.</summary>
    internal string Sample => 1234.5.ToString("#,0.0", _culture.NumberFormat);

    /// <summary>The culture's name; empty for one that a script has made of the invariant one.</summary>
    internal string Name => _culture.Name;

    /// <summary>The character that a culture puts between the items of a list, where that can separate the cells of a row.</summary>
    internal char? ListSeparator
        => _culture.TextInfo.ListSeparator is [var separator] && CsvHeader.IsDelimiter(separator) && !_point.Contains(separator)
            ? separator : null;

    /// <summary>Whether a character stands before the decimals of a number.</summary>
    internal bool IsPoint(char c) => _point.Length == 1 && _point[0] == c;

    /// <summary>The notation of a culture; null for the invariant one, which needs no translation.</summary>
    internal static CellCulture? Of(CultureInfo? culture)
        => culture is null || ReferenceEquals(culture, CultureInfo.InvariantCulture) ? null : new(culture);

    /// <summary>Reads text of the pipeline in a notation until the scope is disposed, on this thread.</summary>
    internal static Scope Use(CellCulture? culture)
    {
        Scope scope = new(_current);
        _current = culture;
        return scope;
    }

    /// <summary>Restores the notation that was there before.</summary>
    internal readonly struct Scope(CellCulture? before) : IDisposable
    {
        public void Dispose() => _current = before;
    }

    /// <summary>Whether text in a cell of a dtype is a number, which may be written in the notation of a culture.</summary>
    internal static bool IsNumber(DType dtype) => dtype is { IsNumeric: true, Meaning: null } && dtype.Kind != ElementKind.Bool;

    /// <summary>A number in the invariant notation; null if the text is none in this one.</summary>
    internal string? Number(string text)
    {
        Span<char> plain = text.Length <= MaxLength ? stackalloc char[text.Length + MinLength] : [];
        return TryNumber(text, plain, out int length) ? plain[..length].ToString() : null;
    }

    /// <summary>
    /// An element with the numbers of its text in the invariant notation. Its own values stay as they are.
    /// </summary>
    /// <exception cref="FormatException">A text for a number is none.</exception>
    internal object? Plain(object? element, DType dtype)
    {
        object? value = InferredDType.Bare(element);
        if (dtype.Fields is { } fields)
        {
            return value is not object?[] values ? element
                : (object?[])[.. values.Select((item, i) => i < fields.Count ? PlainField(item, fields[i]) : item)];
        }
        if (dtype.SubType is { } part)
        {
            return value is object?[] items ? PlainItems(items, part, dtype.SubShape!.Length) : Plain(element, part);
        }
        return value is string text && IsNumber(dtype) ? NumberFor(text, dtype) : element;
    }

    /// <summary>The text of a number in the notation of the culture, given the invariant one.</summary>
    internal string FromInvariant(string number) => number.Replace(".", _point, StringComparison.Ordinal);

    private object?[] PlainItems(object?[] items, DType part, int axes)
        => [.. items.Select(item => axes > 1 && item is object?[] inner ? PlainItems(inner, part, axes - 1) : Plain(item, part))];

    private object? PlainField(object? item, Field field)
    {
        try
        {
            return Plain(item, field.DType);
        }
        catch (FormatException e)
        {
            Error.NoteField(e, field.Name);
            throw;
        }
    }

    private string NumberFor(string text, DType dtype)
        => string.IsNullOrWhiteSpace(text) || TableCell.IsHexadecimal(text, dtype) || IsComplex(text, dtype) ? text
            : Number(text) ?? throw Error.CultureNumber(text, dtype, this);

    // A comma between the parts of a complex number would mean something else; they are written as everywhere.
    private static bool IsComplex(ReadOnlySpan<char> text, DType dtype) => dtype.IsComplex && text.ContainsAny('j', 'J');

    /// <summary>Writes the number of a cell to an element.</summary>
    internal void Write(DType dtype, Span<byte> element, ReadOnlySpan<char> cell)
    {
        if (IsComplex(cell, dtype))
        {
            dtype.Codec.WriteText(element, cell);
            return;
        }
        Span<char> plain = cell.Length <= MaxLength ? stackalloc char[cell.Length + MinLength] : [];
        if (!TryNumber(cell, plain, out int length))
        {
            throw Error.CultureNumber(cell.ToString(), dtype, this);
        }
        dtype.Codec.WriteText(element, plain[..length]);
    }
}

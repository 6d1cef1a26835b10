using nietras.SeparatedValues;

namespace MemMap.Formats;

/// <summary>What the beginning of a table tells.</summary>
/// <param name="Delimiter">The character between cells.</param>
/// <param name="Names">The names of the columns; null if they have none.</param>
/// <param name="Columns">The number of columns; 0 in a file without a row.</param>
/// <param name="FirstLine">The number of the line where the rows begin, counted from 1.</param>
internal sealed record CsvHeader(char Delimiter, string[]? Names, int Columns, int FirstLine)
{
    private const char Quote = '"', Comment = '#';

    // The first one of those that are as frequent.
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Fails for a character that can't separate cells.</summary>
    /// <exception cref="ArgumentException">It is none of ASCII, or has another meaning in a table.</exception>
    internal static void RequireDelimiter(char delimiter)
    {
        if (!IsDelimiter(delimiter))
        {
            throw Error.CsvDelimiter(delimiter);
        }
    }

    /// <summary>Whether a character can separate cells.</summary>
    internal static bool IsDelimiter(char delimiter) => delimiter is '\t' or (>= ' ' and <= '~') and not (Quote or Comment);

    /// <summary>
    /// Reads the first line that is neither blank nor, at the top of the file, a comment. It has the names of the columns if a record is
    /// wanted, or if none of its cells is a value: a number, a date or a bool; of the dtype, where that is given and has numbers.
    /// </summary>
    /// <param name="source">The file.</param>
    /// <param name="options">What is known of it.</param>
    /// <param name="dtype">The dtype of an element; null if it is to be inferred.</param>
    /// <exception cref="ArgumentException">The delimiter can't be one, or there are more or fewer columns than names.</exception>
    /// <exception cref="InvalidDataException">A record is wanted, and there are no names.</exception>
    internal static CsvHeader Read(CsvSource source, CsvOptions options, DType? dtype)
    {
        if (options.Delimiter is { } given)
        {
            RequireDelimiter(given);
        }
        char delimiter = options.Delimiter ?? Delimiters[0];
        (string? text, int line, int next) = FirstRow(source);
        if (text is null)
        {
            if (dtype is { IsRecord: true } && options is { Header: null, NoHeader: false })
            {
                throw Error.CsvNoNames(source.Path);
            }
            // Lines without anything are the rows of elements that are an empty text each.
            int columns = options.Header?.Length ?? (dtype is { IsRecord: false } && TableColumn.Of(dtype).Take(2).Count() == 1 ? 1 : 0);
            return new(delimiter, options.Header, columns, line);
        }
        delimiter = options.Delimiter ?? DelimiterOf(text, options.Culture);
        string[] cells = CsvSource.Cells(text, delimiter);
        if (options.Header is { } names)
        {
            return names.Length == cells.Length ? new(delimiter, names, names.Length, line)
                : throw Error.CsvHeaderCount(source.Path, cells.Length, names.Length);
        }
        return !options.NoHeader && IsNames(cells, dtype, options.Culture)
            ? new(delimiter, [.. cells.Select((name, column) => name.Length > 0 ? name : NameOf(column))], cells.Length, next)
            : new(delimiter, null, cells.Length, line);
    }

    /// <summary>The name of a column without one, as numpy has it.</summary>
    internal static string NameOf(int column) => FormattableString.Invariant($"f{column}");

    /// <summary>The first row, the line where rows begin, those without anything among them, and the line behind the first row.</summary>
    private static (string? Text, int Line, int Next) FirstRow(CsvSource source)
    {
        // The delimiter does not matter: the row is taken as a whole.
        using SepReader rows = source.Rows(source.Start, source.End, Delimiters[0]);
        int line = 1;
        foreach (SepReader.Row row in rows)
        {
            ReadOnlySpan<char> text = row.Span;
            if (text is [Comment, ..])
            {
                line = row.LineNumberToExcl;
            }
            else if (!text.IsWhiteSpace())
            {
                return (text.ToString(), line, row.LineNumberToExcl);
            }
        }
        return (null, line, line);
    }

    /// <summary>
    /// The character that is most frequent in the first row. A comma between two digits stands before decimals where those of the culture
    /// do, or where semicolons stand between the cells.
    /// </summary>
    private static char DelimiterOf(string row, CellCulture? culture)
    {
        char[] candidates = culture?.ListSeparator is { } separator ? [separator, .. Delimiters] : Delimiters;
        bool isPoint = culture is null ? Count(row, ';') > 0 : culture.IsPoint(',');
        return candidates.MaxBy(candidate => candidate == ',' && isPoint && AreDecimals(row) ? 0 : Count(row, candidate));
    }

    private static int Count(string text, char delimiter)
    {
        int count = 0;
        bool isQuoted = false;
        foreach (char c in text)
        {
            isQuoted ^= c == Quote;
            count += c == delimiter && !isQuoted ? 1 : 0;
        }
        return count;
    }

    /// <summary>Whether digits stand on both sides of each comma outside of quotation marks.</summary>
    private static bool AreDecimals(string text)
    {
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == Quote;
            if (text[i] == ',' && !isQuoted && !(i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1])
                && char.IsAsciiDigit(text[i + 1])))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsNames(string[] cells, DType? dtype, CellCulture? culture)
    {
        if (dtype is null)
        {
            return cells.All(cell => cell.Length == 0 || IsText(cell, culture)) && cells.Any(cell => IsText(cell, culture));
        }
        DType leaf = TableColumn.Of(dtype).First().DType;
        return dtype.IsRecord || (leaf.Kind is not (ElementKind.Bytes or ElementKind.Text or ElementKind.Void)
            && !cells.Any(cell => IsValue(leaf, cell, culture)));
    }

    private static bool IsText(string cell, CellCulture? culture)
    {
        InferredColumn guess = new(culture);
        guess.Add(cell);
        return guess.IsText;
    }

    private static bool IsValue(DType dtype, string cell, CellCulture? culture)
    {
        try
        {
            TableCell.Write(dtype, new byte[dtype.ItemSize], cell, culture);
            return true;
        }
        catch (Exception e) when (e.Data.Contains(Error.IdKey))
        {
            return false;
        }
    }
}

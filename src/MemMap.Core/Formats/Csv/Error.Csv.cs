using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Formats;

namespace MemMap;

// Errors of tables in text.
internal static partial class Error
{
    internal static ArgumentException CsvText(long position, string column) => With("CsvText", new ArgumentException(
        $"the text at position {position}{InColumn(column)} has a number in it that is no Unicode character, and CSV "
        + "can't hold it; a .npy file can"));

    internal static ArgumentException CsvBlankLine(long position, string column) => With("CsvBlankLine", new ArgumentException(
        $"the element at position {position}{InColumn(column)} is empty and alone in its row, and Import-Csv "
        + "leaves such a row out; a .npy file has it"));

    internal static ArgumentException CsvComment(string column) => With("CsvComment", new ArgumentException(
        $"the first column is named '{Shortened(column)}', and Import-Csv takes a first line with a # at its start for a comment; put "
        + "another field first, or write a .npy file"));

    internal static ArgumentException CsvShape(ArrayRef array) => With("CsvShape", new ArgumentException(
        $"an array of shape {Shape(array.Shape)} and dtype {array.DType.Called} is no table; CSV takes records in one dimension, and other "
            + "elements in one or two"));

    internal static ArgumentException CsvColumns(int limit)
        => With("CsvColumns",
            new ArgumentException($"the records have more than the {limit} columns that a CSV file may have; take some fields"));

    internal static FileNotFoundException CsvNotFound(string path) => With("FileNotFound", new FileNotFoundException(
        $"there is no file '{path}'", path));

    /// <param name="path">The file.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="column">The column, as it is called in messages.</param>
    /// <param name="reason">What is wrong with the cell.</param>
    /// <param name="meant">What would read it; null if nothing is known to.</param>
    internal static InvalidDataException CsvCell(string path, long line, string column, Exception reason, string? meant)
        => With("CsvCell", new InvalidDataException(
            $"line {line}, column {column} of '{path}': {reason.Message}{(meant is null ? "" : $"; {meant}")}", reason));

    /// <summary>A text that is no number in the notation of a culture.</summary>
    internal static FormatException CultureNumber(string text, DType dtype, CellCulture culture) => OfText(text, dtype, With(
        "NumberText", new FormatException($"could not convert string '{Shortened(text)}' to {NameOf(dtype)}; numbers of "
            + $"{(culture.Name.Length > 0 ? culture.Name : "the culture")} are as {culture.Sample}")));

    internal static InvalidDataException CsvRow(string path, long line, int cells, int columns) => With("CsvRow", new InvalidDataException(
        $"line {line} of '{path}' has {Counted(cells, "cell")}, and the table has {Counted(columns, "column")}; a cell with the delimiter, "
        + "a quotation mark or a line end in it stands in quotation marks"));

    internal static InvalidDataException CsvOpenQuote(string path, long line) => With("CsvRow", new InvalidDataException(
        $"the row that begins in line {line} of '{path}' ends with the file, within quotation marks; one is missing or too many"));

    internal static InvalidDataException CsvRowTooLong(string path, long line) => With("CsvRow", new InvalidDataException(
        $"a row of '{path}' that begins in line {line} or later is longer than 16 million characters; is a quotation mark missing?"));

    internal static InvalidDataException CsvEncoding(string path, long line, System.Text.Encoding encoding)
        => With("CsvEncoding", new InvalidDataException(
            $"line {line} of '{path}' is not text in {encoding.WebName}; -Encoding names the one that it is in, such as latin1"));

    internal static InvalidDataException CsvNoNames(string path) => With("CsvNoNames", new InvalidDataException(
        $"'{path}' is empty, and its first line should name the columns; -NoHeader reads a file without names"));

    internal static InvalidDataException CsvNoColumn(string path, string field, IEnumerable<string> columns)
        => With("CsvNoColumn", new InvalidDataException(
            $"'{path}' has no column '{Shortened(field)}'; its first line names {Few(columns.Select(Shortened))}"
            + (DTypeNames.Nearest(field, columns) is { } near ? $" (is '{Shortened(near)}' meant?)" : "")
            + "; -Header names the columns of a file without names, and -NoHeader takes them in the fields' order"));

    internal static InvalidDataException CsvParts(string path, string column) => With("TextForParts", new InvalidDataException(
        $"field '{Shortened(column)}' has several parts, and '{path}' has one column for it; tables that Export-MemMap writes have a "
        + "column for each part"));

    internal static InvalidDataException CsvSameNames(string path, string name) => With("CsvSameNames", new InvalidDataException(
        $"two columns of '{path}' are named '{Shortened(name)}'; -NoHeader takes the columns by position, but has the names as a row"));

    internal static ArgumentException CsvColumnCount(string path, int columns, DType dtype, int parts)
        => With("CsvColumnCount", new ArgumentException(
            $"'{path}' has {Counted(columns, "column")}, and {dtype.Called} has {Counted(parts, "value")}"));

    internal static ArgumentException CsvHeaderCount(string path, int columns, int names) => With("CsvHeaderCount", new ArgumentException(
        $"'{path}' has {Counted(columns, "column")}, and {Counted(names, "name")} are given for them"));

    internal static InvalidDataException CsvNothingToInfer(string path) => With("NothingToInfer", new InvalidDataException(
        $"'{path}' has no row that tells the dtype; name one"));

    internal static ArgumentException CsvDelimiter(char delimiter) => With("CsvDelimiter", new ArgumentException(
        $"{(char.IsControl(delimiter) ? $"character {(int)delimiter}" : $"'{delimiter}'")} can't separate the cells of a table; a tab "
        + "can, and each ASCII character from the blank to '~' but the quotation mark and '#'"));

    internal static ArgumentException CsvOntoItself(string path) => With("CsvOntoItself", new ArgumentException(
        $"'{path}' can't be both the table that is read and the file that is written"));

    internal static IOException CsvChanged(string path) => With("CsvChanged", new IOException(
        $"'{path}' was changed while it was read"));

    private static string InColumn(string column) => column.Length == 0 ? "" : $" of '{Shortened(column)}'";
}

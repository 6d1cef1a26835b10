using System.Management.Automation;
using System.Text;
using MemMap.Formats;
using MemMap.Memory;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// The rows of a table in text.
public sealed partial class ConvertToMemMapCommand
{
    /// <summary>
    /// A file of text with a row in each line, whose cells stand between commas (RFC 4180), relative to PowerShell's location. Wildcards
    /// are allowed if they match exactly one file. Each row is a record, or of a dtype without fields, one element for each column.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = CsvSet)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralCsvSet)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    public string? CsvPath { get; set; }

    /// <summary>The character between the cells of a row.</summary>
    /// <value>of comma, semicolon, tab and |, the one that is most frequent in the first line</value>
    [Parameter(ParameterSetName = CsvSet), Parameter(ParameterSetName = LiteralCsvSet)]
    public char Delimiter { get; set; }

    /// <summary>
    /// The names of the columns, if the file does not have them. Its first line then is a row.
    /// </summary>
    /// <value>
    /// the first line, if -DType has fields; otherwise if none of its cells is a value: a number, a date, True or False
    /// </value>
    [Parameter(ParameterSetName = CsvSet), Parameter(ParameterSetName = LiteralCsvSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <summary>Takes the first line for a row, whatever is in it, and the columns by their positions.</summary>
    [Parameter(ParameterSetName = CsvSet), Parameter(ParameterSetName = LiteralCsvSet)]
    public SwitchParameter NoHeader { get; set; }

    /// <summary>
    /// The encoding of the file: a name (utf8, unicode, latin1 and so on), or an object. A byte order mark in the file goes before it.
    /// </summary>
    /// <value>utf8</value>
    [Parameter(ParameterSetName = CsvSet), Parameter(ParameterSetName = LiteralCsvSet)]
    [EncodingArgument, ArgumentCompleter(typeof(EncodingCompleter)), ValidateNotNull]
    public Encoding? Encoding { get; set; }

    private NDArray ImportCsv()
    {
        string path = FilePaths.Single(this, CsvPath!);
        if (_target is not null)
        {
            RequireOther(path, _target.Path);
        }
        using IDisposable stop = Interruption.Use(StopToken);
        CsvOptions options = new(path)
        {
            Delimiter = DelimiterOrNull(),
            Culture = _culture,
            Header = Header,
            NoHeader = NoHeader,
            Encoding = Encoding,
        };
        using CsvImport table = new(options, _dtype);
        using ProgressLine line = new(this, $"Reading {path}", table.Work);
        using IDisposable progress = WorkProgress.Use(line.Report);
        table.Scan();
        TellOfMeant(table.Meant);
        // Without -Shape, a row of the table is a row of the array.
        _target = Shape is null && _target is { Header: null } ? _target with { Row = table.Row } : _target;
        _appender = NewSink(table.DType, Shape ?? table.Row, isWhole: true);
        _appender.Append(table.Bytes, table.Write);
        return Complete();
    }

    private static void RequireOther(string csv, string target)
    {
        StringComparison comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        if (FileLinks.Follow(csv).Equals(FileLinks.Follow(target), comparison))
        {
            throw Error.CsvOntoItself(csv);
        }
    }
}

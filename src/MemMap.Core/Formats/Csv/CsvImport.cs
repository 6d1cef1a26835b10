using System.Runtime.ExceptionServices;
using System.Text;
using MemMap.Compute;
using MemMap.Memory;
using nietras.SeparatedValues;

namespace MemMap.Formats;

/// <summary>
/// Reads a table from text in two passes, each on all cores. The file is cut into parts that begin with rows. The first pass counts the
/// rows and infers dtypes, so the second one knows where the elements of each row go. Nothing is written before all rows have been counted,
/// and an error in the second pass leaves the file to write as it was.
/// </summary>
internal sealed class CsvImport : IDisposable
{
    private const int PartBytes = 2 << 20, BufferBytes = 1 << 20;

    private readonly CsvSource _source;
    private readonly CsvHeader _header;
    private CsvPart[] _parts = [];
    private CsvCells? _cells;
    private readonly CellCulture? _culture;
    private bool _keepsBlankLines;

    /// <summary>Opens a table and reads its first line.</summary>
    /// <param name="options">The file, and how to read it.</param>
    /// <param name="dtype">The dtype of an element; null to infer it.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="InvalidDataException">A column is missing.</exception>
    /// <exception cref="ArgumentException">The options contradict the file.</exception>
    internal CsvImport(CsvOptions options, DType? dtype)
    {
        _culture = options.Culture;
        _source = CsvSource.Open(options.Path, options.Encoding);
        try
        {
            _header = Checked(() => ReadHeader(options, dtype));
            if (dtype is not null)
            {
                _cells = new CsvCells(_source.Path, _header, dtype, _culture);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The number of bytes that both passes read.</summary>
    internal long Work => 2 * (_source.End - _source.Start);

    /// <summary>The dtype of an element, once it is known.</summary>
    internal DType DType => _cells!.DType;

    /// <summary>The axes after the first one.</summary>
    internal long[] Row => _cells!.ElementsOfRow > 1 ? [_cells.ElementsOfRow] : [];

    /// <summary>
    /// The columns that are text, and whose cells are all numbers or dates in the notation of another culture, with that. They are known
    /// after the first pass.
    /// </summary>
    internal IReadOnlyList<(string Column, string Culture)> Meant { get; private set; } = [];

    /// <summary>The number of bytes of all elements. It is known after the first pass.</summary>
    internal long Bytes => checked(_parts.Sum(part => part.Rows) * _cells!.RowBytes);

    /// <summary>Counts the rows, and infers the dtype unless it is known.</summary>
    /// <exception cref="InvalidDataException">A row has more or fewer cells than the table has columns.</exception>
    internal void Scan()
    {
        long[] cuts = Checked(() => _source.Cut(PartBytes));
        _parts = [.. cuts.Zip(cuts.Skip(1), (from, to) => new CsvPart(from, to))];
        InferredColumn[] all = NewColumns();
        ForEachPart(i =>
        {
            CsvPart part = _parts[i];
            InferredColumn[] columns = NewColumns();
            char[] scratch = [];
            ForEachRow(i, (row, _, isBlank) =>
            {
                if (isBlank)
                {
                    part.BlankRows++;
                    return;
                }
                part.Rows++;
                for (int column = 0; column < columns.Length; column++)
                {
                    columns[column].Add(CsvText.Of(row[column].Span, ref scratch));
                }
            });
            lock (all)
            {
                for (int column = 0; column < columns.Length; column++)
                {
                    all[column].Add(columns[column]);
                }
            }
        });
        _cells ??= new CsvCells(_source.Path, _header, CsvCells.Infer(_source.Path, _header, all), _culture);
        Meant = [.. all.Select((column, i) => (Name: CsvCells.NameOf(_header, i), Culture: column.Meant?.Name))
            .Where(column => column.Culture is not null).Select(column => (column.Name, column.Culture!))];
        _keepsBlankLines = _header is { Columns: 1, Names: null } && _cells!.MayBeEmpty;
        long rows = 0;
        foreach (CsvPart part in _parts)
        {
            part.Rows += _keepsBlankLines ? part.BlankRows : 0;
            part.FirstRow = rows;
            rows += part.Rows;
        }
    }

    /// <summary>Writes the elements of all rows.</summary>
    /// <param name="write">Writes bytes at an offset among those of the elements.</param>
    /// <exception cref="InvalidDataException">A cell is no element of its dtype.</exception>
    internal void Write(BlockWriter write) => ForEachPart(i =>
    {
        CsvPart part = _parts[i];
        int rowBytes = _cells!.RowBytes;
        byte[] buffer = AvailableMemory.NewArray<byte>((long)Math.Max(1, BufferBytes / rowBytes) * rowBytes);
        long rows = 0, at = part.FirstRow * rowBytes;
        int filled = 0;
        char[] scratch = [];
        ForEachRow(i, (row, line, isBlank) =>
        {
            if (isBlank && !_keepsBlankLines)
            {
                return;
            }
            if (++rows > part.Rows)
            {
                throw Error.CsvChanged(_source.Path);
            }
            _cells.Write(row, buffer.AsSpan(filled, rowBytes), line, ref scratch);
            filled += rowBytes;
            if (filled == buffer.Length)
            {
                Flush();
            }
        });
        Flush();
        if (rows != part.Rows)
        {
            throw Error.CsvChanged(_source.Path);
        }

        void Flush()
        {
            write(at, buffer.AsSpan(0, filled));
            at += filled;
            // The gaps between the fields of the next records are to be zeros.
            buffer.AsSpan(0, filled).Clear();
            filled = 0;
        }
    });

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    /// <summary>What is to be learned of the columns; nothing if the dtype is known.</summary>
    private InferredColumn[] NewColumns()
    {
        var columns = new InferredColumn[_cells is null ? _header.Columns : 0];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = new InferredColumn(_culture);
        }
        return columns;
    }

    private CsvHeader ReadHeader(CsvOptions options, DType? dtype)
    {
        try
        {
            return CsvHeader.Read(_source, options, dtype);
        }
        catch (DecoderFallbackException)
        {
            throw Error.CsvEncoding(_source.Path, 1 + _source.LinesBeforeUndecodable(_source.Start, _source.End), _source.Encoding);
        }
        catch (NotSupportedException e) when (!e.Data.Contains(Error.IdKey))
        {
            throw Error.CsvRowTooLong(_source.Path, 1); // The library's limit.
        }
    }

    private static bool IsBlank(SepReader.Row row) => row.ColCount == 1 && row.Span.IsWhiteSpace();

    private delegate void RowAction(SepReader.Row row, int line, bool isBlank);

    /// <summary>Calls an action with each row of a part, and the number of its line there, counted from 0.</summary>
    private void ForEachRow(int number, RowAction action)
    {
        CsvPart part = _parts[number];
        int line = 0, next = 0;
        try
        {
            using SepReader rows = _source.Rows(part.From, part.To, _header.Delimiter);
            foreach (SepReader.Row row in rows)
            {
                (line, next) = (next, row.LineNumberToExcl - 1);
                if (number == 0 && line < _header.FirstLine - 1)
                {
                    continue;
                }
                bool isBlank = IsBlank(row);
                if (row.ColCount != _header.Columns && !isBlank)
                {
                    int cells = row.ColCount;
                    throw new BadLineException(line, at => Error.CsvRow(_source.Path, at, cells, _header.Columns));
                }
                action(row, line, isBlank);
            }
        }
        catch (DecoderFallbackException)
        {
            throw new BadLineException(
                _source.LinesBeforeUndecodable(part.From, part.To), at => Error.CsvEncoding(_source.Path, at, _source.Encoding));
        }
        catch (NotSupportedException e) when (!e.Data.Contains(Error.IdKey))
        {
            throw new BadLineException(next, at => Error.CsvRowTooLong(_source.Path, at)); // The library's limit.
        }
        part.Lines = next;
        if (number == _parts.Length - 1 && _source.EndsInQuotes)
        {
            throw new BadLineException(line, at => Error.CsvOpenQuote(_source.Path, at));
        }
    }

    /// <summary>
    /// Works on all parts, on several threads. Of several failures, the one in the first part is thrown: the parts before it are complete.
    /// </summary>
    private void ForEachPart(Action<int> work)
    {
        int failed = int.MaxValue;
        ExceptionDispatchInfo? failure = null;
        object gate = new();
        ParallelWork.For(_parts.Length, i =>
        {
            if (i > Volatile.Read(ref failed))
            {
                return;
            }
            try
            {
                Checked(() =>
                {
                    work(i);
                    return true;
                });
            }
            catch (Exception e)
            {
                lock (gate)
                {
                    if (i < failed)
                    {
                        failure = ExceptionDispatchInfo.Capture(e);
                        Volatile.Write(ref failed, i);
                    }
                }
            }
        });
        if (failure?.SourceException is BadLineException bad)
        {
            throw bad.Make(bad.Line + 1 + _parts.Take(failed).Sum(part => (long)part.Lines));
        }
        failure?.Throw();
    }

    private T Checked<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (IOException e) when (!e.Data.Contains(Error.IdKey))
        {
            throw Error.ReadFailed(_source.Path, e);
        }
    }
}

/// <summary>A part of the file of a table, which begins with a row.</summary>
/// <param name="from">The first byte.</param>
/// <param name="to">The byte behind the last one.</param>
internal sealed class CsvPart(long from, long to)
{
    internal long From => from;

    internal long To => to;

    /// <summary>The number of line ends.</summary>
    internal int Lines { get; set; }

    internal long Rows { get; set; }

    /// <summary>The number of lines with nothing in them.</summary>
    internal long BlankRows { get; set; }

    /// <summary>The number of rows in the parts before.</summary>
    internal long FirstRow { get; set; }
}

/// <summary>A line with an error in it. Its number in the file is known when the parts before have been read.</summary>
/// <param name="line">Its number in a part, counted from 0.</param>
/// <param name="make">Makes the error, given the number in the file, counted from 1.</param>
internal sealed class BadLineException(long line, Func<long, Exception> make) : Exception
{
    internal long Line => line;

    internal Func<long, Exception> Make => make;
}

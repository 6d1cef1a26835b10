using System.Text;
using MemMap.Compute;
using MemMap.Memory;
using nietras.SeparatedValues;

namespace MemMap.Formats;

/// <summary>The file of a table: its encoding, where its rows begin, and their cells, which the library Sep finds.</summary>
internal sealed class CsvSource : IDisposable
{
    private const int BlockBytes = 1 << 16;

    private readonly OpenedFile _file;
    private readonly CsvScanner _scanner;

    private CsvSource(OpenedFile file, Encoding encoding, int start)
    {
        (_file, Encoding, Start, End) = (file, encoding, start, file.Length);
        _scanner = CsvScanner.Of(encoding);
    }

    internal string Path => _file.Path;

    /// <summary>The encoding, which throws at bytes that it doesn't have.</summary>
    internal Encoding Encoding { get; }

    /// <summary>The first byte behind the byte order mark.</summary>
    internal long Start { get; }

    /// <summary>The number of bytes of the file when it was opened.</summary>
    internal long End { get; }

    /// <summary>Whether the file ends within quotation marks. It is known when the file was cut.</summary>
    internal bool EndsInQuotes { get; private set; }

    /// <summary>Opens a file. A byte order mark goes before the encoding that was named; without both, it is UTF-8.</summary>
    /// <exception cref="IOException">There is no such file, or it can't be read.</exception>
    internal static CsvSource Open(string path, Encoding? named)
    {
        if (!System.IO.Path.Exists(path))
        {
            throw Error.CsvNotFound(path);
        }
        OpenedFile file = OpenedFile.FromPath(path, new MapRequest { Path = path, Mode = MapMode.ReadOnly });
        try
        {
            Span<byte> start = stackalloc byte[sizeof(uint)];
            start = start[..RandomAccess.Read(file.Handle, start, 0)];
            Encoding[] marked = [new UTF32Encoding(), new UTF32Encoding(true, true), new UTF8Encoding(true), new UnicodeEncoding(),
                new UnicodeEncoding(true, true)];
            foreach (Encoding encoding in marked)
            {
                if (start.StartsWith(encoding.Preamble))
                {
                    return new CsvSource(file, Strict(encoding), encoding.Preamble.Length);
                }
            }
            return new CsvSource(file, Strict(named ?? Encoding.UTF8), 0);
        }
        catch
        {
            file.Owner.Dispose();
            throw;
        }
    }

    /// <summary>Returns where parts of about a number of bytes begin, each with a row, and where the last one ends.</summary>
    internal long[] Cut(long bytes)
    {
        int count = checked((int)Math.Max(1, (End - Start + bytes - 1) / bytes));
        var quotes = new long[count];
        ParallelWork.For(count, i => quotes[i] = CountQuotes(Start + (i * bytes), Math.Min(End, Start + ((i + 1) * bytes))));
        // Each quotation mark begins a quotation or ends one; a doubled one does both.
        var isQuoted = new bool[count + 1];
        for (int i = 0; i < count; i++)
        {
            isQuoted[i + 1] = isQuoted[i] ^ (quotes[i] % 2 != 0);
        }
        EndsInQuotes = isQuoted[count];
        var cuts = new long[count + 1];
        (cuts[0], cuts[count]) = (Start, End);
        ParallelWork.For(
            count - 1, i => cuts[i + 1] = FindRow(Start + ((i + 1) * bytes), Math.Min(End, Start + ((i + 2) * bytes)), isQuoted[i + 1]));
        for (int i = count - 1; i > 0; i--)
        {
            cuts[i] = cuts[i] < 0 ? cuts[i + 1] : cuts[i]; // A row that is longer than a part.
        }
        return [.. cuts.Distinct()];
    }

    /// <summary>Reads the rows of a range, one by one.</summary>
    /// <param name="from">The first byte of a row.</param>
    /// <param name="to">The byte behind a row.</param>
    /// <param name="delimiter">The character between cells.</param>
    internal SepReader Rows(long from, long to, char delimiter)
    {
        CancellationToken stop = Interruption.Token;
        FileRange bytes = new(_file, from, to - from, count =>
        {
            stop.ThrowIfCancellationRequested();
            WorkProgress.Advance(count);
        });
        StreamReader text = new(bytes, Encoding, detectEncodingFromByteOrderMarks: false, BlockBytes);
        return Options(delimiter).From(text);
    }

    /// <summary>The cells of a row.</summary>
    internal static string[] Cells(string row, char delimiter)
    {
        using SepReader reader = Options(delimiter).FromText(row);
        if (!reader.MoveNext())
        {
            return [];
        }
        SepReader.Row only = reader.Current;
        var cells = new string[only.ColCount];
        char[] scratch = [];
        for (int column = 0; column < cells.Length; column++)
        {
            cells[column] = CsvText.Of(only[column].Span, ref scratch).ToString();
        }
        return cells;
    }

    /// <summary>The number of lines of a range that end before the first bytes that are no text in the encoding.</summary>
    internal long LinesBeforeUndecodable(long from, long to)
    {
        long lines = 0;
        Decoder decoder = Encoding.GetDecoder();
        char[] characters = new char[Encoding.GetMaxCharCount(_scanner.Unit)];
        ForEachBlock(from, to, (block, _) =>
        {
            for (; block.Length >= _scanner.Unit; block = block[_scanner.Unit..])
            {
                try
                {
                    lines += characters.AsSpan(0, decoder.GetChars(block[.._scanner.Unit], characters, flush: false)).Count('\n');
                }
                catch (DecoderFallbackException)
                {
                    return false;
                }
            }
            return true;
        });
        return lines;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Owner.Dispose();

    private static SepReaderOptions Options(char delimiter) => new(Sep.New(delimiter))
    {
        HasHeader = false,
        DisableColCountCheck = true,
        DisableFastFloat = true,
        CreateToString = SepToString.Direct,
    };

    private long CountQuotes(long from, long to)
    {
        long quotes = 0;
        ForEachBlock(from, to, (block, _) =>
        {
            quotes += _scanner.CountQuotes(block);
            return true;
        });
        return quotes;
    }

    private long FindRow(long from, long to, bool isQuoted)
    {
        long found = -1;
        ForEachBlock(from, to, (block, next) =>
        {
            int offset = _scanner.FindRow(next, block.Length, ref isQuoted);
            found = offset < 0 ? -1 : from + offset;
            from += block.Length;
            return offset < 0;
        });
        return found;
    }

    private delegate bool BlockAction(ReadOnlySpan<byte> block, ReadOnlySpan<byte> withNext);

    /// <summary>Reads a range, until an action returns false. It also gets the unit behind the block.</summary>
    private void ForEachBlock(long from, long to, BlockAction action)
    {
        CancellationToken stop = Interruption.Token;
        byte[] buffer = new byte[BlockBytes + _scanner.Unit];
        while (from < to)
        {
            stop.ThrowIfCancellationRequested();
            int wanted = (int)Math.Min(BlockBytes, to - from), read = 0;
            for (int count; read < wanted + _scanner.Unit
                && (count = RandomAccess.Read(_file.Handle, buffer.AsSpan(read, wanted + _scanner.Unit - read), from + read)) > 0;)
            {
                read += count;
            }
            wanted = Math.Min(wanted, read);
            if (wanted == 0 || !action(buffer.AsSpan(0, wanted), buffer.AsSpan(0, read)))
            {
                return;
            }
            from += wanted;
        }
    }

    // Without a byte order mark: the beginning of a part is not that of a file.
    private static Encoding Strict(Encoding encoding)
    {
        switch (encoding)
        {
            case UTF8Encoding:
                return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            case UnicodeEncoding:
                return new UnicodeEncoding(IsBigEndian(encoding), byteOrderMark: false, throwOnInvalidBytes: true);
            case UTF32Encoding:
                return new UTF32Encoding(IsBigEndian(encoding), byteOrderMark: false, throwOnInvalidCharacters: true);
            default:
                Encoding strict = (Encoding)encoding.Clone();
                strict.DecoderFallback = DecoderFallback.ExceptionFallback;
                return strict;
        }
    }

    private static bool IsBigEndian(Encoding encoding) => encoding.GetBytes("a")[0] == 0;
}

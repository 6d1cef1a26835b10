using System.Globalization;
using System.Text;
using MemMap.Compute;

namespace MemMap.Formats;

/// <summary>Reads a patch that <see cref="PatchWriter"/> has written, in bounded memory.</summary>
internal sealed class PatchReader : IDisposable
{
    /// <summary>The longest change that is read, in bytes, and the longest line, in characters.</summary>
    private const int MaxChange = 1 << 20, MaxLine = 4096;

    private readonly string _path;
    private readonly StreamReader _reader;
    private readonly StringBuilder _line = new();
    private long _number;

    /// <exception cref="IOException">The file can't be opened.</exception>
    internal PatchReader(string path)
    {
        _path = path;
        try
        {
            _reader = new(path, Encoding.UTF8);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Error.NoPatch(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Error.ReadFailed(path, e);
        }
    }

    /// <summary>Whether a file begins as a patch does.</summary>
    internal static bool IsPatch(string path)
    {
        try
        {
            using StreamReader reader = new(path, Encoding.UTF8);
            char[] start = new char[PatchWriter.FirstLine.Length];
            return reader.ReadBlock(start) == start.Length && PatchWriter.FirstLine.AsSpan().SequenceEqual(start);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>Returns the changes, each with the name of its file and the number of the line on which it begins.</summary>
    /// <exception cref="InvalidDataException">The text is no patch, or a part of it is missing.</exception>
    internal IEnumerable<(string File, ByteChange Change, long Line)> Changes()
    {
        if (ReadLine() != PatchWriter.FirstLine)
        {
            throw Error.NotAPatch(_path, PatchWriter.FirstLine);
        }
        string? file = null;
        (long Offset, long Line)? at = null;
        List<byte> old = [], now = [];
        while (ReadLine() is { } line)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            if (line[0] is '-' or '+')
            {
                List<byte> bytes = at is null ? throw Syntax("bytes of no change: a line with @ and an offset comes first")
                    : line[0] == '-' ? old : now;
                if (line[0] == '-' && now.Count > 0)
                {
                    throw Syntax("bytes before the change behind those after it");
                }
                AddBytes(line.AsSpan(1), bytes);
                continue;
            }
            if (at is var (offset, start))
            {
                yield return (file!, Change(offset, old, now), start);
                (at, old, now) = (null, [], []);
            }
            if (line == PatchWriter.End)
            {
                yield break;
            }
            if (line.StartsWith(PatchWriter.File, StringComparison.Ordinal))
            {
                file = line[PatchWriter.File.Length..].Trim();
            }
            else if (line.StartsWith(PatchWriter.At, StringComparison.Ordinal))
            {
                at = file is null ? throw Syntax("a change of no file: a line 'file NAME' comes first") : (OffsetOf(line), _number);
            }
            else
            {
                throw Syntax("neither 'file', '@', '-', '+', 'end' nor a comment with #");
            }
        }
        throw Error.PatchIncomplete(_path, PatchWriter.End);
    }

    private ByteChange Change(long offset, List<byte> old, List<byte> now)
        => old.Count == 0 || old.Count != now.Count
            ? throw Syntax($"a change that ends before this line has {old.Count} bytes before and {now.Count} after; they are as many")
            : new ByteChange(offset, [.. old], [.. now]);

    private long OffsetOf(string line)
    {
        string text = line[PatchWriter.At.Length..].Trim().Split(' ', ',')[0];
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return long.TryParse(
            isHex ? text.AsSpan(2) : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture,
            out long offset) && offset >= 0 ? offset : throw Syntax($"'{text}' is no offset such as 0x1be or 446");
    }

    private void AddBytes(ReadOnlySpan<char> text, List<byte> bytes)
    {
        int bar = text.IndexOf('|');
        text = (bar < 0 ? text : text[..bar]).Trim();
        while (!text.IsEmpty)
        {
            int end = text.IndexOf(' ');
            ReadOnlySpan<char> digits = end < 0 ? text : text[..end];
            if (digits.Length != 2 || !byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                throw Syntax($"'{digits}' is no byte in two hexadecimal digits");
            }
            bytes.Add(value);
            text = text[digits.Length..].TrimStart();
        }
        if (bytes.Count > MaxChange)
        {
            throw Syntax($"a change of more than {MaxChange} bytes; write it as several");
        }
    }

    private InvalidDataException Syntax(string what) => Error.PatchSyntax(_path, _number, what);

    /// <summary>The next line without the blanks around it; null at the end.</summary>
    private string? ReadLine()
    {
        try
        {
            _line.Clear();
            _number++;
            for (int next = _reader.Read(); next != '\n'; next = _reader.Read())
            {
                if (next < 0)
                {
                    return _line.Length == 0 ? null : _line.ToString().Trim();
                }
                _line.Append(_line.Length < MaxLine ? (char)next : throw Syntax($"more than {MaxLine} characters"));
            }
            return _line.ToString().Trim();
        }
        catch (IOException e)
        {
            throw Error.ReadFailed(_path, e);
        }
    }
}

using System.Globalization;
using System.Text;
using MemMap.Compute;

namespace MemMap.Formats;

/// <summary>
/// Writes a patch: the bytes of files that are replaced, as text that people can read and review.
/// <code>
/// MemMap patch 1
/// # comment
/// file disk.img
/// @ 0x1be (446), 4 bytes
/// - 00 00 00 00                                      |....|
/// + 80 20 21 00                                      |. !.|
/// end
/// </code>
/// The offset is that in the file, in hexadecimal with 0x or decimal; what stands behind it is for people, as is what stands behind the
/// bytes from the bar on. A change may be taken out. The line <c>end</c> says that nothing is missing.
/// </summary>
internal sealed class PatchWriter : IDisposable
{
    internal const string FirstLine = "MemMap patch 1", File = "file ", At = "@ ", End = "end";

    private const int LineBytes = 16;

    private readonly StreamWriter _writer;
    private string? _file;
    private bool _isOfFile;

    /// <param name="stream">The file; it is left open.</param>
    internal PatchWriter(Stream stream)
    {
        _writer = new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        _writer.WriteLine(FirstLine);
        _writer.WriteLine("# - are the bytes before, + those after; offsets are from the start of the file");
    }

    /// <summary>The name of a file in a patch.</summary>
    internal static string NameOf(string? path) => Printable.Line(Path.GetFileName(path) ?? "array");

    /// <summary>Writes a change. Those of a file follow one another in the order of their offsets.</summary>
    /// <param name="path">The file; null for an array in memory.</param>
    /// <param name="change">The change.</param>
    internal void Write(string? path, ByteChange change)
    {
        if (!_isOfFile || path != _file)
        {
            (_file, _isOfFile) = (path, true);
            _writer.WriteLine();
            _writer.WriteLine($"{File}{NameOf(path)}");
        }
        int count = change.Old.Length;
        _writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{At}0x{change.Offset:x} ({change.Offset}), {count} {(count == 1 ? "byte" : "bytes")}"));
        Write('-', change.Old);
        Write('+', change.New);
    }

    /// <summary>Writes the last line.</summary>
    internal void Complete()
    {
        _writer.WriteLine();
        _writer.WriteLine(End);
        _writer.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Write(char sign, byte[] bytes)
    {
        StringBuilder line = new();
        for (int first = 0; first < bytes.Length; first += LineBytes)
        {
            ReadOnlySpan<byte> part = bytes.AsSpan(first, Math.Min(LineBytes, bytes.Length - first));
            line.Clear().Append(sign);
            foreach (byte value in part)
            {
                line.Append(' ').Append(value.ToString("x2", CultureInfo.InvariantCulture));
            }
            line.Append(' ', (3 * (LineBytes - part.Length)) + 2).Append('|');
            foreach (byte value in part)
            {
                line.Append(value is >= 0x20 and < 0x7f ? (char)value : '.');
            }
            _writer.WriteLine(line.Append('|'));
        }
    }
}

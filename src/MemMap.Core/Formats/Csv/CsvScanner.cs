using System.Runtime.InteropServices;
using System.Text;

namespace MemMap.Formats;

/// <summary>
/// Finds where rows begin in the bytes of a table, without decoding them: a line end within quotation marks is none. Bytes are looked at as
/// units of the encoding: 1, 2 or 4 bytes.
/// </summary>
internal abstract class CsvScanner
{
    /// <summary>The number of bytes of a unit.</summary>
    internal abstract int Unit { get; }

    internal static CsvScanner Of(Encoding encoding)
    {
        byte[] quote = encoding.GetBytes("\""), lineFeed = encoding.GetBytes("\n"), carriageReturn = encoding.GetBytes("\r");
        return quote.Length switch
        {
            sizeof(byte) => new Scanner<byte>(quote, lineFeed, carriageReturn),
            sizeof(ushort) => new Scanner<ushort>(quote, lineFeed, carriageReturn),
            _ => new Scanner<uint>(quote, lineFeed, carriageReturn),
        };
    }

    /// <summary>The number of quotation marks.</summary>
    internal abstract long CountQuotes(ReadOnlySpan<byte> bytes);

    /// <summary>Returns the offset behind the first line end that ends a row; -1 if there is none.</summary>
    /// <param name="bytes">The bytes, and at the end those of the next unit if there is one.</param>
    /// <param name="count">The number of bytes to look for line ends in.</param>
    /// <param name="isQuoted">Whether the bytes begin within quotation marks, and then whether they end there.</param>
    internal abstract int FindRow(ReadOnlySpan<byte> bytes, int count, ref bool isQuoted);

    private sealed class Scanner<T>(byte[] quote, byte[] lineFeed, byte[] carriageReturn) : CsvScanner
        where T : unmanaged, IEquatable<T>
    {
        private readonly T _quote = MemoryMarshal.Read<T>(quote), _lineFeed = MemoryMarshal.Read<T>(lineFeed),
            _carriageReturn = MemoryMarshal.Read<T>(carriageReturn);

        internal override int Unit => quote.Length;

        internal override long CountQuotes(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, T>(bytes).Count(_quote);

        internal override int FindRow(ReadOnlySpan<byte> bytes, int count, ref bool isQuoted)
        {
            ReadOnlySpan<T> all = MemoryMarshal.Cast<byte, T>(bytes), units = all[..Math.Min(all.Length, count / Unit)];
            for (int at = 0; at < units.Length; at++)
            {
                ReadOnlySpan<T> rest = units[at..];
                int next = isQuoted ? rest.IndexOf(_quote) : rest.IndexOfAny(_quote, _lineFeed, _carriageReturn);
                if (next < 0)
                {
                    break;
                }
                at += next;
                if (units[at].Equals(_quote))
                {
                    isQuoted = !isQuoted;
                    continue;
                }
                bool isPair = units[at].Equals(_carriageReturn) && at + 1 < all.Length && all[at + 1].Equals(_lineFeed);
                return (at + (isPair ? 2 : 1)) * Unit;
            }
            return -1;
        }
    }
}

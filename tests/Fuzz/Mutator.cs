using System.Text;

namespace MemMap.Fuzz;

/// <summary>
/// Damages an input: bits, bytes, pieces that are dropped, doubled, swapped for those of others, and what parsers stumble over.
/// </summary>
internal sealed class Mutator(byte[][] corpus, Random random)
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "-1", "0", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "2147483648", "1e9", "+", "-", "_", "0x10",
            "1_000",
            "(", ")", "[", "]", "{", "}", ",", ":", "::", "...", "'", "\"", "\\", "\\x00", "\\U0010ffff", "\\N{DIGIT ONE}", "\0", "\u00ff",
            "\u0661", " ", "\n",
            "None", "True", "False", "newaxis", "L", "b'x'", "u'x'", "'descr'", "'shape'", "'fortran_order'", "('', '<i4')",
            "('a', '<i4', (1000000, 1000000))",
            "O", "'O'", "O8", "object", "<f8", ">c16", "S2147483647", "U999999999", "V0", "M8[0s]", "M8[ns]", "m8[99999999999s]", "(2,3)f8",
            "i4,i4", "f16", "c32",
            "itemsize", "offsets", "align", "titles", "true", "<I64>", "</I64>", "&#x0;", "<S N=\"FileName\">/</S>",
        }.Select(Encoding.UTF8.GetBytes),
        .. new[] { "(", "[", "{", "((", "[('a',", "{'x':", "-", "::", "i4,", "(1,)", "..., " }.Select(
            piece => Encoding.UTF8.GetBytes(Repeat(piece, 3000))),
        [0xff, 0xff], [0xff, 0xff, 0xff, 0xff], [0xff, 0xff, 0xff, 0x7f], [0, 0, 0, 0x80], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
        [0, 0, 0, 0, 0, 0, 0, 0],
    ];

    /// <summary>An input of the corpus with a few edits.</summary>
    internal byte[] Next()
    {
        byte[] input = Any(corpus);
        for (int edits = 1 + random.Next(4); edits > 0; edits--)
        {
            input = Edit(input);
        }
        return input;
    }

    private byte[] Edit(byte[] input)
    {
        int at = random.Next(input.Length + 1), length = random.Next(Math.Min(input.Length - at, 16) + 1);
        byte[] before = input[..at], piece = input[at..(at + length)], after = input[(at + length)..];
        switch (random.Next(8))
        {
            case 0 when at < input.Length:
                byte[] flipped = [.. input];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1 when at < input.Length:
                byte[] changed = [.. input];
                changed[at] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)(0x20 + random.Next(0x5f));
                return changed;
            case 2:
                return [.. before, .. after];
            case 3:
                return [.. before, .. piece, .. piece, .. after];
            case 4:
                byte[] other = Any(corpus);
                int from = random.Next(other.Length + 1);
                return [.. before, .. other[from..Math.Min(other.Length, from + 32)], .. after];
            case 5 when random.Next(4) == 0:
                return before;
            case 6:
                // In place of as many bytes: what stands at fixed offsets stays there.
                byte[] number = Any(Pieces);
                return [.. before, .. number, .. input[Math.Min(input.Length, at + number.Length)..]];
            default:
                return [.. before, .. Any(Pieces), .. after];
        }
    }

    private byte[] Any(byte[][] items) => items[random.Next(items.Length)];

    private static string Repeat(string piece, int count) => new StringBuilder(piece.Length * count).Insert(0, piece, count).ToString();
}

using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// Finds ranges that two windows have in common, wherever they are: blocks of the first window are put into a table by their hash, and a
/// rolling hash goes over the second one, as in rsync. Memory is bounded by the number of blocks, whatever the size of the windows.
/// </summary>
internal sealed class AnchorSearch(UnitPair pair)
{
    /// <summary>The largest number of blocks of a window, and the bytes of the shortest block.</summary>
    internal const int MostBlocks = 1 << 18, LeastBlock = 32;

    /// <summary>The largest unit, in bytes.</summary>
    internal const int MostUnit = 1 << 24;

    private const int Piece = 1 << 17, NotUnique = -1, FilterBits = 22;

    private const ulong Multiplier = 0x9e3779b97f4a7c15;

    private readonly ulong[] _filter = new ulong[1 << (FilterBits - 6)];

    /// <summary>The size of the blocks of a window, in units.</summary>
    internal int BlockOf(long units)
    {
        UInt128 bytes = (UInt128)units * (uint)pair.Size / MostBlocks;
        ulong block = BitOperations.RoundUpToPowerOf2(Math.Max(LeastBlock, (ulong)bytes));
        return (int)Math.Max(1, block / (ulong)pair.Size);
    }

    /// <summary>Returns common ranges in the order of both windows: those that have the most units together.</summary>
    internal List<(long X, long Y, long Length)> Find(Edit window, int block)
    {
        Dictionary<ulong, int> table = Table(window, block);
        return table.Count == 0 ? [] : Chain.Longest(Matches(window, block, table));
    }

    private Dictionary<ulong, int> Table(Edit window, int block)
    {
        Array.Clear(_filter);
        Dictionary<ulong, int> table = [];
        int bytes = block * pair.Size;
        int blocks = (int)(window.XLength / block);
        for (int i = 0; i < blocks; i++)
        {
            ReadOnlySpan<byte> content = pair.X.At((window.X + ((long)i * block)) * pair.Size, bytes);
            // Bytes that repeat one value are everywhere, and tell no place.
            if (!content.ContainsAnyExcept(content[0]))
            {
                continue;
            }
            ulong hash = HashOf(content);
            ref ulong word = ref _filter[FilterOf(hash) >> 6];
            word |= 1UL << (FilterOf(hash) & 63);
            if (!table.TryAdd(hash, i))
            {
                table[hash] = NotUnique;
            }
        }
        return table;
    }

    private List<(long X, long Y, long Length)> Matches(Edit window, int block, Dictionary<ulong, int> table)
    {
        List<(long X, long Y, long Length)> matches = [];
        int size = pair.Size, bytes = block * size;
        ulong leaving = Power(bytes);
        long y = window.Y, last = window.YEnd - block, free = window.Y;
        while (y <= last)
        {
            int count = (int)Math.Min(last - y + 1, Math.Max(1, Math.Max(Piece, 4 * bytes) / size));
            long x = Roll(pair.Y.At(y * size, ((count - 1) * size) + bytes), count, bytes, leaving, table, out int at);
            y += at;
            if (x < 0)
            {
                continue;
            }
            x = window.X + (x * block);
            long same = pair.Same(x, y, Math.Min(window.XEnd - x, window.YEnd - y));
            if (same < block)
            {
                // Another block of the same hash.
                y++;
                continue;
            }
            long before = pair.SameBefore(x, y, Math.Min(x - window.X, y - free));
            matches.Add((x - before, y - before, before + same));
            y += same;
            free = y;
        }
        return matches;
    }

    /// <summary>Returns the first block of the table that a position may have; -1 if none has one.</summary>
    /// <param name="bytes">The bytes of all positions, and of a block behind the last one.</param>
    /// <param name="count">The number of positions.</param>
    /// <param name="block">The bytes of a block.</param>
    /// <param name="leaving">What a byte that leaves a block has added to the hash.</param>
    /// <param name="table">The blocks.</param>
    /// <param name="at">The position; the number of positions if none has a block.</param>
    private long Roll(
        ReadOnlySpan<byte> bytes, int count, int block, ulong leaving, Dictionary<ulong, int> table, out int at)
    {
        ulong hash = HashOf(bytes[..block]);
        int size = pair.Size;
        for (at = 0; at < count; at++)
        {
            if (at > 0)
            {
                for (int i = (at - 1) * size; i < at * size; i++)
                {
                    hash = (hash * Multiplier) + bytes[i + block] + 1 - (leaving * (bytes[i] + 1UL));
                }
            }
            int bit = FilterOf(hash);
            if ((_filter[bit >> 6] >> (bit & 63) & 1) != 0 && table.TryGetValue(hash, out int found) && found != NotUnique)
            {
                return found;
            }
        }
        return -1;
    }

    // Of the highest bits, which all bytes reach.
    private static int FilterOf(ulong hash) => (int)((hash ^ (hash >> 29)) * Multiplier >> (64 - FilterBits));

    private static ulong HashOf(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 0;
        foreach (byte value in bytes)
        {
            hash = (hash * Multiplier) + value + 1;
        }
        return hash;
    }

    private static ulong Power(int exponent)
    {
        ulong power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= Multiplier;
        }
        return power;
    }
}

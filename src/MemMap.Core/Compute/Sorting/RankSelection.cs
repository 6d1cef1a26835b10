using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Compute;

/// <summary>
/// Finds elements by their rank in sorted order without sorting or copying. A pass counts the elements by the highest 16 bits of their
/// key, and so finds in which of 65536 ranges a rank lies. The next pass counts within that range by the next 16 bits, until the key is
/// known. This takes one pass for 16-bit elements, two for 32-bit and four for 64-bit ones, whatever the number of elements.
/// </summary>
internal sealed unsafe class RankSelection<T, TKey, TOfKey>
    where T : unmanaged
    where TKey : unmanaged, IBinaryInteger<TKey>
    where TOfKey : ISortKey<T, TKey>
{
    private static readonly int KeyBits = Unsafe.SizeOf<TKey>() * 8, DigitBits = Math.Min(16, KeyBits);

    private readonly Operand[] _operands;
    private readonly Action _verify;
    private readonly long[] _first;
    private readonly TKey? _noNumber;
    private long _countOfNaN;

    /// <param name="operand">The elements.</param>
    /// <param name="noNumber">The value that is counted as <see cref="CountOfNaN"/>; null if no element is a NaN.</param>
    /// <param name="verify">Runs periodically; throws when the memory may no longer be read.</param>
    internal RankSelection(Operand operand, T? noNumber, Action verify)
    {
        _noNumber = noNumber is { } none ? TOfKey.To(TOfKey.Canonical(none)) : null;
        _operands = BlockLoop.Normalize([operand], mayReorder: true);
        _verify = verify;
        _first = Count(TKey.Zero, KeyBits);
    }

    /// <summary>The number of elements that are NaN.</summary>
    internal long CountOfNaN => _countOfNaN;

    /// <summary>The elements with these ranks, counted from 0.</summary>
    internal Dictionary<long, T> Find(IEnumerable<long> ranks)
    {
        var found = new Dictionary<long, T>();
        Find(_first, TKey.Zero, KeyBits, 0, [.. ranks.Distinct().Order()], found);
        return found;
    }

    /// <param name="counts">The numbers of elements with the prefix, by their next digit.</param>
    /// <param name="prefix">The bits above the next digit, shifted down.</param>
    /// <param name="bits">The number of bits that are not known yet.</param>
    /// <param name="below">The number of elements below those with the prefix.</param>
    /// <param name="ranks">The ranks that lie among those with the prefix, in order.</param>
    /// <param name="found">Receives the elements.</param>
    private void Find(long[] counts, TKey prefix, int bits, long below, ReadOnlySpan<long> ranks, Dictionary<long, T> found)
    {
        for (int digit = 0; !ranks.IsEmpty; below += counts[digit++])
        {
            int here = 0;
            while (here < ranks.Length && ranks[here] < below + counts[digit])
            {
                here++;
            }
            if (here == 0)
            {
                continue;
            }
            TKey key = bits == KeyBits ? TKey.CreateTruncating(digit) : (prefix << DigitBits) | TKey.CreateTruncating(digit);
            int rest = bits - DigitBits;
            if (rest == 0)
            {
                foreach (long rank in ranks[..here])
                {
                    found[rank] = TOfKey.From(key);
                }
            }
            else
            {
                Find(Count(key, rest), key, rest, below, ranks[..here], found);
            }
            ranks = ranks[here..];
        }
    }

    /// <summary>Counts the elements whose key starts with the prefix by their next digit.</summary>
    private long[] Count(TKey prefix, int bits)
    {
        int shift = bits - DigitBits;
        bool isFirst = bits == KeyBits;
        var mask = TKey.CreateTruncating((1 << DigitBits) - 1);
        bool hasNoNumber = _noNumber is not null;
        TKey noNumber = _noNumber ?? default;
        using var tables = new ThreadLocal<long[]>(static () => new long[1 << DigitBits], trackAllValues: true);
        BlockLoop.Run(
            _operands,
            (blocks, count, _) =>
            {
                long[] table = tables.Value!;
                var values = (T*)blocks[0];
                long noNumbers = 0;
                for (int i = 0; i < count; i++)
                {
                    TKey key = TOfKey.To(TOfKey.Canonical(values[i]));
                    if (isFirst || key >> bits == prefix)
                    {
                        table[int.CreateTruncating((key >> shift) & mask)]++;
                        noNumbers += hasNoNumber && key == noNumber ? 1 : 0;
                    }
                }
                if (isFirst && noNumbers > 0)
                {
                    Interlocked.Add(ref _countOfNaN, noNumbers);
                }
            },
            _verify);
        var sum = new long[1 << DigitBits];
        foreach (long[] table in tables.Values)
        {
            for (int digit = 0; digit < sum.Length; digit++)
            {
                sum[digit] += table[digit];
            }
        }
        return sum;
    }
}

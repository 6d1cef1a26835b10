using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Compute;

/// <summary>
/// The rows that one of several writers writes: runs of 2^14 adjacent ones, so that writers don't share cache lines. Each writer looks at
/// all indices, so this is done with vectors of four, and without a branch on whose a row is, which would be unpredictable.
/// <code>
/// rows      5   16390   7   20000     writer 1 of 2
/// mine      0     1     0     1       a mask of four bits, which selects a permutation
/// places  16390 20000   .     .       stored, and overwritten from the third place on by the next four
/// </code>
/// </summary>
/// <param name="rows">The number of rows of the array.</param>
/// <param name="writer">The number of the writer.</param>
/// <param name="writers">The number of writers, a power of two.</param>
internal readonly unsafe struct OwnRows(long rows, int writer, int writers)
{
    /// <summary>The places behind the last one that are written, too.</summary>
    internal const int Slack = 4;

    private const int RunBits = 14;

    /// <summary>For each mask of four bits, the 32-bit words of a vector that are selected, packed.</summary>
    private static readonly int[] Words = Permutations(words: 2);

    private static readonly int[] Numbers = Permutations(words: 1);

    /// <summary>Collects the writer's rows, in order. A row out of bounds belongs to no writer.</summary>
    /// <param name="index">Indices, of which negative ones count from the end.</param>
    /// <param name="from">The number of the first index.</param>
    /// <param name="end">The number after the last index.</param>
    /// <param name="places">Receives the rows.</param>
    /// <param name="numbers">Receives the numbers of their indices.</param>
    /// <returns>How many there are.</returns>
    internal int Collect(long* index, int from, int end, long* places, int* numbers)
    {
        int found = 0, i = from;
        if (Avx2.IsSupported)
        {
            Vector256<long> all = Vector256.Create(rows), mask = Vector256.Create((long)(writers - 1) << RunBits);
            Vector256<long> mine = Vector256.Create((long)writer << RunBits);
            Vector128<int> number = Vector128.Create(i, i + 1, i + 2, i + 3), step = Vector128.Create(4);
            fixed (int* words = Words, shuffles = Numbers)
            {
                for (; i <= end - Vector256<long>.Count; i += Vector256<long>.Count, number += step)
                {
                    Vector256<long> row = Vector256.Load(index + i);
                    row += Vector256.LessThan(row, Vector256<long>.Zero) & all;
                    Vector256<long> selected = Vector256.LessThan(row, all) & Vector256.Equals(row & mask, mine);
                    // What is still negative is out of bounds.
                    uint bits = Vector256.AndNot(selected, row).ExtractMostSignificantBits();
                    Avx2.PermuteVar8x32(row.AsInt32(), Vector256.Load(words + (bits * 8))).AsInt64().Store(places + found);
                    Avx.PermuteVar(number.AsSingle(), Vector128.Load(shuffles + (bits * 4))).AsInt32().Store(numbers + found);
                    found += BitOperations.PopCount(bits);
                }
            }
        }
        for (; i < end; i++)
        {
            long row = index[i] + ((index[i] >> 63) & rows);
            places[found] = row;
            numbers[found] = i;
            int isInside = (ulong)row < (ulong)rows ? 1 : 0, isMine = ((row >> RunBits) & (writers - 1)) == writer ? 1 : 0;
            found += isInside & isMine;
        }
        return found;
    }

    private static int[] Permutations(int words)
    {
        const int lanes = 4;
        var all = new int[(1 << lanes) * lanes * words];
        for (int bits = 0; bits < 1 << lanes; bits++)
        {
            int next = bits * lanes * words;
            for (int word = 0; word < lanes * words; word++)
            {
                if (((bits >> (word / words)) & 1) != 0)
                {
                    all[next++] = word;
                }
            }
        }
        return all;
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MemMap.Compute;

/// <summary>
/// Searches for a pattern with wildcards at many positions at once, in time that does not depend on the data. Each distinct byte class of
/// the pattern (a value under a mask) has a bit set for the positions of a block: 1 where a byte of that class is. The pattern matches
/// where the bit sets of all its bytes, each shifted by the byte's offset in the pattern, have a 1.
/// <code>
/// pattern  41 ?? 42        block      A  x  A  B  B
///                          is 41      1  0  1  0  0
///                          is 42      0  0  0  1  1        2 further on:  0  1  1 ..
///                          both       0  0  1 ..
/// </code>
/// </summary>
internal sealed class BitParallelMatcher
{
    /// <summary>The longest pattern: the worst case is a few instructions for each of its bytes and 256 positions.</summary>
    internal const int MaxLength = 1 << 16;

    /// <summary>The positions of a block: the bit sets of several classes fit the L1 cache.</summary>
    private const int BlockBytes = 1 << 15;

    private const int WordBits = 64, StopParts = 256;

    private readonly int _length;

    // The distinct byte classes.
    private readonly (byte Value, byte Mask)[] _kinds;

    // The bytes that are not wildcards, the first one of each class in front: these rule out most blocks.
    private readonly (int Kind, int Offset)[] _parts;

    internal BitParallelMatcher(ReadOnlySpan<byte> values, ReadOnlySpan<byte> masks)
    {
        _length = values.Length;
        Dictionary<(byte, byte), int> kinds = [];
        List<(int, int)> first = [], further = [];
        for (int i = 0; i < values.Length; i++)
        {
            if (masks[i] != 0)
            {
                bool isNew = kinds.TryAdd((values[i], masks[i]), kinds.Count);
                (isNew ? first : further).Add((kinds[(values[i], masks[i])], i));
            }
        }
        (_kinds, _parts) = ([.. kinds.Keys], [.. first, .. further]);
    }

    /// <summary>
    /// Adds the offsets of matches that begin from <paramref name="first"/> to <paramref name="last"/>, until there are
    /// <paramref name="most"/>.
    /// </summary>
    internal void Find(ReadOnlySpan<byte> bytes, int first, int last, List<int> found, int most, CancellationToken stop)
    {
        // Whole vectors: what is read past the end is zeros, and matches there are dropped.
        int wordsOfBlock = BlockBytes / WordBits, words = wordsOfBlock + (_length / WordBits) + 1 + Vector256<ulong>.Count;
        byte[] text = new byte[words * WordBits];
        ulong[] here = new ulong[wordsOfBlock];
        ulong[]?[] bits = new ulong[_kinds.Length][];
        bool[] isMade = new bool[_kinds.Length];
        for (int start = first; start <= last; start += BlockBytes)
        {
            ReadOnlySpan<byte> block = bytes.Slice(start, Math.Min(text.Length, bytes.Length - start));
            block.CopyTo(text);
            text.AsSpan(block.Length).Clear();
            Array.Clear(isMade);
            Array.Fill(here, ulong.MaxValue);
            bool isAny = true;
            for (int i = 0; i < _parts.Length && isAny; i++)
            {
                if (i % StopParts == 0)
                {
                    stop.ThrowIfCancellationRequested();
                }
                (int kind, int offset) = _parts[i];
                ulong[] ofKind = bits[kind] ??= new ulong[words];
                if (!isMade[kind])
                {
                    Mark(text, _kinds[kind], ofKind);
                    isMade[kind] = true;
                }
                isAny = And(here, ofKind, offset);
            }
            if (isAny && !Add(here, start, Math.Min(last - start + 1, BlockBytes), found, most))
            {
                return;
            }
        }
    }

    /// <summary>Sets the bit of each byte of a class.</summary>
    private static void Mark(byte[] text, (byte Value, byte Mask) kind, ulong[] bits)
    {
        Span<uint> halves = MemoryMarshal.Cast<ulong, uint>(bits.AsSpan());
        Vector256<byte> value = Vector256.Create(kind.Value), mask = Vector256.Create(kind.Mask);
        ref byte start = ref MemoryMarshal.GetArrayDataReference(text);
        for (int i = 0; i < halves.Length; i++)
        {
            Vector256<byte> bytes = Vector256.LoadUnsafe(ref start, (nuint)(i * Vector256<byte>.Count));
            uint set = Vector256.Equals(bytes & mask, value).ExtractMostSignificantBits();
            // The lower half of a word is the first one in memory on a little-endian machine, the second one on others.
            halves[BitConverter.IsLittleEndian ? i : i ^ 1] = set;
        }
    }

    /// <summary>Intersects a bit set with another one that is shifted down by an offset.</summary>
    /// <returns>Whether any bit is set.</returns>
    private static bool And(ulong[] here, ulong[] others, int offset)
    {
        int shift = offset % WordBits;
        ref ulong to = ref MemoryMarshal.GetArrayDataReference(here), from = ref others[offset / WordBits];
        Vector256<ulong> any = Vector256<ulong>.Zero;
        for (nuint i = 0; i < (nuint)here.Length; i += (nuint)Vector256<ulong>.Count)
        {
            Vector256<ulong> bits = Vector256.LoadUnsafe(ref from, i);
            if (shift > 0)
            {
                Vector256<ulong> next = Vector256.LoadUnsafe(ref from, i + 1);
                bits = Vector256.ShiftRightLogical(bits, shift) | Vector256.ShiftLeft(next, WordBits - shift);
            }
            bits &= Vector256.LoadUnsafe(ref to, i);
            bits.StoreUnsafe(ref to, i);
            any |= bits;
        }
        return any != Vector256<ulong>.Zero;
    }

    private static bool Add(ulong[] here, int start, int count, List<int> found, int most)
    {
        for (int word = 0; word * WordBits < count; word++)
        {
            for (ulong rest = here[word]; rest != 0; rest &= rest - 1)
            {
                int position = (word * WordBits) + BitOperations.TrailingZeroCount(rest);
                if (position >= count)
                {
                    return true;
                }
                found.Add(start + position);
                if (found.Count >= most)
                {
                    return false;
                }
            }
        }
        return true;
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Compute;

/// <summary>
/// Sums of integers of 8 and 16 bits by instructions that add neighbours in a wider type: one for 32 bytes, where widening takes six. So a
/// sum of bytes is as fast as memory, too.
/// </summary>
internal static class ShortSums
{
    // Each addition is of less than 2^17, and an accumulator gets a quarter of them: 2^12 * 2^17 < 2^31.
    private const int Run = 1 << 14;

    /// <summary>The sum of integers of at most 16 bits.</summary>
    internal static long Of<T>(ReadOnlySpan<T> block) where T : unmanaged
    {
        // What is signed is shifted to unsigned bytes by its highest bit, and what is unsigned to signed shorts.
        const long byByte = 1 << 7, byShort = 1 << 15;
        return typeof(T) == typeof(byte) ? OfBytes(MemoryMarshal.Cast<T, byte>(block), 0)
            : typeof(T) == typeof(sbyte) ? OfBytes(MemoryMarshal.Cast<T, byte>(block), (byte)byByte) - (block.Length * byByte)
            : typeof(T) == typeof(short) ? OfShorts(MemoryMarshal.Cast<T, short>(block), 0)
            : OfShorts(MemoryMarshal.Cast<T, short>(block), short.MinValue) + (block.Length * byShort);
    }

    private static long OfBytes(ReadOnlySpan<byte> block, byte flipped)
    {
        ReadOnlySpan<Vector256<byte>> vectors = MemoryMarshal.Cast<byte, Vector256<byte>>(block);
        Vector256<byte> flip = Vector256.Create(flipped);
        Vector256<long> a = default, b = default, c = default, d = default;
        int i = 0;
        for (; i <= vectors.Length - 4; i += 4)
        {
            Prefetch.Ahead(in vectors[i]);
            Prefetch.Ahead(in vectors[i + 2]);
            a += OfEight(vectors[i] ^ flip);
            b += OfEight(vectors[i + 1] ^ flip);
            c += OfEight(vectors[i + 2] ^ flip);
            d += OfEight(vectors[i + 3] ^ flip);
        }
        long sum = Vector256.Sum(a + b + (c + d));
        foreach (byte value in block[(i * Vector256<byte>.Count)..])
        {
            sum += value ^ flipped;
        }
        return sum;
    }

    // The sum of absolute differences from 0, of each eight bytes.
    private static Vector256<long> OfEight(Vector256<byte> bytes) => Avx2.SumAbsoluteDifferences(bytes, Vector256<byte>.Zero).AsInt64();

    private static long OfShorts(ReadOnlySpan<short> block, short flipped)
    {
        Vector256<short> flip = Vector256.Create(flipped);
        long sum = 0;
        int size = Vector256<short>.Count;
        for (int run; (run = Math.Min(Run, block.Length / size) & ~3) > 0; block = block[(run * size)..])
        {
            ReadOnlySpan<Vector256<short>> vectors = MemoryMarshal.Cast<short, Vector256<short>>(block)[..run];
            Vector256<int> a = default, b = default, c = default, d = default;
            for (int i = 0; i < vectors.Length; i += 4)
            {
                Prefetch.Ahead(in vectors[i]);
                Prefetch.Ahead(in vectors[i + 2]);
                a += OfTwo(vectors[i] ^ flip);
                b += OfTwo(vectors[i + 1] ^ flip);
                c += OfTwo(vectors[i + 2] ^ flip);
                d += OfTwo(vectors[i + 3] ^ flip);
            }
            (Vector256<long> low, Vector256<long> high) = Vector256.Widen(a + b + (c + d));
            sum += Vector256.Sum(low + high);
        }
        foreach (short value in block)
        {
            sum += value ^ flipped;
        }
        return sum;
    }

    private static Vector256<int> OfTwo(Vector256<short> shorts) => Avx2.MultiplyAddAdjacent(shorts, Vector256<short>.One);
}

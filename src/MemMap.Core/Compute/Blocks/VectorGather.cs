using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Compute;

/// <summary>
/// Gathers elements that lie close together, such as every third one or a field of small records. Each element is loaded into all places
/// of a vector, and gives a result the one that is its own; loading vectors and permuting them takes longer, as a gather instruction does.
/// TensorPrimitives has no gather.
/// <code>
/// stride 3    0..1..2..3..
///             0000   1111   2222   3333     four loads
///             01..   ..23                   two of which are blended
///             0123                          and once more
/// </code>
/// </summary>
internal static unsafe class VectorGather
{
    /// <summary>Copies as many elements as vectors can and returns their number. The caller copies the rest.</summary>
    /// <param name="block">The destination.</param>
    /// <param name="element">The first element.</param>
    /// <param name="stride">The bytes from one element to the next.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="isAsked">Whether the processor was asked for the memory: it is in a cache, or on its way.</param>
    internal static int Run<T>(T* block, byte* element, long stride, int count, bool isAsked) where T : unmanaged
    {
        if (!Avx2.IsSupported || sizeof(T) is not (sizeof(int) or sizeof(long))
            || stride is < -Prefetch.LineBytes or > Prefetch.LineBytes)
        {
            return 0;
        }
        long ahead = isAsked || stride < 0 ? 0 : Step * stride;
        return sizeof(T) == sizeof(int) ? Words((uint*)block, element, stride, count, ahead)
            : Pairs((ulong*)block, element, stride, count, ahead);
    }

    /// <summary>The elements that are gathered at a time.</summary>
    private const int Step = 8;

    private static int Words(uint* block, byte* element, long stride, int count, long ahead)
    {
        int done = 0;
        for (long third = 3 * stride; done <= count - Step; done += Step)
        {
            if (ahead > 0)
            {
                Ask(element, ahead);
            }
            byte* next = element + (4 * stride);
            Vector256<uint> a = Avx2.Blend(Word(element), Word(element + stride), 0b10),
                b = Avx2.Blend(Word(element + (2 * stride)), Word(element + third), 0b1000),
                c = Avx2.Blend(Word(next), Word(next + stride), 0b10_0000),
                d = Avx2.Blend(Word(next + (2 * stride)), Word(next + third), 0b1000_0000);
            Avx2.Blend(Avx2.Blend(a, b, 0b1100), Avx2.Blend(c, d, 0b1100_0000), 0b1111_0000).Store(block + done);
            element = next + (4 * stride);
        }
        return done;
    }

    /// <summary>Gathers elements that are pairs of words each.</summary>
    private static int Pairs(ulong* block, byte* element, long stride, int count, long ahead)
    {
        int done = 0;
        for (long third = 3 * stride; done <= count - Step; done += Step)
        {
            if (ahead > 0)
            {
                Ask(element, ahead);
            }
            byte* next = element + (4 * stride);
            Vector256<uint> a = Avx2.Blend(Pair(element), Pair(element + stride), 0b1100),
                b = Avx2.Blend(Pair(element + (2 * stride)), Pair(element + third), 0b1100_0000),
                c = Avx2.Blend(Pair(next), Pair(next + stride), 0b1100),
                d = Avx2.Blend(Pair(next + (2 * stride)), Pair(next + third), 0b1100_0000);
            Avx2.Blend(a, b, 0b1111_0000).Store((uint*)(block + done));
            Avx2.Blend(c, d, 0b1111_0000).Store((uint*)(block + done + (Step / 2)));
            element = next + (4 * stride);
        }
        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Word(byte* place) => Avx2.BroadcastScalarToVector256((uint*)place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Pair(byte* place) => Avx2.BroadcastScalarToVector256((ulong*)place).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ask(byte* element, long bytes)
    {
        for (long line = 0; line < bytes; line += Prefetch.LineBytes)
        {
            Prefetch.Ahead(element + line);
        }
    }
}

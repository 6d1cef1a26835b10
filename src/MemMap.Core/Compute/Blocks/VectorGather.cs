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
    /// <summary>The elements that are gathered at a time.</summary>
    private const int Step = 8;

    /// <summary>Whether <see cref="Load"/> takes elements of a size.</summary>
    internal static bool Takes(int itemSize) => Avx2.IsSupported && itemSize is sizeof(int) or sizeof(long);

    /// <summary>Copies as many elements as vectors can and returns their number. The caller copies the rest.</summary>
    /// <param name="block">The destination.</param>
    /// <param name="element">The first element.</param>
    /// <param name="stride">The bytes from one element to the next.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="isAsked">Whether the processor was asked for the memory: it is in a cache, or on its way.</param>
    internal static int Run<T>(T* block, byte* element, long stride, int count, bool isAsked) where T : unmanaged
    {
        if (!Takes(sizeof(T)) || stride is < -Prefetch.LineBytes or > Prefetch.LineBytes)
        {
            return 0;
        }
        long ahead = isAsked || stride < 0 ? 0 : Step * stride;
        int done = 0;
        for (; done <= count - Step; done += Step, element += Step * stride)
        {
            for (long line = 0; line < ahead; line += Prefetch.LineBytes)
            {
                Prefetch.Ahead(element + line);
            }
            Load<T>(element, stride).Store(block + done);
            if (sizeof(T) == sizeof(long))
            {
                Load<T>(element + (4 * stride), stride).Store(block + done + (Step / 2));
            }
        }
        return done;
    }

    /// <summary>A vector of elements of 4 or 8 bytes, wherever they lie.</summary>
    /// <param name="element">The first element.</param>
    /// <param name="stride">The bytes from one element to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<T> Load<T>(byte* element, long stride) where T : unmanaged
    {
        byte* third = element + (2 * stride);
        if (sizeof(T) == sizeof(long))
        {
            return Avx2.Blend(
                Avx2.Blend(Pair(element), Pair(element + stride), 0b1100), Avx2.Blend(Pair(third), Pair(third + stride), 0b1100_0000),
                0b1111_0000).As<uint, T>();
        }
        byte* fifth = third + (2 * stride), seventh = fifth + (2 * stride);
        Vector256<uint> a = Avx2.Blend(Word(element), Word(element + stride), 0b10),
            b = Avx2.Blend(Word(third), Word(third + stride), 0b1000),
            c = Avx2.Blend(Word(fifth), Word(fifth + stride), 0b10_0000),
            d = Avx2.Blend(Word(seventh), Word(seventh + stride), 0b1000_0000);
        return Avx2.Blend(Avx2.Blend(a, b, 0b1100), Avx2.Blend(c, d, 0b1100_0000), 0b1111_0000).As<uint, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Word(byte* place) => Avx2.BroadcastScalarToVector256((uint*)place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Pair(byte* place) => Avx2.BroadcastScalarToVector256((ulong*)place).AsUInt32();
}

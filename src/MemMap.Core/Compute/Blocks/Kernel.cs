using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Compute;

/// <summary>
/// Processes one block: <paramref name="blocks"/> holds a pointer per operand (inputs first, then outputs) to <paramref name="count"/>
/// contiguous, aligned elements in this machine's byte order.
/// </summary>
internal unsafe delegate void Kernel(byte** blocks, int count);

/// <summary>
/// Processes one block, as a <see cref="Kernel"/>, whose inputs are wherever they lie in memory: at <paramref name="steps"/> of so many
/// bytes from one element to the next, at any address; 0 for one value that is repeated. The output is contiguous. It asks for the lines
/// <paramref name="ahead"/> once for each <see cref="LinesAhead.Items"/> elements.
/// </summary>
internal unsafe delegate void StepKernel(byte** blocks, nint* steps, int count, LinesAhead ahead);

/// <summary>
/// Counts for how many of <paramref name="count"/> pairs of elements an operation holds. <paramref name="isOne"/> says that all of
/// <paramref name="y"/> are one value: the kernel may read only the first few of them.
/// </summary>
internal unsafe delegate long CountKernel(byte* x, byte* y, int count, bool isOne);

/// <summary>A block operation from one span to another, such as a method of TensorPrimitives.</summary>
internal delegate void UnarySpan<TIn, TOut>(ReadOnlySpan<TIn> x, Span<TOut> destination);

/// <summary>A block operation from two spans to a third, such as a method of TensorPrimitives.</summary>
internal delegate void BinarySpan<TIn, TOut>(ReadOnlySpan<TIn> x, ReadOnlySpan<TIn> y, Span<TOut> destination);

/// <summary>Creates kernels from operations on spans.</summary>
internal static unsafe class Kernels
{
    internal static Kernel Unary<TIn, TOut>(UnarySpan<TIn, TOut> operation) where TIn : unmanaged where TOut : unmanaged
        => (blocks, count) => operation(new ReadOnlySpan<TIn>(blocks[0], count), new Span<TOut>(blocks[1], count));

    internal static Kernel Binary<TIn, TOut>(BinarySpan<TIn, TOut> operation) where TIn : unmanaged where TOut : unmanaged
        => (blocks, count) => operation(
            new ReadOnlySpan<TIn>(blocks[0], count), new ReadOnlySpan<TIn>(blocks[1], count), new Span<TOut>(blocks[2], count));

    /// <summary>The kernel that copies elements as they are.</summary>
    internal static Kernel Copy(int itemSize)
        => (blocks, count) => Buffer.MemoryCopy(blocks[0], blocks[1], (long)count * itemSize, (long)count * itemSize);

    /// <summary>
    /// The kernel that copies elements with non-temporal stores, for results larger than the caches. An ordinary store first loads the
    /// cache line that it overwrites, which makes a fill of a mapped file take up to twice as long. .NET has no block operation with such
    /// stores. They are not ordered with other stores; the block loop issues the fence.
    /// </summary>
    /// <param name="itemSize">The bytes of an element.</param>
    /// <param name="isOne">Whether all elements of the source are one value, so that reading its first few is enough.</param>
    internal static Kernel Stream(int itemSize, bool isOne)
    {
        bool repeats = isOne && StreamStep % itemSize == 0;
        return (blocks, count) => Stream(blocks[0], blocks[1], (long)count * itemSize, repeats);
    }

    // Four vectors per step.
    private const int StreamStep = 4 * 32;

    private static void Stream(byte* source, byte* target, long bytes, bool repeats)
    {
        const int step = StreamStep;
        long head = Math.Min((long)(-(nint)target & (step - 1)), bytes), i = head;
        Unsafe.CopyBlockUnaligned(target, source, (uint)head);
        long ahead = repeats ? 0 : step;
        for (byte* from = source + head; i <= bytes - step; i += step, from += ahead)
        {
            Vector256<byte> a = Vector256.Load(from), b = Vector256.Load(from + 32), c = Vector256.Load(from + 64),
                d = Vector256.Load(from + 96);
            a.StoreAlignedNonTemporal(target + i);
            b.StoreAlignedNonTemporal(target + i + 32);
            c.StoreAlignedNonTemporal(target + i + 64);
            d.StoreAlignedNonTemporal(target + i + 96);
        }
        Unsafe.CopyBlockUnaligned(target + i, source + i, (uint)(bytes - i));
    }
}

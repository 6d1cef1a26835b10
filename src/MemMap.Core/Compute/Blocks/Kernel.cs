namespace MemMap.Compute;

/// <summary>
/// Works on one block: <paramref name="blocks"/> holds a pointer per operand (inputs first, then outputs) to <paramref name="count"/>
/// contiguous, aligned elements in this machine's byte order.
/// </summary>
internal unsafe delegate void Kernel(byte** blocks, int count);

/// <summary>A block operation from one span to another, such as a method of TensorPrimitives.</summary>
internal delegate void UnarySpan<TIn, TOut>(ReadOnlySpan<TIn> x, Span<TOut> destination);

/// <summary>A block operation from two spans to a third, such as a method of TensorPrimitives.</summary>
internal delegate void BinarySpan<TIn, TOut>(ReadOnlySpan<TIn> x, ReadOnlySpan<TIn> y, Span<TOut> destination);

/// <summary>Makes kernels of operations on spans.</summary>
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
}

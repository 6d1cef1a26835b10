namespace MemMap.Compute;

/// <summary>An operation on one array, element by element; the counterpart of <see cref="BinaryOperation"/>.</summary>
internal abstract class UnaryOperation(string name) : ElementwiseOperation(name)
{
    /// <summary>The dtype that the input is brought to.</summary>
    internal virtual DType ComputeType(DType x) => x.AsNative();

    /// <summary>The dtype of the result for an input of <paramref name="compute"/>.</summary>
    internal virtual DType ResultType(DType compute) => compute;

    /// <summary>How the operation runs on arrays of a dtype.</summary>
    /// <exception cref="NotSupportedException">It doesn't.</exception>
    internal virtual Loop LoopFor(DType x)
    {
        DType compute = ComputeType(x), block = BlockOf(compute);
        return new(Visit(block), ResultType(compute), block, ResultType(block));
    }

    protected static Kernel Map<T>(UnarySpan<T, T> operation) where T : unmanaged => Kernels.Unary(operation);
}

namespace MemMap.Compute;

/// <summary>An elementwise operation on one array; the counterpart of <see cref="BinaryOperation"/>.</summary>
internal abstract class UnaryOperation(string name) : ElementwiseOperation(name)
{
    /// <summary>The dtype that the input is cast to.</summary>
    internal virtual DType ComputeType(DType x) => x.AsNative();

    /// <summary>The dtype of the result for an input of <paramref name="compute"/>.</summary>
    internal virtual DType ResultType(DType compute) => compute;

    /// <summary>How the operation runs on arrays of a dtype.</summary>
    /// <exception cref="NotSupportedException">The operation is not defined for it.</exception>
    internal virtual Loop LoopFor(DType x)
    {
        DType compute = ComputeType(x), block = BlockOf(compute);
        return new(Visit(block), ResultType(compute), block, ResultType(block));
    }

    protected static Kernel Map<T>(UnarySpan<T, T> operation) where T : unmanaged => Kernels.Unary(operation);
}

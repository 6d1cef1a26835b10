namespace MemMap.Compute;

/// <summary>An elementwise operation on one array; the counterpart of <see cref="BinaryOperation"/>.</summary>
internal abstract class UnaryOperation(string name) : ElementwiseOperation(name)
{
    private KeptLoop? _kept;

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

    /// <summary><see cref="LoopFor"/>, of which the last one is kept, as in <see cref="BinaryOperation.LoopOf"/>.</summary>
    internal Loop LoopOf(DType x)
    {
        KeptLoop? kept = _kept;
        if (kept is null || !ReferenceEquals(kept.X, x))
        {
            _kept = kept = new(x, LoopFor(x));
        }
        return kept.Loop;
    }

    private sealed record KeptLoop(DType X, Loop Loop);

    protected static Kernel Map<T>(UnarySpan<T, T> operation) where T : unmanaged => Kernels.Unary(operation);
}

using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// An elementwise operation on two arrays. There is one small class per operation. It declares which dtypes it computes in, and returns a
/// kernel over blocks for each level of dtypes that it supports.
/// </summary>
internal abstract class BinaryOperation(string name) : ElementwiseOperation(name)
{
    private KeptLoop? _kept;

    /// <summary>The dtype that both inputs are cast to: by default, numpy's promotion.</summary>
    internal virtual DType ComputeType(DType x, DType y) => Promotion.PromoteTypes(x, y);

    /// <summary>The dtype of the result for inputs of <paramref name="compute"/>.</summary>
    internal virtual DType ResultType(DType compute) => compute;

    /// <inheritdoc cref="Loop.Decisive"/>
    protected virtual bool? Decisive => null;

    /// <summary>How the operation runs on arrays of two dtypes.</summary>
    /// <exception cref="NotSupportedException">The operation is not defined for them.</exception>
    internal virtual Loop LoopFor(DType x, DType y)
    {
        if (x.Traits.IsTime || y.Traits.IsTime)
        {
            return TimeLoop(x, y);
        }
        DType compute = ComputeType(x, y), block = BlockOf(compute);
        return new(Visit(block), ResultType(compute), block, block, ResultType(block))
        {
            Decisive = block.Kind == ElementKind.Bool ? Decisive : null,
        };
    }

    /// <summary>
    /// <see cref="LoopFor"/>, of which the last one is kept: a session repeats an operation on arrays of the same dtypes, and the kernel
    /// and what is around it are a dozen objects.
    /// </summary>
    internal Loop LoopOf(DType x, DType y)
    {
        KeptLoop? kept = _kept;
        if (kept is null || !ReferenceEquals(kept.X, x) || !ReferenceEquals(kept.Y, y))
        {
            _kept = kept = new(x, y, LoopFor(x, y));
        }
        return kept.Loop;
    }

    private sealed record KeptLoop(DType X, DType Y, Loop Loop);

    /// <summary>
    /// How the operation runs where at least one dtype is a date or a time span. The default supports two of a kind, in their common unit.
    /// </summary>
    protected virtual Loop TimeLoop(DType x, DType y)
    {
        DType common = TimeArithmetic.SameKind(x, y) ?? throw Error.NoLoop(Name, x, y);
        return TimeArithmetic.InUnitOf(common, Visit(common), x, y, ResultType(common));
    }

    /// <summary>
    /// The array for a single value beside an array. A number beside numbers is a weak scalar (NEP 50). Any other value keeps its own
    /// dtype; a date or time span counts 100 ns.
    /// </summary>
    internal virtual ArrayRef ScalarOperand(ArrayRef array, object? value)
    {
        (object? scalar, DType? dtype) = Scalar(array, value);
        return ArrayLiteral.Create(scalar, dtype);
    }

    /// <summary>The value of <see cref="ScalarOperand"/>, and its dtype; null where that follows from the value.</summary>
    internal virtual (object? Value, DType? DType) Scalar(ArrayRef array, object? value)
        => array.DType.IsNumeric && !TimeArithmetic.IsTime(value) ? (value, Promotion.ResultTypeWithScalar(array.DType, value))
            : (TimeArithmetic.Plain(value), null);

    protected static Kernel Map<T>(BinarySpan<T, T> operation) where T : unmanaged => Kernels.Binary(operation);
}

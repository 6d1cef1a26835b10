using MemMap.Compute;

namespace MemMap;

// Logic is methods: PowerShell's -and can only give one bool.
public partial class NDArray
{
    /// <summary>The logical and of two elements, as an array of bools. Any nonzero number is true, including NaN.</summary>
    /// <inheritdoc cref="And(object, NDArray)"/>
    public NDArray LogicalAnd(object other, NDArray? @out = null) => Binary(Operations.LogicalAnd, this, other, @out);

    /// <summary>The logical or of two elements, as an array of bools. Any nonzero number is true, including NaN.</summary>
    /// <inheritdoc cref="And(object, NDArray)"/>
    public NDArray LogicalOr(object other, NDArray? @out = null) => Binary(Operations.LogicalOr, this, other, @out);

    /// <summary>The logical exclusive or of two elements, as an array of bools. Any nonzero number is true, including NaN.</summary>
    /// <inheritdoc cref="And(object, NDArray)"/>
    public NDArray LogicalXor(object other, NDArray? @out = null) => Binary(Operations.LogicalXor, this, other, @out);

    /// <summary>The logical not of elements, as an array of bools. Any nonzero number is true, including NaN.</summary>
    /// <inheritdoc cref="Not(NDArray)"/>
    public NDArray LogicalNot(NDArray? @out = null) => Unary(Operations.LogicalNot, @out);
}

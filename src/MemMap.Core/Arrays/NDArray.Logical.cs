using MemMap.Compute;

namespace MemMap;

// Logic is methods: PowerShell's -and can only give one bool.
public partial class NDArray
{
    /// <summary>The logical and of two elements, as an array of bools. Any nonzero number is true, including NaN.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray LogicalAnd(object other) => Binary(Operations.LogicalAnd, this, other);

    /// <summary>The logical or of two elements, as an array of bools. Any nonzero number is true, including NaN.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray LogicalOr(object other) => Binary(Operations.LogicalOr, this, other);

    /// <summary>The logical exclusive or of two elements, as an array of bools. Any nonzero number is true, including NaN.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray LogicalXor(object other) => Binary(Operations.LogicalXor, this, other);

    /// <summary>The logical not of elements, as an array of bools. Any nonzero number is true, including NaN.</summary>
    /// <inheritdoc cref="Not()"/>
    public NDArray LogicalNot() => Unary(Operations.LogicalNot);
}

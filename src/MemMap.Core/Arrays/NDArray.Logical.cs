using MemMap.Compute;

namespace MemMap;

// Logic is methods: PowerShell's -and can only give one bool.
public partial class NDArray
{
    /// <summary>Where both elements are true: an array of bools. Any number but 0 is true, NaN included.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray LogicalAnd(object other) => Binary(Operations.LogicalAnd, this, other);

    /// <summary>Where at least one of two elements is true: an array of bools. Any number but 0 is true, NaN included.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray LogicalOr(object other) => Binary(Operations.LogicalOr, this, other);

    /// <summary>Where exactly one of two elements is true: an array of bools. Any number but 0 is true, NaN included.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray LogicalXor(object other) => Binary(Operations.LogicalXor, this, other);

    /// <summary>Where elements are false: an array of bools. Any number but 0 is true, NaN included.</summary>
    /// <inheritdoc cref="Not()"/>
    public NDArray LogicalNot() => Unary(Operations.LogicalNot);
}

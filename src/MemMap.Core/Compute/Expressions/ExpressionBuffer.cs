using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// The results of an expression as the bytes of a buffer. They are in no memory: a block loop computes them from blocks of the operands
/// (<see cref="LeaseSet.Input"/>), and what reads bytes gets them computed (<see cref="ExpressionBytes"/>).
/// </summary>
internal sealed class ExpressionBuffer(Expression expression)
    : ArrayBuffer(MemoryExtent.Of(expression.Bytes, expression.ByteLength), isWriteable: false)
{
    /// <summary>The expression.</summary>
    internal Expression Expression => expression;

    /// <inheritdoc/>
    public override bool IsBuffered => true;

    private protected override bool Includes(ArrayBuffer other) => expression.Operands.Any(operand => operand.SharesBytesWith(other));

    private protected override void VerifyBytes(MemoryExtent extent)
    {
        foreach (ArrayBuffer operand in expression.Operands)
        {
            operand.Verify();
        }
    }
}

using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Bitwise or; for bool the logical or. Defined for bool and integers.</summary>
internal sealed class BitwiseOr() : BinaryOperation("bitwise_or")
{
    protected override bool? Decisive => true;

    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.BitwiseOr);

    protected override Kernel Integer<T>(DType dtype) => Map<T>(TensorPrimitives.BitwiseOr);
}

using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Bitwise and; for bool the logical and. Defined for bool and integers.</summary>
internal sealed class BitwiseAnd() : BinaryOperation("bitwise_and")
{
    protected override bool? Decisive => false;

    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.BitwiseAnd);

    protected override Kernel Integer<T>(DType dtype) => Map<T>(TensorPrimitives.BitwiseAnd);
}

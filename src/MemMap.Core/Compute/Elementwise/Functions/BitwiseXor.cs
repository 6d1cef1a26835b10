using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Bitwise exclusive or; for bool the logical one. Defined for bool and integers.</summary>
internal sealed class BitwiseXor() : BinaryOperation("bitwise_xor")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.Xor);

    protected override Kernel Integer<T>(DType dtype) => Map<T>(TensorPrimitives.Xor);
}

using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Whether exactly one of two elements is true.</summary>
internal sealed class LogicalXor() : LogicalOperation("logical_xor")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.Xor);
}

using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Whether at least one of two elements is true.</summary>
internal sealed class LogicalOr() : LogicalOperation("logical_or")
{
    protected override bool? Decisive => true;

    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.BitwiseOr);
}

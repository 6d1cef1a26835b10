using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Whether both elements are true.</summary>
internal sealed class LogicalAnd() : LogicalOperation("logical_and")
{
    protected override bool? Decisive => false;

    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.BitwiseAnd);
}

using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Whether an element is false; any number but 0 is true.</summary>
internal sealed class LogicalNot() : UnaryOperation("logical_not")
{
    internal override DType ComputeType(DType x) => x.IsNumeric ? DType.Bool : x;

    protected override Kernel Bool(DType dtype) => Map<byte>(static (x, d) => TensorPrimitives.Xor(x, (byte)1, d));
}

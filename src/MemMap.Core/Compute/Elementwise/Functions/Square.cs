using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The square of the element. Integers wrap.</summary>
internal sealed class Square() : UnaryOperation("square")
{
    internal override DType ComputeType(DType x) => NumberOf(x.AsNative());

    protected override Kernel Number<T>(DType dtype) => Map<T>(static (x, d) => TensorPrimitives.Multiply(x, x, d));
}

using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The first element with the sign of the second.</summary>
internal sealed class CopySign() : BinaryFloatFunction("copysign")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.CopySign);
}

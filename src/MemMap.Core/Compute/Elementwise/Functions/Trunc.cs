using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class Truncate() : FloatFunction("trunc")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Truncate);
}

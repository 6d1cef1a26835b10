using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class Ceiling() : FloatFunction("ceil")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Ceiling);
}

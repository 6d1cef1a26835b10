using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class Arctan2() : FloatFunction2("arctan2")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Atan2);
}

using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class Hypot() : FloatFunction2("hypot")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Hypot);
}

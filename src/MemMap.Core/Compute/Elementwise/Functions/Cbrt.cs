using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class Cbrt() : FloatFunction("cbrt")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Cbrt);
}
